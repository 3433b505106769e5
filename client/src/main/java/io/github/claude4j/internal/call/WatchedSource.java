package io.github.claude4j.internal.call;

import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.http.ByteSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;

/** What a transport gives: says when bytes are awaited, and names what ends it. */
final class WatchedSource implements ByteSource {
    private final ByteSource source;
    private final LiveCall call;
    private final Watch watch;

    WatchedSource(ByteSource source, LiveCall call) {
        this.source = source;
        this.call = call;
        this.watch = call.watch();
    }

    @Override
    public int poll(byte[] target, int offset, int length) throws IOException {
        try {
            checkCall(call);
            int count = source.poll(target, offset, length);
            if (count > 0) {
                watch.arrived();
                call.bodyArrived();
            } else if (count < 0) {
                watch.over();
            } else if (!watch.isWaiting()) {
                watch.waiting();
            }
            return count;
        } catch (IOException | RuntimeException e) {
            throw failure(e, false);
        }
    }

    /** Looks at an interrupt and at the call even if something has come: a server may send faster than is read. */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            check(call);
            int count = source.poll(target, offset, length);
            if (count == 0) {
                watch.waiting();
                count = source.read(target, offset, length);
                watch.arrived();
            }
            if (count < 0) {
                watch.over();
            } else {
                call.bodyArrived();
            }
            return count;
        } catch (IOException | RuntimeException e) {
            throw failure(e, true);
        }
    }

    @Override
    public void await() throws IOException {
        try {
            check(call);
            watch.waiting();
            source.await();
            watch.arrived();
        } catch (IOException | RuntimeException e) {
            throw failure(e, true);
        }
    }

    /** Throws what ends the call, should something have to: an interrupt of this thread, a limit, a cancelling. */
    static void check(LiveCall call) throws IOException {
        checkInterrupt();
        checkCall(call);
    }

    private static void checkInterrupt() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while waiting for the answer");
        }
    }

    private static void checkCall(LiveCall call) throws IOException {
        if (call.watch().hasPassed()) {
            SocketTimeoutException late = call.watch().late();
            if (late != null) {
                throw late;
            }
        }
        if (call.isCancelled()) {
            throw new IOException("the call was cancelled");
        }
    }

    /** What really ended it: a limit, an interrupt, or what the transport says. */
    private IOException failure(Exception given, boolean interruptible) {
        SocketTimeoutException late = watch.late();
        watch.over();
        source.close();
        if (late != null) {
            return given instanceof SocketTimeoutException already ? already : caused(late, given);
        }
        if (interruptible && !call.isCancelled() && Thread.currentThread().isInterrupted()) {
            return given instanceof InterruptedIOException already
                    ? already
                    : caused(new InterruptedIOException("interrupted while waiting for the answer"), given);
        }
        if (given instanceof ClaudeException refused) {
            throw refused;
        }
        return given instanceof IOException io ? io : new IOException("the answer could not be read: " + given, given);
    }

    private static IOException caused(IOException failure, Exception cause) {
        failure.initCause(cause);
        return failure;
    }

    @Override
    public void onArrival(Runnable action) {
        watch.waiting();
        source.onArrival(() -> {
            watch.arrived();
            action.run();
        });
    }

    @Override
    public int available() {
        return source.available();
    }

    @Override
    public void close() {
        watch.over();
        source.close();
    }
}
