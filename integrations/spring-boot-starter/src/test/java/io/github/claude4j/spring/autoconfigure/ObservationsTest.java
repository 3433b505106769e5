package io.github.claude4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.micrometer.ClaudeObservations;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.junit.FakeClaudeTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@FakeClaudeTest
class ObservationsTest {
    private static ApplicationContextRunner observed(FakeClaude fake) {
        return Boots.application(fake)
                .withBean(SimpleMeterRegistry.class)
                .withConfiguration(AutoConfigurations.of(
                        MetricsAutoConfiguration.class,
                        CompositeMeterRegistryAutoConfiguration.class,
                        ObservationAutoConfiguration.class,
                        ClaudeObservationAutoConfiguration.class));
    }

    @Test
    void calls_areTimedAndTheirTokensCounted(FakeClaude fake) {
        observed(fake).run(context -> {
            Boots.ask(context.getBean(Claude.class));

            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(meters.get("gen_ai.client.operation").timer().count()).isEqualTo(1);
            assertThat(meters.get("gen_ai.client.token.usage")
                            .tag("gen_ai.token.type", "output")
                            .counter()
                            .count())
                    .isPositive();
        });
    }

    @Test
    void context_withoutMeters_observesNothing(FakeClaude fake) {
        Boots.application(fake)
                .withConfiguration(AutoConfigurations.of(ClaudeObservationAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(MeterRegistry.class))
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(ClaudeObservations.class);
                    Boots.ask(context.getBean(Claude.class));
                });
    }
}
