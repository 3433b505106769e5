package io.github.claude4j;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens a stream for its first subscriber and refuses any other. */
final class StreamPublisher<T> implements Flow.Publisher<T> {
    private static final Flow.Subscription NONE = new Flow.Subscription() {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    };

    private final AtomicBoolean taken = new AtomicBoolean();
    private final Claude claude;
    private final Function<Claude, ? extends Flow.Publisher<T>> call;

    StreamPublisher(Claude claude, Function<Claude, ? extends Flow.Publisher<T>> call) {
        this.claude = claude;
        this.call = Objects.requireNonNull(call);
    }

    @Override
    public void subscribe(Flow.@Nullable Subscriber<? super T> given) {
        Flow.Subscriber<? super T> subscriber = Objects.requireNonNull(given, "subscriber");
        if (!taken.compareAndSet(false, true)) {
            refuse(
                    subscriber,
                    new IllegalStateException("the stream has a subscriber already; its events come only once"));
            return;
        }
        Flow.Publisher<T> events;
        try {
            events = Objects.requireNonNull(call.apply(claude), "stream");
        } catch (RuntimeException e) {
            refuse(subscriber, e);
            return;
        }
        events.subscribe(subscriber);
    }

    static void refuse(Flow.Subscriber<?> subscriber, RuntimeException reason) {
        subscriber.onSubscribe(NONE);
        subscriber.onError(reason);
    }
}
