package io.github.claude4j.checks.wire;

import io.github.claude4j.messages.ContentBlockDeltaEvent;
import io.github.claude4j.messages.MessageStopEvent;
import io.github.claude4j.messages.MessageStreamEvent;
import io.github.claude4j.messages.TextDelta;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes what is pushed, one event at a time, and counts the ends. */
final class Signals implements Flow.Subscriber<MessageStreamEvent> {
    private final CountDownLatch over = new CountDownLatch(1);
    private final StringBuilder text = new StringBuilder();
    private Flow.Subscription subscription;
    private Throwable failure;
    private boolean stopped;
    private int ends;
    private int late;

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public synchronized void onNext(MessageStreamEvent event) {
        late += ends > 0 ? 1 : 0;
        if (event instanceof ContentBlockDeltaEvent piece && piece.delta() instanceof TextDelta delta) {
            text.append(delta.text());
        }
        stopped |= event instanceof MessageStopEvent;
        subscription.request(1);
    }

    @Override
    public synchronized void onError(Throwable problem) {
        failure = problem;
        ends++;
        over.countDown();
    }

    @Override
    public synchronized void onComplete() {
        ends++;
        over.countDown();
    }

    /** What came, once an end was told. */
    Result result() throws InterruptedException, TimeoutException {
        if (!over.await(15, TimeUnit.SECONDS)) {
            throw new TimeoutException("no signal");
        }
        synchronized (this) {
            if (failure != null) {
                return Result.failure(failure, text.toString());
            }
            return Result.value(stopped ? text.toString() : text + " without its end");
        }
    }

    /** How many signals there were of or behind the end. */
    synchronized int ends() {
        return ends + late;
    }
}
