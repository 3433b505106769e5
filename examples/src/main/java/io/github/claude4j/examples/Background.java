package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.Model;
import java.util.concurrent.CompletableFuture;

/** Streams on another thread, which hands each piece on and gives the whole message at the end. */
public final class Background {
    private Background() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            CompletableFuture<Message> whole = claude.async(c -> {
                try (MessageStream stream = c.messages().stream(
                        m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(1024).addUserMessage("Why is the sky blue?"))) {
                    stream.textDeltas().forEach(System.out::print); // to a queue, a window, a socket …
                    return stream.message();
                }
            });
            System.out.println("\n" + whole.join().usage().outputTokens() + " tokens");
        }
    }
}
