package io.github.claude4j.messages;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Subscribes to events and adds them up. */
final class MessageCollector implements Flow.Subscriber<MessageStreamEvent> {
    private final MessageAccumulator accumulator = new MessageAccumulator();
    private volatile Flow.@Nullable Subscription subscription;

    private final CompletableFuture<Message> message = new CompletableFuture<>() {
        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            end();
            return cancelled;
        }
    };

    CompletableFuture<Message> message() {
        return message;
    }

    private void end() {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (message.isDone()) {
            given.cancel();
        } else {
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(MessageStreamEvent event) {
        try {
            accumulator.add(event);
        } catch (RuntimeException e) {
            message.completeExceptionally(e);
            end();
        }
    }

    @Override
    public void onError(Throwable failure) {
        message.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        try {
            message.complete(accumulator.message());
        } catch (RuntimeException e) {
            message.completeExceptionally(e);
        }
    }
}
