package io.github.claude4j.internal.call;

import io.github.claude4j.http.Response;
import io.github.claude4j.internal.Log;
import io.github.claude4j.internal.PushedBody;
import io.github.claude4j.internal.Threads;
import io.github.claude4j.internal.Waits;
import io.github.claude4j.internal.body.EventDecoder;
import io.github.claude4j.internal.body.ReadSource;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Pushes the events of a call to its subscriber. What arrives is taken in turns on threads for signals, each turn as much as
 * there is and is asked for; between two turns no thread is held.
 */
final class EventPush implements Flow.Subscription, PushedAttempts.Outcome {
    private final EventReader reader;
    private final CallRunner exchange;
    private final @Nullable PushedAttempts attempts;

    private final AtomicLong demand = new AtomicLong();
    private final AtomicInteger turns = new AtomicInteger();
    private volatile boolean cancelled;
    private volatile @Nullable Exception failure;
    private volatile @Nullable SocketTimeoutException stall;

    /** Set before anything is pushed, and by turns; dropped at the end. */
    private Flow.@Nullable Subscriber<? super JsonObject> subscriber;

    private volatile @Nullable Opened opened;
    private @Nullable JsonObject next;

    private volatile boolean waiting;
    private volatile long waitingSince;
    private volatile @Nullable Future<?> timer;

    /** An answer whose head has come. */
    private record Opened(EventReader.Opened answer, PushedBody body) {
        EventDecoder decoder() {
            return answer.decoder();
        }
    }

    /**
     * @param reader kept as long as events are pushed, so that the stream does not pass for a dropped one
     */
    EventPush(EventReader reader, CallRunner exchange, Flow.Subscriber<? super JsonObject> subscriber) {
        this.reader = reader;
        this.exchange = exchange;
        this.subscriber = subscriber;
        this.attempts = exchange.pushed(this);
    }

    /** Begins with the answer that is there, or by asking for one. */
    void begin(EventReader.@Nullable Opened answer) {
        if (answer != null) {
            take(answer);
        } else if (!cancelled) {
            open(null);
        }
    }

    private void open(@Nullable RuntimeException failed) {
        try {
            exchange.begin();
            if (attempts == null) {
                CompletableFuture<Response> unused = Threads.run(
                                () -> failed == null ? exchange.send() : exchange.sendAgain(failed))
                        .whenComplete(this::came);
            } else if (failed == null) {
                attempts.begin();
            } else {
                attempts.again(failed);
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void came(@Nullable Response response, @Nullable Throwable problem) {
        if (response != null) {
            opened(response);
        } else {
            Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
            failed(cause instanceof Exception exception ? exception : new IllegalStateException(cause));
        }
    }

    @Override
    public void opened(Response response) {
        exchange.opened(response);
        take(reader.opened(response));
    }

    private void take(EventReader.Opened answer) {
        InputStream in = answer.response().body();
        PushedBody body = in instanceof PushedBody pushed ? pushed : new ReadSource(in);
        opened = new Opened(answer, body);
        waitingSince = System.nanoTime();
        watch();
        body.onArrival(this::turn);
    }

    @Override
    public void failed(Exception problem) {
        failure = problem;
        turn();
    }

    @Override
    public void request(long count) {
        if (count <= 0) {
            failed(new IllegalArgumentException("request: expected 1 or more, found " + count));
            return;
        }
        demand.accumulateAndGet(count, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
        turn();
    }

    @Override
    public void cancel() {
        cancelled = true;
        exchange.close();
        turn();
    }

    /** Takes a turn, unless one is under way, which then looks once more. */
    private void turn() {
        if (turns.getAndIncrement() == 0) {
            Threads.signals().execute(() -> {
                int seen = 1;
                while (seen != 0) {
                    take();
                    seen = turns.addAndGet(-seen);
                }
            });
        }
    }

    private void take() {
        waiting = false;
        Flow.Subscriber<? super JsonObject> receiver = subscriber;
        if (receiver == null) {
            return;
        }
        try {
            Exception problem = failure;
            if (!cancelled && problem != null) {
                finish(exchange.failed(problem));
            } else if (!cancelled) {
                push(receiver);
            }
        } catch (Throwable e) {
            // A subscriber must not throw; there is nobody else to tell.
            Log.LOGGER.log(Level.WARNING, "a subscriber failed", e);
            cancel();
        }
        if (cancelled) {
            over();
        }
    }

    private void push(Flow.Subscriber<? super JsonObject> receiver) {
        Opened answer = opened;
        while (answer != null && !cancelled) {
            try {
                SocketTimeoutException late = stall;
                if (late != null) {
                    stall = null;
                    throw late;
                }
                if (next == null) {
                    next = answer.decoder().next();
                }
                if (next == null && answer.decoder().hasEnded()) {
                    exchange.end(null);
                    finish(null);
                    return;
                }
                if (next == null && !feed(answer)) {
                    waitingSince = System.nanoTime();
                    waiting = true;
                    return;
                }
            } catch (IOException | RuntimeException e) {
                broken(answer.answer, exchange.named(e));
                return;
            }
            if (next != null && !deliver(receiver, next)) {
                return;
            }
        }
    }

    /** Hands what has come to the decoder; false where nothing has. */
    private static boolean feed(Opened answer) throws IOException {
        List<ByteBuffer> come = answer.body.take();
        if (come != null) {
            for (ByteBuffer bytes : come) {
                answer.decoder().feed(bytes);
            }
        } else if (answer.body.hasEnded()) {
            answer.decoder().end();
        }
        return come != null || answer.decoder().hasEnded();
    }

    private boolean deliver(Flow.Subscriber<? super JsonObject> receiver, JsonObject event) {
        if (demand.get() == 0) {
            return false;
        }
        demand.updateAndGet(left -> left == Long.MAX_VALUE ? left : left - 1);
        next = null;
        exchange.deliver(event);
        receiver.onNext(event);
        return true;
    }

    private void broken(EventReader.Opened answer, RuntimeException named) {
        if (!EventReader.canBeAskedAgain(answer, named)) {
            finish(exchange.failed(named));
            return;
        }
        stopWatching();
        opened = null;
        exchange.closeAnswer();
        open(named);
    }

    private void finish(@Nullable Throwable problem) {
        Flow.Subscriber<? super JsonObject> receiver = subscriber;
        over();
        if (receiver != null && problem == null) {
            receiver.onComplete();
        } else if (receiver != null) {
            receiver.onError(problem);
        }
    }

    private void over() {
        subscriber = null;
        opened = null;
        next = null;
        stopWatching();
    }

    /** Looks at the limits from time to time: a stream may pause only so long, and only the server's pauses count. */
    private void watch() {
        try {
            Duration left = exchange.call().bodyWait();
            long idle = exchange.call().timeouts().idle().toNanos();
            long quiet = waiting ? System.nanoTime() - waitingSince : 0;
            if (quiet >= idle) {
                throw new SocketTimeoutException(
                        "waited " + Waits.seconds(Duration.ofNanos(idle)) + " for the next byte");
            }
            timer = Threads.later(Duration.ofNanos(Math.min(left.toNanos(), idle - quiet)), this::watch);
        } catch (SocketTimeoutException e) {
            stall = e;
            turn();
        }
    }

    private void stopWatching() {
        Future<?> running = timer;
        if (running != null) {
            running.cancel(false);
        }
    }
}
