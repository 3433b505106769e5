package io.github.claude4j.checks;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.ContentBlockDeltaEvent;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStreamEvent;
import io.github.claude4j.messages.TextDelta;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A message that is pushed, subscribed to by the thread that makes this. */
public final class Pushed implements Flow.Subscriber<MessageStreamEvent> {
    private final AtomicReference<String> text = new AtomicReference<>("");
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final Runnable onText;
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    public Pushed(Claude claude, MessageCreateParams params) {
        this(claude, params, () -> {});
    }

    /**
     * @param onText runs when text begins to come
     */
    public Pushed(Claude claude, MessageCreateParams params, Runnable onText) {
        this.onText = onText;
        claude.publisher(c -> c.messages().stream(params)).subscribe(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription.complete(given);
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(MessageStreamEvent event) {
        if (event instanceof ContentBlockDeltaEvent piece && piece.delta() instanceof TextDelta delta) {
            if (text.get().isEmpty()) {
                onText.run();
            }
            text.accumulateAndGet(delta.text(), String::concat);
        }
    }

    @Override
    public void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        end.complete(text.get());
    }

    public void cancel() {
        subscription.join().cancel();
    }

    /** What has come so far. */
    public String soFar() {
        return text.get();
    }

    /** All of the text, once it has ended; throws what it ended with. */
    public String text() throws Throwable {
        try {
            return end.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause();
        } catch (TimeoutException e) {
            throw new AssertionError("no signal within 60 s", e);
        }
    }
}
