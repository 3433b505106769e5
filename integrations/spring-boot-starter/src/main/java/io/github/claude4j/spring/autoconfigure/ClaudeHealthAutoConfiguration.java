package io.github.claude4j.spring.autoconfigure;

import io.github.claude4j.Claude;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.autoconfigure.contributor.CompositeHealthContributorConfiguration;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/** Health of the clients, for those who ask for it with {@code management.health.claude.enabled}: it calls somebody else's service. */
@AutoConfiguration(after = ClaudeAutoConfiguration.class)
@ConditionalOnClass(CompositeHealthContributorConfiguration.class)
@ConditionalOnProperty("management.health.claude.enabled")
class ClaudeHealthAutoConfiguration extends CompositeHealthContributorConfiguration<ClaudeHealthIndicator, Claude> {
    ClaudeHealthAutoConfiguration() {
        super(ClaudeHealthIndicator::new);
    }

    @Bean
    @ConditionalOnMissingBean(name = "claudeHealthContributor")
    HealthContributor claudeHealthContributor(ConfigurableListableBeanFactory beans) {
        return createContributor(beans, Claude.class);
    }
}
