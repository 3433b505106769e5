package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.ContentBlockDeltaEvent;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.MessageStreamEvent;
import io.github.claude4j.messages.Model;
import io.github.claude4j.messages.TextDelta;
import io.github.claude4j.messages.ThinkingConfigAdaptive;
import io.github.claude4j.messages.ThinkingDelta;

/** Shows the model's thinking and its answer, event by event. */
public final class Thinking {
    private Thinking() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv();
                MessageStream stream = claude.messages().stream(m -> m.model(Model.CLAUDE_OPUS_5_5)
                        .maxTokens(4096)
                        .thinking(ThinkingConfigAdaptive.builder().build())
                        .addUserMessage("How many primes are below 50?"))) {
            for (MessageStreamEvent event : stream) {
                if (event instanceof ContentBlockDeltaEvent delta) {
                    if (delta.delta() instanceof ThinkingDelta thinking) {
                        System.out.print("[" + thinking.thinking() + "]");
                    } else if (delta.delta() instanceof TextDelta text) {
                        System.out.print(text.text());
                    }
                }
            }
            System.out.println();
        }
    }
}
