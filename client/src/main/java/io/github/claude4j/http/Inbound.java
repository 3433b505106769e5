package io.github.claude4j.http;

import io.github.claude4j.ClaudeException;
import io.github.claude4j.InvalidDataException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body of one answer, whatever transport it came over and whoever takes it: as it was before it was encoded. Once it
 * has failed it fails in the same way ever after, once it is closed it gives nothing any more.
 */
final class Inbound implements ByteSource {
    /**
     * What is held in memory of one answer, line or event, in bytes: no answer of the API comes near it. Where memory is short,
     * a quarter of it.
     */
    static final int MOST_IN_MEMORY =
            (int) Math.min(256L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 4);

    private final ByteSource source;
    private @Nullable IOException broken;
    private @Nullable RuntimeException refused;
    private boolean ended;
    private volatile boolean closed;

    private Inbound(ByteSource source) {
        this.source = source;
    }

    /** The answer of a transport, decoded and watched. */
    static Response of(Response answer, Call call) {
        boolean encoded = answer.headers().has("content-encoding");
        if (answer.isReplayable() && !encoded) {
            return answer;
        }
        Response watched = answer.withBody(new Watched(answer.source(), call));
        Response decoded = encoded ? decoded(watched) : watched;
        return decoded.withBody(new Inbound(decoded.source()));
    }

    /**
     * The answer as it was before it was encoded, should it be; its headers say nothing of that then.
     *
     * @throws InvalidDataException for a coding that is not known: its bytes are none that anyone asked for
     */
    static Response decoded(Response answer) {
        List<String> codings = new ArrayList<>(1);
        answer.headers().all("content-encoding").forEach(value -> codings.addAll(Headers.words(value)));
        ByteSource source = answer.source();
        for (int i = codings.size() - 1; i >= 0; i--) {
            String coding = codings.get(i).toLowerCase(Locale.ROOT);
            switch (coding) {
                case "gzip", "x-gzip" -> source = Gunzip.gzip(source);
                case "deflate" -> source = Gunzip.deflate(source);
                case "identity" -> {}
                default -> {
                    if (answer.status() > 299) {
                        // The status says more than the body would.
                        answer.close();
                        return Response.of(answer.status(), plain(answer.headers()), new byte[0])
                                .withHint(answer.hint());
                    }
                    answer.close();
                    throw new InvalidDataException(
                            "content-encoding: expected gzip or deflate, found " + shown(codings.get(i)));
                }
            }
        }
        return answer.withHeaders(plain(answer.headers())).withBody(source);
    }

    private static Headers plain(Headers headers) {
        return headers.toBuilder()
                .remove("content-encoding")
                .remove("content-length")
                .build();
    }

    private static String shown(String coding) {
        return coding.length() <= 40 ? coding : coding.substring(0, 40) + "…";
    }

    @Override
    public int poll(byte[] target, int offset, int length) throws IOException {
        if (check()) {
            return -1;
        }
        try {
            return given(source.poll(target, offset, length));
        } catch (IOException e) {
            throw fail(e);
        } catch (RuntimeException e) {
            throw refuse(e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (check()) {
            return -1;
        }
        try {
            return given(source.read(target, offset, length));
        } catch (IOException e) {
            throw fail(e);
        } catch (RuntimeException e) {
            throw refuse(e);
        }
    }

    @Override
    public void await() throws IOException {
        if (check()) {
            return;
        }
        try {
            source.await();
        } catch (IOException e) {
            throw fail(e);
        } catch (RuntimeException e) {
            throw refuse(e);
        }
    }

    private int given(int count) {
        ended = count < 0;
        return count;
    }

    /** Whether the end was given; throws what was thrown before. */
    private boolean check() throws IOException {
        if (broken != null) {
            throw broken;
        }
        if (refused != null) {
            throw refused;
        }
        if (closed && !ended) {
            throw fail(new IOException("the stream is closed"));
        }
        return ended;
    }

    private IOException fail(IOException failure) {
        broken = failure;
        source.close();
        return failure;
    }

    private RuntimeException refuse(RuntimeException failure) {
        refused = failure;
        source.close();
        return failure;
    }

    @Override
    public void onArrival(Runnable action) {
        source.onArrival(action);
    }

    @Override
    public int available() {
        return source.available();
    }

    @Override
    public void close() {
        closed = true;
        source.close();
    }

    /** What a transport gives: says when bytes are awaited, and names what ends it. */
    private static final class Watched implements ByteSource {
        private final ByteSource source;
        private final Call call;
        private final Watch watch;

        Watched(ByteSource source, Call call) {
            this.source = source;
            this.call = call;
            this.watch = call.watch();
        }

        @Override
        public int poll(byte[] target, int offset, int length) throws IOException {
            try {
                checkCall();
                int count = source.poll(target, offset, length);
                if (count > 0) {
                    watch.arrived();
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
                checkInterrupt();
                checkCall();
                int count = source.poll(target, offset, length);
                if (count == 0) {
                    watch.waiting();
                    count = source.read(target, offset, length);
                    watch.arrived();
                }
                if (count < 0) {
                    watch.over();
                }
                return count;
            } catch (IOException | RuntimeException e) {
                throw failure(e, true);
            }
        }

        @Override
        public void await() throws IOException {
            try {
                checkInterrupt();
                checkCall();
                watch.waiting();
                source.await();
                watch.arrived();
            } catch (IOException | RuntimeException e) {
                throw failure(e, true);
            }
        }

        private static void checkInterrupt() throws InterruptedIOException {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while waiting for the answer");
            }
        }

        private void checkCall() throws IOException {
            if (watch.hasPassed()) {
                SocketTimeoutException late = watch.late();
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
            return given instanceof IOException io
                    ? io
                    : new IOException("the answer could not be read: " + given, given);
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
}
