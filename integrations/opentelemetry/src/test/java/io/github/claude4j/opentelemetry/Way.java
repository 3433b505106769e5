package io.github.claude4j.opentelemetry;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.MessageAccumulator;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import java.util.concurrent.CompletionException;

/** The ways to ask. */
enum Way {
    CREATE {
        @Override
        String text(Claude claude, MessageCreateParams params) {
            return claude.messages().create(params).text();
        }
    },
    STREAM {
        @Override
        String text(Claude claude, MessageCreateParams params) {
            return streamed(claude, params);
        }
    },
    ASYNC {
        @Override
        String text(Claude claude, MessageCreateParams params) {
            return claude.async(c -> c.messages().create(params)).join().text();
        }
    },
    ASYNC_STREAM {
        @Override
        String text(Claude claude, MessageCreateParams params) {
            return claude.async(c -> streamed(c, params)).join();
        }
    },
    PUBLISHER {
        @Override
        String text(Claude claude, MessageCreateParams params) {
            return MessageAccumulator.collect(claude.publisher(c -> c.messages().stream(params)))
                    .join()
                    .text();
        }
    };

    abstract String text(Claude claude, MessageCreateParams params);

    boolean streams() {
        return this != CREATE && this != ASYNC;
    }

    /** What it fails with, without what futures put around it. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static String streamed(Claude claude, MessageCreateParams params) {
        try (MessageStream stream = claude.messages().stream(params)) {
            return stream.message().text();
        }
    }
}
