package io.github.claude4j.runs;

import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.internal.threads.Threads;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A run as it happens: events, read once by one thread, which does the run's work while it reads; or pushed to a subscriber.
 *
 * <pre>{@code
 * try (RunStream events = runner.stream(params)) {
 *     for (RunEvent event : events) {
 *         if (event instanceof RunEvent.Text text) {
 *             System.out.print(text.text());
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>Closing it, from any thread, ends the run: an answer that is being written is dropped, tools that run are interrupted.
 */
public sealed class RunStream implements Iterable<RunEvent>, Flow.Publisher<RunEvent>, AutoCloseable
        permits ParsedRunStream {
    private final Function<Consumer<RunEvent>, RunLoop> start;
    private final Queue<RunEvent> events = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile boolean closed;

    /** Whoever does the run's work now, and whether it was interrupted to end that; both under the lock of {@link #taken}. */
    private @Nullable Thread worker;

    private boolean interrupted;
    private @Nullable RunLoop loop;
    private @Nullable RuntimeException failure;

    /** Whether the last event was read: whoever closes then ends nothing. */
    private volatile boolean ended;

    private volatile @Nullable Pushing pushing;

    RunStream(Function<Consumer<RunEvent>, RunLoop> start) {
        this.start = start;
    }

    /**
     * The events, once.
     *
     * @throws IllegalStateException the second time
     */
    @Override
    public Iterator<RunEvent> iterator() {
        take();
        return new Events();
    }

    /** The events, once, as a stream; closing it closes this. */
    public Stream<RunEvent> stream() {
        return StreamSupport.stream(spliterator(), false).onClose(this::close);
    }

    private void take() {
        if (!taken.compareAndSet(false, true)) {
            throw new IllegalStateException("the events are read once, by one reader or subscriber");
        }
    }

    /** The conversation as far as it has come; the run need not have begun. */
    public synchronized Conversation conversation() {
        return running().now();
    }

    /** Reads what is left and gives the conversation at the run's end. */
    public Conversation end() {
        Iterator<RunEvent> left = taken.get() ? new Events() : iterator();
        while (left.hasNext()) {
            left.next();
        }
        return conversation();
    }

    private synchronized RunLoop running() {
        RunLoop known = loop;
        if (known == null) {
            known = start.apply(events::add);
            loop = known;
        }
        return known;
    }

    /** Ends the run, unless it is over. What running tools still bring in a second is kept. */
    @Override
    public void close() {
        closed = true;
        Pushing waiting = pushing;
        if (waiting != null) {
            waiting.wake();
        }
        synchronized (taken) {
            if (worker != null) {
                interrupted = true;
                worker.interrupt();
                return;
            }
            worker = Thread.currentThread();
        }
        try {
            RunLoop known = known();
            if (known != null) {
                known.cancel();
            }
        } finally {
            leave();
        }
    }

    /** One thread at a time does the run's work; another waits for it. */
    private void enter() {
        boolean disturbed = false;
        synchronized (taken) {
            while (worker != null) {
                try {
                    taken.wait();
                } catch (InterruptedException e) {
                    disturbed = true;
                }
            }
            worker = Thread.currentThread();
        }
        if (disturbed) {
            Thread.currentThread().interrupt();
        }
    }

    /** An interrupt that was to end the work alone leaves nothing behind. */
    private void leave() {
        synchronized (taken) {
            worker = null;
            if (interrupted) {
                interrupted = false;
                boolean unused = Thread.interrupted();
            }
            taken.notifyAll();
        }
    }

    private CancelledException endedEarly() {
        CancelledException early = new CancelledException("the run was closed before its end", null);
        early.addSuppressed(new Conversation.HowFar(conversation()));
        return early;
    }

    private synchronized @Nullable RunLoop known() {
        return loop;
    }

    /**
     * The conversation with the text that had come when this was closed in the middle of an answer, as an answer that was cut;
     * as it is where there was none. Without this a half answer is dropped.
     */
    public Conversation keepPartial() {
        RunLoop known = known();
        return known == null ? conversation() : known.withPartial();
    }

    /** Pushes the events to a subscriber instead, once, from a thread of the library that does the run's work. */
    @Override
    public void subscribe(Flow.@Nullable Subscriber<? super RunEvent> given) {
        Flow.Subscriber<? super RunEvent> subscriber = Objects.requireNonNull(given, "subscriber");
        if (!taken.compareAndSet(false, true)) {
            subscriber.onSubscribe(new Refused());
            subscriber.onError(new IllegalStateException("the events are read once, by one reader or subscriber"));
            return;
        }
        Pushing mine = new Pushing(subscriber);
        pushing = mine;
        subscriber.onSubscribe(mine);
        try {
            // Listeners are told on the thread that asks.
            running();
        } catch (RuntimeException e) {
            subscriber.onError(e);
            return;
        }
        Threads.readers().execute(mine);
    }

    /** The subscription of a subscriber that gets nothing: what it does with it does not concern the run. */
    private static final class Refused implements Flow.Subscription {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }

    private final class Events implements Iterator<RunEvent> {
        /** Whether there is nothing more, as far as is known without doing anything; throws what the run failed with. */
        boolean isOver() {
            RunLoop known = known();
            boolean empty = events.isEmpty();
            RuntimeException late = failure;
            if (late != null && empty) {
                failure = null;
                throw late;
            }
            boolean over = empty && known != null && known.isOver();
            if (over && closed && !ended) {
                throw endedEarly();
            }
            return over;
        }

        @Override
        public boolean hasNext() {
            enter();
            try {
                RunLoop run = running();
                while (events.isEmpty() && !run.isOver()) {
                    if (closed) {
                        run.cancel();
                        throw endedEarly();
                    }
                    step(run);
                }
            } finally {
                leave();
            }
            return !isOver();
        }

        /** What was told before the run failed is read before that is. */
        private void step(RunLoop run) {
            try {
                run.step();
            } catch (RuntimeException e) {
                failure = e;
            }
        }

        @Override
        public RunEvent next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            RunEvent event = events.remove();
            ended |= event instanceof RunEvent.Stopped;
            return event;
        }
    }

    /** Reads on one thread and gives a subscriber as many events as it asked for. */
    private final class Pushing implements Flow.Subscription, Runnable {
        private final Flow.Subscriber<? super RunEvent> subscriber;
        private final Semaphore wanted = new Semaphore(0);
        private volatile boolean cancelled;
        private volatile @Nullable RuntimeException refused;

        Pushing(Flow.Subscriber<? super RunEvent> subscriber) {
            this.subscriber = subscriber;
        }

        synchronized void wake() {
            wanted.release(Math.min(1, Integer.MAX_VALUE - wanted.availablePermits()));
        }

        @Override
        public synchronized void request(long count) {
            if (count < 1) {
                refused = new IllegalArgumentException("request: expected 1 or more, found " + count);
                wake();
                return;
            }
            int room = Integer.MAX_VALUE - wanted.availablePermits();
            wanted.release((int) Math.min(count, Math.max(0, room)));
        }

        @Override
        public void cancel() {
            cancelled = true;
            close();
        }

        @Override
        public void run() {
            try {
                Events each = new Events();
                while (!cancelled && !each.isOver()) {
                    // Nothing is done before somebody wants to see it.
                    wanted.acquire();
                    RuntimeException refusal = refused;
                    if (refusal != null) {
                        throw refusal;
                    }
                    if (closed && !cancelled) {
                        throw endedEarly();
                    }
                    if (!cancelled && each.hasNext()) {
                        subscriber.onNext(each.next());
                    }
                }
                if (!cancelled) {
                    subscriber.onComplete();
                }
            } catch (Throwable e) {
                boolean told = cancelled;
                close();
                if (!told) {
                    subscriber.onError(e);
                }
            }
        }
    }
}
