package io.github.claude4j.internal.call;

import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.JsonSource;
import io.github.claude4j.http.Operation;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.ResponseInfo;
import io.github.claude4j.internal.body.AnswerDecoder;
import io.github.claude4j.internal.body.EventDecoder;
import io.github.claude4j.internal.body.LineDecoder;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The events or lines of a call: read as they come, or pushed. An answer that fails before one was delivered is asked for
 * again.
 */
public final class EventReader implements JsonSource {
    private final CallRunner exchange;
    private final Function<Response, AnswerDecoder> format;
    private final boolean told;
    private volatile @Nullable Response response;

    /** Of the answer that is there; used by one thread at a time. */
    private @Nullable AnswerDecoder decoder;

    private EventReader(CallRunner exchange, Function<Response, AnswerDecoder> format, boolean told) {
        this.exchange = exchange;
        this.format = format;
        this.told = told;
    }

    /** Of a call that is sent once the first event is asked for. */
    public static EventReader events(CallRunner exchange) {
        Operation operation = exchange.call().operation();
        return new EventReader(
                exchange,
                answer -> new EventDecoder(
                        operation, answer.headers(), exchange.call()::called, exchange.maxAnswerSize(), exchange::look),
                true);
    }

    /** Of a call that is sent once the first line is asked for; listeners are told of events only. */
    public static EventReader lines(CallRunner exchange) {
        return new EventReader(
                exchange,
                answer -> new LineDecoder(
                        answer.headers(), exchange.call()::called, exchange.maxAnswerSize(), exchange::look),
                false);
    }

    /** Sends the request and waits for the head of its answer. */
    public EventReader open() {
        opened(exchange.send());
        LeakGuard.watch(this, exchange);
        return this;
    }

    AnswerDecoder opened(Response answer) {
        AnswerDecoder made = format.apply(answer);
        decoder = made;
        response = answer;
        return made;
    }

    @Override
    public ResponseInfo response() {
        Response answer = response;
        if (answer == null) {
            throw new IllegalStateException("the stream has not been answered yet");
        }
        return exchange.call().info(answer);
    }

    @Override
    public @Nullable JsonObject next() {
        if (exchange.isOver()) {
            return afterTheEnd();
        }
        AnswerDecoder current = decoder;
        if (current == null) {
            current = opened(exchange.send());
            LeakGuard.watch(this, exchange);
        }
        while (true) {
            try {
                JsonObject event = current.next();
                if (event != null) {
                    deliver(event);
                    return event;
                }
                if (current.hasEnded()) {
                    exchange.end(null);
                    return null;
                }
                take(current, true);
            } catch (IOException | RuntimeException | Error e) {
                if (goesOn(current, e)) {
                    throw (RuntimeException) e;
                }
                if (current.isComplete()) {
                    exchange.end(null);
                    return null;
                }
                current = again(exchange.name(e));
            }
        }
    }

    /** Closed is closed, whatever had come by then; but of a message that was given to its end nothing is missing. */
    private @Nullable JsonObject afterTheEnd() {
        AnswerDecoder current = decoder;
        Throwable failure = exchange.failure();
        if (failure == null || (current != null && current.isComplete())) {
            exchange.end(null);
            return null;
        }
        throw exchange.failed(failure);
    }

    /** Takes what comes next; whether there was something. */
    boolean take(AnswerDecoder current, boolean waiting) throws IOException {
        Response answer = response;
        if (current.isComplete()) {
            exchange.call().watch().finishing();
        }
        return answer != null && current.take(answer.source(), waiting);
    }

    void deliver(JsonObject event) {
        if (told) {
            exchange.deliver(event);
        }
    }

    private AnswerDecoder again(Throwable failure) {
        if (failure instanceof ClaudeException passing && canBeAskedAgain(passing)) {
            return opened(exchange.sendAgain(passing));
        }
        throw exchange.failed(failure);
    }

    /** Whether nothing of the answer was delivered, and what failed like this may come if it is asked for again. */
    boolean canBeAskedAgain(ClaudeException failure) {
        AnswerDecoder current = decoder;
        boolean passing =
                failure instanceof ConnectionException || (failure instanceof ApiException error && error.retryable());
        return passing && current != null && !current.isDelivering();
    }

    /** Whether only this line is wrong. */
    private static boolean goesOn(AnswerDecoder current, Throwable failure) {
        return current.goesOn() && failure instanceof InvalidDataException;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super JsonObject> subscriber) {
        EventPush push = new EventPush(this, exchange, subscriber);
        subscriber.onSubscribe(push);
        push.begin(response);
    }

    @Override
    public void close() {
        exchange.close();
    }
}
