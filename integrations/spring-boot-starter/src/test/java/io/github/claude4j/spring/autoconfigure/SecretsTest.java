package io.github.claude4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.spring.internal.clients.ClientProperties;
import io.github.claude4j.spring.internal.clients.NamedClients;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.env.EnvironmentEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

class SecretsTest {
    private static final String[] SECRETS = {
        "claude.api-key=SECRET-1",
        "claude.clients.eu.auth-token=SECRET-2",
        "claude.clients.aws.aws.secret-access-key=SECRET-3",
        "claude.clients.aws.aws.session-token=SECRET-4",
        "claude.clients.aws.aws.access-key-id=SECRET-9",
        "claude.clients.aws.aws.region=us-west-2",
        "claude.clients.aws.backend=bedrock",
        "claude.headers.x-gateway=SECRET-5",
        "claude.proxy.url=http://ann:SECRET-6@proxy.example:3128",
        "claude.webhooks.signing-keys=whsec_SECRET7,whsec_SECRET8",
        "ANTHROPIC_API_KEY=SECRET-A",
        "ANTHROPIC_CUSTOM_HEADERS=x: SECRET-B",
        "AWS_BEARER_TOKEN_BEDROCK=SECRET-C",
        "CLAUDE_CLIENTS_EU_APIKEY=SECRET-D",
    };

    private static ApplicationContextRunner application() {
        return Boots.application()
                .withConfiguration(AutoConfigurations.of(
                        ClaudeActuatorAutoConfiguration.class,
                        ConfigurationPropertiesReportEndpointAutoConfiguration.class,
                        EnvironmentEndpointAutoConfiguration.class))
                .withPropertyValues(
                        "management.endpoints.web.exposure.include=*",
                        "management.endpoint.configprops.show-values=always",
                        "management.endpoint.env.show-values=always")
                .withPropertyValues(SECRETS);
    }

    @Test
    void secrets_inActuators_areNotShown() {
        application().run(context -> {
            JsonMapper json = JsonMapper.builder().build();
            String properties = json.writeValueAsString(context.getBean(ConfigurationPropertiesReportEndpoint.class)
                    .configurationProperties()
                    .getContexts()
                    .toString());
            String shown = json.writeValueAsString(
                    context.getBean(EnvironmentEndpoint.class).environment(null));
            String beans = json.writeValueAsString(
                    context.getBean(ConfigurationPropertiesReportEndpoint.class).configurationProperties());

            assertThat(shown).contains("us-west-2").doesNotContain("SECRET");
            assertThat(beans).contains("us-west-2").doesNotContain("SECRET");
            assertThat(properties).doesNotContain("SECRET");
        });
    }

    @Test
    void secrets_inTexts_areNotShown() {
        application()
                .run(context -> assertThat(Map.of(
                                        "one", context.getBean(ClientProperties.class),
                                        "all", context.getBean(NamedClients.class),
                                        "hooks", context.getBean(WebhookProperties.class))
                                .toString())
                        .contains("bedrock")
                        .doesNotContain("SECRET"));
    }
}
