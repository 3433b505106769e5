package io.github.claude4j.spring.autoconfigure;

import io.github.claude4j.spring.ClaudeConnectionDetails;
import io.github.claude4j.spring.internal.clients.ClientProperties;
import io.github.claude4j.spring.internal.clients.NamedClients;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether there is a client without a name: beside those with one only if somebody has set it up. */
final class DefaultClientCondition extends SpringBootCondition implements ConfigurationCondition {
    @Override
    public ConfigurationPhase getConfigurationPhase() {
        return ConfigurationPhase.REGISTER_BEAN;
    }

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Binder binder = Binder.get(context.getEnvironment());
        ConditionMessage.Builder message = ConditionMessage.forCondition("client without a name");
        if (!binder.bind("claude", NamedClients.class).isBound()) {
            return ConditionOutcome.match(message.because("there is no other"));
        }
        if (binder.bind("claude", ClientProperties.class).isBound()) {
            return ConditionOutcome.match(message.because("properties below claude are set"));
        }
        if (hasCredentials()) {
            return ConditionOutcome.match(message.because("the environment has credentials"));
        }
        if (hasDetails(context.getBeanFactory())) {
            return ConditionOutcome.match(message.because("there are connection details"));
        }
        return ConditionOutcome.noMatch(message.because("only clients with names are set up"));
    }

    private static boolean hasCredentials() {
        return Stream.of(
                        System.getProperty("anthropic.apiKey"),
                        System.getProperty("anthropic.authToken"),
                        System.getenv("ANTHROPIC_API_KEY"),
                        System.getenv("ANTHROPIC_AUTH_TOKEN"),
                        System.getenv("ANTHROPIC_PROFILE"),
                        System.getenv("ANTHROPIC_FEDERATION_RULE_ID"))
                .filter(Objects::nonNull)
                .anyMatch(value -> !value.isBlank());
    }

    private static boolean hasDetails(@Nullable ConfigurableListableBeanFactory beans) {
        return beans != null && beans.getBeanNamesForType(ClaudeConnectionDetails.class, true, false).length > 0;
    }
}
