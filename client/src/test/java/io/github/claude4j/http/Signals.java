package io.github.claude4j.http;

import io.github.claude4j.messages.ContentBlockDeltaEvent;
import io.github.claude4j.messages.MessageStreamEvent;
import io.github.claude4j.messages.TextDelta;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** What a publisher of message events signals: all it has, and how it ends, which it may do only once. */
final class Signals implements Flow.Subscriber<MessageStreamEvent> {
    private final List<MessageStreamEvent> events = new CopyOnWriteArrayList<>();
    private final List<Object> ends = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    Signals(Flow.Publisher<MessageStreamEvent> publisher) {
        publisher.subscribe(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(MessageStreamEvent event) {
        events.add(event);
    }

    @Override
    public void onError(Throwable failure) {
        ends.add(failure);
        ended.countDown();
    }

    @Override
    public void onComplete() {
        ends.add("complete");
        ended.countDown();
    }

    /** The only signal at the end: a failure, or "complete". */
    Object end() {
        try {
            if (!ended.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("no signal within 30 s");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (ends.size() != 1) {
            throw new AssertionError("expected one signal, found " + ends);
        }
        return ends.get(0);
    }

    /** The text of the message; throws what it failed with. */
    String text() {
        Object end = end();
        if (end instanceof RuntimeException failure) {
            throw failure;
        }
        if (end instanceof Error failure) {
            throw failure;
        }
        StringBuilder text = new StringBuilder();
        for (MessageStreamEvent event : events) {
            if (event instanceof ContentBlockDeltaEvent delta && delta.delta() instanceof TextDelta piece) {
                text.append(piece.text());
            }
        }
        return text.toString();
    }
}
