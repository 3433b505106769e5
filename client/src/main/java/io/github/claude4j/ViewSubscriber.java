package io.github.claude4j;

import io.github.claude4j.json.JsonObject;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes JSON that is pushed, and passes on what it stands for. */
final class ViewSubscriber<T> implements Flow.Subscriber<JsonObject> {
    private final Flow.Subscriber<? super T> subscriber;
    private final Function<JsonObject, T> of;
    private Flow.@Nullable Subscription subscription;

    ViewSubscriber(Flow.Subscriber<? super T> subscriber, Function<JsonObject, T> of) {
        this.subscriber = subscriber;
        this.of = of;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        subscriber.onSubscribe(given);
    }

    @Override
    public void onNext(JsonObject event) {
        T view;
        try {
            view = of.apply(event);
        } catch (Throwable e) {
            // Not the subscriber's own failure, so it is told; after the cancellation nothing else comes.
            if (subscription != null) {
                subscription.cancel();
            }
            subscriber.onError(e);
            return;
        }
        subscriber.onNext(view);
    }

    @Override
    public void onError(Throwable failure) {
        subscriber.onError(failure);
    }

    @Override
    public void onComplete() {
        subscriber.onComplete();
    }
}
