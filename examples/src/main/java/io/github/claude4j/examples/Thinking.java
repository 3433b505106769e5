package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.Model;
import io.github.claude4j.messages.ThinkingDisplay;

/** Lets the model think first: as much as it sees fit, or within a budget. */
public final class Thinking {
    private Thinking() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            Message message = claude.messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5)
                            .maxTokens(4096)
                            .thinkingAdaptive(ThinkingDisplay.SUMMARIZED)
                            .addUserMessage("How many primes are below 50?"));
            System.out.println("[" + message.thinking() + "] " + message.text());
            System.out.println(claude.messages()
                    .create(m -> m.model(Model.CLAUDE_HAIKU_4_5)
                            .maxTokens(4096)
                            .thinkingEnabled(2048)
                            .addUserMessage("And below 100?"))
                    .text());
        }
    }
}
