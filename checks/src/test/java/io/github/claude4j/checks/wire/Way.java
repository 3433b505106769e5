package io.github.claude4j.checks.wire;

import io.github.claude4j.Claude;
import io.github.claude4j.Download;
import io.github.claude4j.JsonLines;
import io.github.claude4j.batches.MessageBatchIndividualResponse;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageListener;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.StreamInterruptedException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A way to call the API. */
enum Way {
    CREATE(Shape.WHOLE) {
        @Override
        Result call(Claude claude, MessageCreateParams params, Signals signals) {
            return Result.value(claude.messages().create(params).text());
        }
    },
    ASYNC(Shape.WHOLE) {
        @Override
        Result call(Claude claude, MessageCreateParams params, Signals signals) throws Exception {
            try {
                return Result.value(claude.async(c -> c.messages().create(params))
                        .get(30, TimeUnit.SECONDS)
                        .text());
            } catch (ExecutionException e) {
                return Result.failure(e.getCause(), null);
            }
        }
    },
    STREAM(Shape.EVENTS) {
        @Override
        Result call(Claude claude, MessageCreateParams params, Signals signals) {
            try (MessageStream stream = claude.messages().stream(params)) {
                return partly(() -> Result.value(stream.message().text()), stream);
            }
        }
    },
    LISTEN(Shape.EVENTS) {
        @Override
        Result call(Claude claude, MessageCreateParams params, Signals signals) {
            try (MessageStream stream = claude.messages().stream(params)) {
                AtomicInteger messages = new AtomicInteger();
                Result result = partly(
                        () -> Result.value(stream.listen(new MessageListener() {
                                    @Override
                                    public void onMessage(Message message) {
                                        messages.incrementAndGet();
                                    }
                                })
                                .text()),
                        stream);
                int expected = result.failure() == null ? 1 : 0;
                return messages.get() == expected
                        ? result
                        : new Result(result.value(), result.failure(), result.partial(), 1 + messages.get());
            }
        }
    },
    PUBLISHER(Shape.EVENTS) {
        @Override
        Result call(Claude claude, MessageCreateParams params, Signals signals) throws Exception {
            claude.publisher(c -> c.messages().stream(params)).subscribe(signals);
            return signals.result();
        }
    },
    SUBSCRIBE(Shape.EVENTS) {
        @Override
        Result call(Claude claude, MessageCreateParams params, Signals signals) throws Exception {
            claude.messages().stream(params).subscribe(signals);
            return signals.result();
        }
    },
    LINES(Shape.LINES) {
        @Override
        Result call(Claude claude, MessageCreateParams params, Signals signals) {
            try (JsonLines<MessageBatchIndividualResponse> lines =
                    claude.messages().batches().results("b")) {
                return Result.value(lines.stream()
                        .map(MessageBatchIndividualResponse::customId)
                        .collect(Collectors.joining(",")));
            }
        }
    },
    DOWNLOAD(Shape.BYTES) {
        @Override
        Result call(Claude claude, MessageCreateParams params, Signals signals) {
            try (Download download = claude.files().download("f")) {
                return Result.value(Shape.bytes(download.bytes()));
            }
        }
    };

    final Shape shape;

    Way(Shape shape) {
        this.shape = shape;
    }

    /**
     * Makes one call and waits for its end; may throw what the call throws.
     *
     * @param signals takes what is pushed
     */
    abstract Result call(Claude claude, MessageCreateParams params, Signals signals) throws Exception;

    Result result(Claude claude, MessageCreateParams params, Signals signals) {
        try {
            return call(claude, params, signals);
        } catch (Throwable e) {
            return Result.failure(e, null);
        }
    }

    /** Whether a thread of the caller reads events. */
    boolean isPulledStream() {
        return this == STREAM || this == LISTEN;
    }

    /** What comes of reading, and the text that had come when it failed. */
    private static Result partly(Supplier<Result> reading, MessageStream stream) {
        try {
            return reading.get();
        } catch (StreamInterruptedException e) {
            return Result.failure(e, stream.soFar().map(Message::text).orElse(null));
        }
    }
}
