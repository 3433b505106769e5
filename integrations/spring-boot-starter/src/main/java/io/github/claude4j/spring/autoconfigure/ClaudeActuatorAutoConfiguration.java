package io.github.claude4j.spring.autoconfigure;

import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Hides what is secret of our properties and variables from actuators, also where they show values. */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
class ClaudeActuatorAutoConfiguration {
    /** Names without their dots, hyphens and underscores: {@code claude.api-key} is {@code CLAUDE_APIKEY} elsewhere. */
    private static final Pattern SECRET =
            Pattern.compile("(claude|anthropic).*(key|token|password|secret|headers|proxyurl).*"
                    + "|aws(secretaccesskey|sessiontoken|bearertoken).*");

    @Bean
    static SanitizingFunction claudeSecrets() {
        return data -> isSecret(data.getKey()) ? data.withSanitizedValue() : data;
    }

    private static boolean isSecret(String name) {
        return SECRET.matcher(name.toLowerCase(Locale.ROOT).replaceAll("[-_.]", ""))
                .matches();
    }
}
