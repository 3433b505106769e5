package io.github.claude4j.jdk;

import io.github.claude4j.http.ByteSource;
import io.github.claude4j.http.Call;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The body of an answer from {@link java.net.http.HttpClient}, which pushes it in. The JDK's own one cannot be interrupted on 17. */
final class JdkSource implements ByteSource, BodySubscriber<JdkSource> {
    /** Deliveries under way: enough that the network does not wait for the reader, few enough to be small. */
    private static final int WINDOW = 4;

    /** Where all is waited for, so much of it is collected before its reader is woken: about a megabyte. */
    private static final int WHOLE_WINDOW = 64;

    private static final Object END = new Object();
    private static final Object CLOSED = new Object();

    private final Call call;

    /** {@code List<ByteBuffer>} as they come, then {@link #END}, {@link #CLOSED} or a failure. */
    private final Queue<Object> queue = new ConcurrentLinkedQueue<>();

    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable Runnable arrival;
    private volatile @Nullable Thread waiting;

    /** Complete once there is something to read: where all is wanted, when all has come or the window is full. */
    private final CompletableFuture<JdkSource> readable = new CompletableFuture<>();

    private final boolean whole;
    private int deliveries;
    private volatile boolean closed;
    private List<ByteBuffer> delivery = List.of();
    private int next;
    private @Nullable Object last;

    /**
     * @param whole whether it is not read before all of it has come, so that a part of it wakes nobody
     */
    JdkSource(Call call, boolean whole) {
        this.call = call;
        this.whole = whole;
        if (whole) {
            call.arrived();
        } else {
            readable.complete(this);
        }
    }

    @Override
    public CompletionStage<JdkSource> getBody() {
        return readable;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (closed) {
            given.cancel();
        } else {
            given.request(whole ? WHOLE_WINDOW : WINDOW);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (closed) {
            return;
        }
        call.bodyArrived();
        add(buffers);
        if (!readable.isDone()) {
            call.arrived();
            if (++deliveries == WHOLE_WINDOW) {
                readable.complete(this);
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        add(failure);
    }

    @Override
    public void onComplete() {
        add(END);
    }

    private void add(Object item) {
        queue.add(item);
        if (!(item instanceof List)) {
            readable.complete(this);
        }
        LockSupport.unpark(waiting);
        Runnable told = arrival;
        if (told != null) {
            told.run();
        }
    }

    @Override
    public void onArrival(Runnable action) {
        arrival = action;
        action.run();
    }

    @Override
    public int poll(byte[] target, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            ByteBuffer buffer = buffer();
            if (buffer == null) {
                // What came before a failure is given first.
                if (count > 0 || !deliver()) {
                    return count > 0 || last == null ? count : -1;
                }
                continue;
            }
            int part = Math.min(length - count, buffer.remaining());
            buffer.get(target, offset + count, part);
            count += part;
        }
        return count;
    }

    /** What is left of the delivery; null for nothing. */
    private @Nullable ByteBuffer buffer() {
        for (; next < delivery.size(); next++) {
            if (delivery.get(next).hasRemaining()) {
                return delivery.get(next);
            }
        }
        return null;
    }

    /** Takes what has come next; false where nothing has, or nothing will. */
    @SuppressWarnings("unchecked")
    private boolean deliver() throws IOException {
        Object item = last != null ? last : queue.poll();
        if (item == null) {
            return false;
        }
        if (item instanceof List) {
            delivery = (List<ByteBuffer>) item;
            next = 0;
            Flow.Subscription source = subscription;
            if (source != null) {
                source.request(1);
            }
            return true;
        }
        last = item;
        if (item.equals(CLOSED)) {
            throw new IOException("the stream is closed");
        }
        if (item instanceof Throwable failure) {
            String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
            throw new IOException("the connection broke off (" + text + ")", failure);
        }
        return false;
    }

    @Override
    public void await() throws IOException {
        waiting = Thread.currentThread();
        try {
            while (queue.isEmpty() && last == null && buffer() == null) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted while waiting for the answer");
                }
                LockSupport.park(this);
            }
        } finally {
            waiting = null;
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public int available() {
        long all = remaining(delivery);
        for (Object item : queue) {
            all += item instanceof List ? remaining((List<ByteBuffer>) item) : 0;
        }
        return (int) Math.min(all, Integer.MAX_VALUE);
    }

    private static long remaining(List<ByteBuffer> buffers) {
        long all = 0;
        for (ByteBuffer buffer : buffers) {
            all += buffer.remaining();
        }
        return all;
    }

    /** Ends the exchange from any thread. A reader that waits gets an exception; an end that had come is kept. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        Flow.Subscription source = subscription;
        if (source != null) {
            source.cancel();
        }
        add(CLOSED);
    }
}
