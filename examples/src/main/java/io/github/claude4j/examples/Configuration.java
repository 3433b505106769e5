package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Model;
import java.time.Duration;

/** Sets what can be set: on the client, and on single calls. */
public final class Configuration {
    private Configuration() {}

    public static void main(String[] args) {
        Claude.Builder options = Claude.builder()
                .apiKey("sk-ant-...") // or a supplier, asked at each request
                .apiVersion("2026-10-21")
                .beta("brand-new-2027-01-01")
                .timeout(Duration.ofSeconds(60)) // 10 minutes unless set
                .maxRetries(0); // 2 unless set
        // The environment gives what is left: here the base URL.
        try (Claude claude = options.fromEnv().build()) {
            Claude tenant = claude.with(o -> o.header("authorization", "Bearer sk-ant-...") // a key of its own
                    .withoutHeader("anthropic-beta")
                    .header("x-tenant", "42")
                    .timeout(Duration.ofSeconds(5))
                    .maxRetries(5));
            System.out.println(tenant.messages()
                    .create(m -> m.model(Model.CLAUDE_HAIKU_4_5).maxTokens(256).addUserMessage("ping"))
                    .text());
        }
    }
}
