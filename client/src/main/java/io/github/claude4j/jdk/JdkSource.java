package io.github.claude4j.jdk;

import io.github.claude4j.http.Call;
import io.github.claude4j.internal.PushedBody;
import io.github.claude4j.internal.Waits;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer from {@link java.net.http.HttpClient}: pushed in by the client, read as a stream. The JDK's own
 * one cannot be interrupted on 17 and knows no limit between two bytes.
 */
final class JdkSource extends InputStream implements BodySubscriber<JdkSource>, PushedBody {
    /** Deliveries under way: enough that the network does not wait for the reader, few enough to be small. */
    private static final int WINDOW = 4;

    private static final Object END = new Object();
    private static final Object CLOSED = new Object();

    private final Call call;

    /** {@code List<ByteBuffer>} as they come, then {@link #END}, {@link #CLOSED} or a failure. */
    private final Queue<Object> queue = new ConcurrentLinkedQueue<>();

    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable Runnable arrival;
    private volatile @Nullable Thread waiting;
    private volatile long arrived = System.nanoTime();

    /** Complete once all has come, where all is waited for; from the beginning where it is read as it comes. */
    private final CompletableFuture<JdkSource> readable = new CompletableFuture<>();

    private final boolean whole;
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
        if (!whole) {
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
            given.request(whole ? Long.MAX_VALUE : WINDOW);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (!closed) {
            add(buffers);
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
        arrived = System.nanoTime();
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
    public @Nullable List<ByteBuffer> take() throws IOException {
        Object item = last != null ? last : queue.poll();
        return item != null && taken(item) ? delivery : null;
    }

    @Override
    public boolean hasEnded() {
        return END.equals(last);
    }

    @Override
    public int read() throws IOException {
        ByteBuffer buffer = buffer();
        return buffer == null ? -1 : buffer.get() & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer buffer = buffer();
        if (buffer == null) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(target, offset, count);
        return count;
    }

    /** In one array, without the pieces that reading would copy. */
    @Override
    public byte[] readAllBytes() throws IOException {
        List<ByteBuffer> all = new ArrayList<>();
        int length = 0;
        for (ByteBuffer bytes = buffer(); bytes != null; bytes = buffer()) {
            all.add(bytes);
            length = Math.addExact(length, bytes.remaining());
            next++;
        }
        byte[] whole = new byte[length];
        int at = 0;
        for (ByteBuffer bytes : all) {
            int count = bytes.remaining();
            bytes.get(whole, at, count);
            at += count;
        }
        return whole;
    }

    /** The next bytes, waiting for them; null at the end. */
    private @Nullable ByteBuffer buffer() throws IOException {
        while (true) {
            for (; next < delivery.size(); next++) {
                if (delivery.get(next).hasRemaining()) {
                    return delivery.get(next);
                }
            }
            if (!deliver()) {
                return null;
            }
        }
    }

    private boolean deliver() throws IOException {
        return taken(last != null ? last : poll());
    }

    /** Makes this the delivery to read; false at the end. */
    @SuppressWarnings("unchecked")
    private boolean taken(Object item) throws IOException {
        if (item instanceof List) {
            delivery = (List<ByteBuffer>) item;
            next = 0;
            Flow.Subscription source = subscription;
            if (source != null && !whole) {
                source.request(1);
            }
            return true;
        }
        last = item;
        if (item.equals(CLOSED)) {
            throw new IOException("the stream is closed");
        }
        if (item instanceof Throwable failure) {
            throw new IOException("the connection broke off (" + failure.getMessage() + ")", failure);
        }
        return false;
    }

    /** Looks at the limits and at an interrupt even if something has come: a server may send faster than is read. */
    private Object poll() throws IOException {
        try {
            long since = System.nanoTime();
            waiting = Thread.currentThread();
            while (true) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted while waiting for the answer");
                }
                long wait = call.bodyWait().toNanos();
                Object item = queue.poll();
                if (item != null) {
                    return item;
                }
                long left = call.timeouts().idle().toNanos() - (System.nanoTime() - since);
                if (left <= 0) {
                    throw Waits.noByte(call);
                }
                LockSupport.parkNanos(this, Math.min(left, wait));
            }
        } catch (IOException e) {
            close();
            throw e;
        } finally {
            waiting = null;
        }
    }

    /** When it has been silent for too long, in nanoseconds. */
    long silentUntil() {
        return arrived + call.timeouts().idle().toNanos();
    }

    @Override
    public int available() {
        return next < delivery.size() ? delivery.get(next).remaining() : 0;
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
