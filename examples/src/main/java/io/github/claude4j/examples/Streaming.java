package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.Model;

/** Prints an answer while it is written. */
public final class Streaming {
    private Streaming() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv();
                MessageStream stream = claude.messages().stream(
                        m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(1024).addUserMessage("Tell me a short story."))) {
            stream.textDeltas().forEach(System.out::print);
            System.out.println();
            System.out.println(stream.message().usage().outputTokens() + " tokens");
        }
    }
}
