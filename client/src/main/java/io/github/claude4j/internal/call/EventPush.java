package io.github.claude4j.internal.call;

import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.http.Response;
import io.github.claude4j.internal.Log;
import io.github.claude4j.internal.body.AnswerDecoder;
import io.github.claude4j.internal.threads.Turns;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Pushes the events of a call to its subscriber. Whatever happens is noted and asks for a turn; each turn takes as much as there
 * is and is asked for, and between two turns no thread is held. It ends in one signal, whatever is thrown on the way.
 */
final class EventPush implements Flow.Subscription {
    private final EventReader reader;
    private final CallRunner exchange;
    private final Turns turns = new Turns(this::look);

    private final AtomicLong demand = new AtomicLong();
    private volatile boolean cancelled;

    /** Not before the subscriber has its subscription, in which it may ask for events already. */
    private volatile boolean begun;

    /** What the subscriber did wrong. */
    private volatile @Nullable Throwable refusal;

    /** What sends it without a thread; null where that takes one. */
    private final @Nullable PushedAttempts attempts;

    /** Where it takes a thread: what that has come to, a {@link Response} or a failure. */
    private volatile @Nullable Object come;

    private volatile @Nullable CompletableFuture<Response> sending;

    // All below is for turns.

    /** Dropped at the end. */
    private Flow.@Nullable Subscriber<? super JsonObject> subscriber;

    private @Nullable AnswerDecoder decoder;
    private @Nullable JsonObject next;

    /**
     * @param reader kept as long as events are pushed, so that the stream does not pass for a dropped one
     */
    EventPush(EventReader reader, CallRunner exchange, Flow.Subscriber<? super JsonObject> subscriber) {
        this.reader = reader;
        this.exchange = exchange;
        this.subscriber = subscriber;
        this.attempts = exchange.pushed(turns::ask);
    }

    /** Begins with the answer that is there, or by asking for one. */
    void begin(@Nullable Response answer) {
        if (cancelled) {
            return;
        }
        exchange.call().watch().tell(turns::hurry);
        exchange.call().onCancel(turns::ask);
        try {
            if (answer != null) {
                come = answer;
            } else {
                exchange.begin();
                if (attempts == null) {
                    send(null);
                }
            }
        } catch (Throwable e) {
            come = e;
        }
        begun = true;
        turns.ask();
    }

    private void send(@Nullable ClaudeException failed) {
        come = null;
        CompletableFuture<Response> future =
                exchange.elsewhere(() -> failed == null ? exchange.send() : exchange.sendAgain(failed));
        sending = future;
        CompletableFuture<Response> unused = future.whenComplete((answer, failure) -> {
            come = answer != null ? answer : failure;
            turns.ask();
        });
    }

    @Override
    public void request(long count) {
        if (count <= 0) {
            refusal = new IllegalArgumentException("request: expected 1 or more, found " + count);
        } else {
            demand.accumulateAndGet(count, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
        }
        turns.ask();
    }

    @Override
    public void cancel() {
        cancelled = true;
        exchange.close();
        turns.ask();
    }

    /** A turn. */
    private void look() {
        Flow.Subscriber<? super JsonObject> receiver = subscriber;
        if (receiver == null || !begun) {
            return;
        }
        try {
            Throwable wrong = refusal;
            if (wrong != null) {
                throw wrong;
            }
            boolean more = !cancelled;
            while (more) {
                more = (decoder != null || open()) && push(receiver);
            }
        } catch (Throwable e) {
            finish(e);
        }
        if (cancelled) {
            over();
        }
    }

    /** Whether there is an answer to take events from. */
    private boolean open() throws Throwable {
        Object item = come;
        if (item == null && attempts != null) {
            item = attempts.look();
        }
        if (item == null && exchange.call().watch().isOver()) {
            giveUpSending();
        }
        if (item instanceof Throwable failure) {
            throw failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        }
        if (item == null) {
            return false;
        }
        Response answer = (Response) item;
        exchange.opened(answer);
        decoder = reader.opened(answer);
        answer.source().onArrival(turns::ask);
        return true;
    }

    /** The thread for it may not even be free yet. */
    private void giveUpSending() throws IOException {
        CompletableFuture<Response> waited = sending;
        if (waited != null) {
            waited.cancel(true);
        }
        IOException late = exchange.call().watch().late();
        if (late != null) {
            throw late;
        }
    }

    /** Pushes what there is; whether to go on with another answer. */
    private boolean push(Flow.Subscriber<? super JsonObject> receiver) throws Throwable {
        AnswerDecoder current = decoder;
        try {
            while (current != null && !cancelled) {
                if (next == null) {
                    next = current.next();
                }
                if (next == null && current.hasEnded()) {
                    finish(null);
                    return false;
                }
                boolean waits = next != null ? !deliver(receiver, next) : !reader.take(current, false);
                if (waits) {
                    return false;
                }
            }
            return false;
        } catch (IOException | RuntimeException | Error e) {
            if (current != null && current.isComplete()) {
                finish(null);
                return false;
            }
            return again(exchange.name(e));
        }
    }

    private boolean deliver(Flow.Subscriber<? super JsonObject> receiver, JsonObject event) {
        if (demand.get() == 0) {
            return false;
        }
        demand.updateAndGet(left -> left == Long.MAX_VALUE ? left : left - 1);
        next = null;
        reader.deliver(event);
        try {
            receiver.onNext(event);
        } catch (Throwable e) {
            // A subscriber must not throw; there is nobody else to tell.
            Log.LOGGER.log(Level.WARNING, "a subscriber failed", e);
            cancel();
        }
        return true;
    }

    private boolean again(Throwable named) throws Throwable {
        if (!(named instanceof ClaudeException failure) || cancelled || !reader.canBeAskedAgain(failure)) {
            throw named;
        }
        decoder = null;
        come = null;
        exchange.closeAnswer();
        if (attempts == null) {
            send(failure);
        } else {
            attempts.again(failure);
        }
        return true;
    }

    /** The one signal at the end, unless the subscriber has cancelled. */
    private void finish(@Nullable Throwable problem) {
        Flow.Subscriber<? super JsonObject> receiver = subscriber;
        Throwable named = problem == null ? null : exchange.name(problem);
        boolean wanted = !cancelled && receiver != null;
        over();
        try {
            if (named != null) {
                exchange.call().abort(() -> true);
            }
            exchange.end(named);
        } catch (Throwable e) {
            Log.LOGGER.log(Level.WARNING, "an exchange could not be closed", e);
        }
        if (!wanted || receiver == null) {
            return;
        }
        try {
            if (named == null) {
                receiver.onComplete();
            } else {
                receiver.onError(named);
            }
        } catch (Throwable e) {
            Log.LOGGER.log(Level.WARNING, "a subscriber failed", e);
        }
    }

    private void over() {
        subscriber = null;
        decoder = null;
        next = null;
    }
}
