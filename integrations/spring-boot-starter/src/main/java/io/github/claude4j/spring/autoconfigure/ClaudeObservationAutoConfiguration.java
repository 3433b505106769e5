package io.github.claude4j.spring.autoconfigure;

import io.github.claude4j.micrometer.ClaudeObservations;
import io.github.claude4j.spring.ClaudeBuilderCustomizer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Shows the calls of all clients as observations, where the application observes. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnClass({ClaudeObservations.class, MeterRegistry.class})
@ConditionalOnBean(ObservationRegistry.class)
class ClaudeObservationAutoConfiguration {
    /** For runners too: {@code runner.with(observations.runs("support"))}. */
    @Bean
    @ConditionalOnMissingBean
    ClaudeObservations claudeObservations(ObservationRegistry registry, ObjectProvider<MeterRegistry> meters) {
        MeterRegistry known = meters.getIfUnique();
        return known == null ? ClaudeObservations.of(registry) : ClaudeObservations.of(registry, known);
    }

    @Bean
    ClaudeBuilderCustomizer claudeObserved(ClaudeObservations observations) {
        return (builder, client) -> builder.listener(observations.calls());
    }
}
