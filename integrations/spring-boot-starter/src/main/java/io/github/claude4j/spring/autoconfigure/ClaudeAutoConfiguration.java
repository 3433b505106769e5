package io.github.claude4j.spring.autoconfigure;

import io.github.claude4j.Claude;
import io.github.claude4j.spring.ClaudeBuilderCustomizer;
import io.github.claude4j.spring.ClaudeConnectionDetails;
import io.github.claude4j.spring.ClaudeTools;
import io.github.claude4j.spring.internal.clients.ClaudeFactory;
import io.github.claude4j.spring.internal.clients.ClientProperties;
import io.github.claude4j.spring.internal.clients.NamedClients;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;

/** A {@link Claude} of {@code claude.…}, one of each name in {@code claude.clients}, and tools of beans. */
@AutoConfiguration(after = SslAutoConfiguration.class)
@EnableConfigurationProperties({ClientProperties.class, NamedClients.class})
@Import(ClaudeClientsRegistrar.class)
public class ClaudeAutoConfiguration {
    ClaudeAutoConfiguration() {}

    @Bean
    ClaudeFactory claudeFactory(
            ObjectProvider<ClaudeConnectionDetails> details,
            ObjectProvider<SslBundles> bundles,
            ObjectProvider<ClaudeBuilderCustomizer> customizers) {
        return new ClaudeFactory(details, bundles, customizers);
    }

    @Bean
    @ConditionalOnMissingBean
    @Conditional(DefaultClientCondition.class)
    Claude claude(ClaudeFactory factory, ClientProperties properties) {
        return factory.create(NamedClients.DEFAULT, properties);
    }

    @Bean
    @ConditionalOnMissingBean
    ClaudeTools claudeTools(ConfigurableListableBeanFactory beans) {
        return new ClaudeTools(beans);
    }
}
