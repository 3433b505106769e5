package io.github.claude4j.spring.autoconfigure;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What verifies webhooks.
 *
 * @param signingKeys The signing keys of the endpoint, several while they are being exchanged. Default: what
 *     ANTHROPIC_WEBHOOK_SIGNING_KEY says.
 * @param tolerance How far the time of a delivery may lie from now. Default: 5 minutes.
 */
@ConfigurationProperties("claude.webhooks")
record WebhookProperties(
        @DefaultValue List<String> signingKeys, @Nullable Duration tolerance) {
    @Override
    public String toString() {
        return "WebhookProperties[tolerance=" + tolerance + "]";
    }
}
