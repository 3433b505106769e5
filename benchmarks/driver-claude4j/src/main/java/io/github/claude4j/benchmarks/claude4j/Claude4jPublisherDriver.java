package io.github.claude4j.benchmarks.claude4j;

import io.github.claude4j.messages.ContentBlockDeltaEvent;
import io.github.claude4j.messages.MessageStreamEvent;
import io.github.claude4j.messages.TextDelta;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** claude4j, its streams pushed to a subscriber. */
public final class Claude4jPublisherDriver extends Claude4jDriver {
    @Override
    public boolean async() {
        return true;
    }

    @Override
    public CompletionStage<Void> streamTextAsync(String model, DeltaSink sink) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        claude.publisher(c -> c.messages().stream(params(model))).subscribe(new Flow.Subscriber<MessageStreamEvent>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(MessageStreamEvent event) {
                if (event instanceof ContentBlockDeltaEvent delta && delta.delta() instanceof TextDelta text) {
                    sink.accept(text.text());
                }
            }

            @Override
            public void onError(Throwable failure) {
                done.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                done.complete(null);
            }
        });
        return done;
    }
}
