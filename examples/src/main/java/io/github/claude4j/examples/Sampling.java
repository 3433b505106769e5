package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.Model;

/** Asks an older version of the API, which takes temperature, top_p and top_k. */
public final class Sampling {
    private Sampling() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            Message message = claude.with(o -> o.apiVersion("2023-06-01"))
                    .messages()
                    .create(m -> m.model(Model.CLAUDE_SONNET_4_6)
                            .maxTokens(256)
                            .temperature(0.2)
                            .topK(40)
                            .topP(0.9)
                            .addUserMessage("Summarize this diff in one sentence."));
            System.out.println(message.text());
        }
    }
}
