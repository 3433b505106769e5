package io.github.claude4j.client;

import io.github.claude4j.http.JsonSource;
import io.github.claude4j.json.JsonObject;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Pushes the events of a stream that may still go to another target: what was asked for before that is asked for there. */
final class FailoverPush implements Flow.Subscription, Flow.Subscriber<JsonObject> {
    private final FailoverStream stream;
    private final Flow.Subscriber<? super JsonObject> subscriber;

    private Flow.@Nullable Subscription upstream;

    /** How many events were asked for before the first came; what is no number of events is passed on as it is. */
    private long asked;

    private boolean cancelled;

    FailoverPush(FailoverStream stream, Flow.Subscriber<? super JsonObject> subscriber) {
        this.stream = stream;
        this.subscriber = subscriber;
    }

    /** Begins with the stream that is open, or by asking for one. */
    void begin(@Nullable JsonSource open) {
        subscriber.onSubscribe(this);
        try {
            if (open != null) {
                open.subscribe(this);
            } else {
                moveOn();
            }
        } catch (RuntimeException e) {
            subscriber.onError(e);
        }
    }

    private void moveOn() {
        stream.moveOn(true).subscribe(this);
    }

    @Override
    public void request(long count) {
        Flow.Subscription to;
        synchronized (this) {
            boolean wrong = count <= 0 || asked < 0;
            asked = wrong ? -1 : asked + count < 0 ? Long.MAX_VALUE : asked + count;
            to = upstream;
        }
        if (to != null) {
            to.request(count);
        }
    }

    @Override
    public void cancel() {
        Flow.Subscription to;
        synchronized (this) {
            cancelled = true;
            to = upstream;
        }
        if (to != null) {
            to.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        long pending;
        boolean over;
        synchronized (this) {
            upstream = subscription;
            pending = asked;
            over = cancelled;
        }
        if (over) {
            subscription.cancel();
        } else if (pending != 0) {
            subscription.request(pending);
        }
    }

    @Override
    public void onNext(JsonObject event) {
        stream.came(event);
        subscriber.onNext(event);
    }

    @Override
    public void onError(Throwable failure) {
        if (!(failure instanceof RuntimeException problem)) {
            subscriber.onError(failure);
            return;
        }
        try {
            stream.failed(problem);
            moveOn();
        } catch (RuntimeException e) {
            subscriber.onError(e);
        }
    }

    @Override
    public void onComplete() {
        stream.came(null);
        subscriber.onComplete();
    }
}
