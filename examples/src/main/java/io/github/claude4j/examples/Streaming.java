package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageListener;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.MessageStreamEvent;
import io.github.claude4j.messages.Model;
import java.util.function.Supplier;

/** Reads an answer while it is written: as events, as text, as a whole, by a listener. */
public final class Streaming {
    private Streaming() {}

    public static void main(String[] args) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(Model.CLAUDE_OPUS_5_5)
                .maxTokens(1024)
                .addUserMessage("Write a haiku about the JVM.")
                .build();
        try (Claude claude = Claude.fromEnv()) {
            try (MessageStream stream = claude.messages().stream(params)) {
                for (MessageStreamEvent event : stream) {
                    System.out.println(event.type());
                }
            }
            try (MessageStream stream = claude.messages().stream(params)) {
                stream.textDeltas().forEach(System.out::print);
                Message message = stream.message();
                System.out.println("\n" + message.stopReason());
            }
            try (MessageStream stream = claude.messages().stream(params)) {
                stream.listen(new MessageListener() {
                    @Override
                    public void onText(String delta, Supplier<String> soFar) {
                        System.out.print(delta);
                    }
                });
            }
            try (MessageStream stream = claude.messages().stream(params)) {
                stream.textDeltas().limit(3).forEach(System.out::print); // closing it early cancels the rest
            }
        }
    }
}
