package io.github.claude4j.spring.autoconfigure;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.http.Backend;
import io.github.claude4j.models.ModelsService;
import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Whether a client reaches the API and may call it: by the list of models, which costs nothing. Where there is none, it is unknown. */
final class ClaudeHealthIndicator extends AbstractHealthIndicator {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Claude claude;

    ClaudeHealthIndicator(Claude claude) {
        this.claude = claude.with(o -> o.maxRetries(0).totalTimeout(LONGEST));
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.withDetail("provider", claude.backend().map(Backend::provider).orElse("anthropic"));
        if (claude.backend()
                .filter(there -> !there.supports(ModelsService.LIST))
                .isPresent()) {
            health.unknown().withDetail("reason", "this backend has no call that costs nothing");
            return;
        }
        try {
            claude.models().list(p -> p.limit(1));
            health.up();
        } catch (ClaudeException e) {
            health.down().withDetail("error", String.valueOf(e.getMessage()));
        }
    }
}
