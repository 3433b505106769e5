package io.github.claude4j.internal.call;

import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.http.JsonSource;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.ResponseInfo;
import io.github.claude4j.internal.body.EventDecoder;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The events of a call: read as they come, or pushed. A stream that fails before one was delivered is asked for again.
 */
public final class EventReader implements JsonSource {
    private final CallRunner exchange;
    private volatile @Nullable Opened opened;

    /** An answer whose head has come, and what makes events of its body. */
    record Opened(Response response, EventDecoder decoder) {}

    /** The stream of a call that is sent once the first event is asked for. */
    public EventReader(CallRunner exchange) {
        this.exchange = exchange;
    }

    /** Sends the request and waits for the head of its answer. */
    public EventReader open() {
        opened(exchange.send());
        LeakGuard.watch(this, exchange);
        return this;
    }

    Opened opened(Response response) {
        Opened answer = new Opened(response, new EventDecoder(exchange.call().operation(), response.headers()));
        opened = answer;
        return answer;
    }

    @Override
    public ResponseInfo response() {
        Opened answer = opened;
        if (answer == null) {
            throw new IllegalStateException("the stream has not been answered yet");
        }
        return exchange.call().info(answer.response);
    }

    @Override
    public @Nullable JsonObject next() {
        Opened answer = opened;
        if (answer == null) {
            answer = opened(exchange.send());
        }
        while (true) {
            try {
                JsonObject event = answer.decoder.next();
                if (event != null) {
                    exchange.deliver(event);
                    return event;
                }
                if (answer.decoder.hasEnded()) {
                    exchange.end(null);
                    return null;
                }
                answer.decoder.feed(answer.response.body());
            } catch (IOException | RuntimeException e) {
                answer = again(answer, exchange.named(e));
            }
        }
    }

    private Opened again(Opened answer, RuntimeException failure) {
        if (!canBeAskedAgain(answer, failure)) {
            throw exchange.failed(failure);
        }
        return opened(exchange.sendAgain(failure));
    }

    /** Whether nothing of this answer was delivered, and a stream that failed like this may come if it is asked for again. */
    static boolean canBeAskedAgain(Opened answer, RuntimeException failure) {
        boolean passing = failure instanceof ConnectionException
                || (failure instanceof ApiException error && (error.status() == 529 || error.status() == 500));
        return passing && !answer.decoder.isDelivering();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super JsonObject> subscriber) {
        EventPush push = new EventPush(this, exchange, subscriber);
        subscriber.onSubscribe(push);
        push.begin(opened);
    }

    @Override
    public void close() {
        exchange.close();
    }
}
