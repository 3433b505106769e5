package io.github.claude4j.testkit.internal.window;

import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.server.Watcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One request and its answer, as far as it has come. */
final class KeptExchange implements Watcher.Exchange {
    /** As large as the API lets a message be. Of what is larger, such as an upload, the beginning is kept. */
    private static final int MOST_OF_A_BODY = 32 * 1024 * 1024;

    /** What a part of a body takes besides its bytes. */
    private static final long OVERHEAD = 64;

    /** While an answer comes, there is news of it no more often than that. */
    private static final long NEWS = TimeUnit.MILLISECONDS.toNanos(200);

    /** A part of the answer's body, and when it was sent. */
    record Part(long nanos, byte[] bytes) {}

    /**
     * The answer at one moment.
     *
     * @param status 0 before there is any
     * @param bytes how long the body is, which {@code parts} may hold the beginning of only
     * @param ended when it was over; meaningless while {@code end} is null
     * @param end how it ended; null while it runs
     */
    record Answer(
            int status,
            Map<String, String> headers,
            List<Part> parts,
            long bytes,
            long headed,
            long ended,
            Watcher.@Nullable End end,
            AnswerFacts facts) {
        byte[] body() {
            int length = parts.stream().mapToInt(part -> part.bytes().length).sum();
            byte[] body = new byte[length];
            int at = 0;
            for (Part part : parts) {
                System.arraycopy(part.bytes(), 0, body, at, part.bytes().length);
                at += part.bytes().length;
            }
            return body;
        }

        boolean isWhole() {
            return bytes
                    == parts.stream().mapToLong(part -> part.bytes().length).sum();
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    final long id;
    final long at = System.currentTimeMillis();
    final long began = System.nanoTime();
    final Received request;
    final long requestBytes;
    final RequestFacts facts;

    // The history's, under its lock.
    long version;
    long held;
    boolean gone;

    private final History history;
    private final List<Part> parts = new ArrayList<>();
    private int status;
    private Map<String, String> headers = Map.of();
    private long bytes;
    private long kept;
    private long told = began;
    private long headed;
    private long ended;
    private Watcher.@Nullable End end;
    private AnswerFacts answerFacts = AnswerFacts.NONE;

    KeptExchange(long id, History history, Received request, RequestFacts facts) {
        this.id = id;
        this.history = history;
        this.request = beginning(request);
        this.requestBytes = request.body().length;
        this.facts = facts;
    }

    private static Received beginning(Received request) {
        byte[] body = request.body();
        return body.length <= MOST_OF_A_BODY
                ? request
                : new Received(
                        request.method(), request.target(), request.headers(), Arrays.copyOf(body, MOST_OF_A_BODY));
    }

    long requestHeld() {
        return request.body().length + 1024L;
    }

    @Override
    public void head(int answerStatus, Map<String, String> answerHeaders) {
        synchronized (this) {
            status = answerStatus;
            headers = new TreeMap<>(answerHeaders);
            headed = System.nanoTime();
        }
        history.changed(this, 0);
    }

    @Override
    public void bytes(byte[] from, int offset, int length) {
        long now = System.nanoTime();
        long grown = 0;
        boolean news;
        synchronized (this) {
            bytes += length;
            int room = (int) Math.min(length, MOST_OF_A_BODY - kept);
            if (room > 0) {
                boolean all = offset == 0 && room == from.length;
                parts.add(new Part(now, all ? from : Arrays.copyOfRange(from, offset, offset + room)));
                kept += room;
                grown = room + OVERHEAD;
            }
            news = now - told > NEWS;
            told = news ? now : told;
        }
        if (news) {
            history.changed(this, grown);
        } else {
            history.grown(this, grown);
        }
    }

    @Override
    public void end(Watcher.End how) {
        synchronized (this) {
            ended = System.nanoTime();
            end = how;
        }
        AnswerFacts found = AnswerFacts.of(this, answer());
        synchronized (this) {
            answerFacts = found;
        }
        history.changed(this, found.text().length());
    }

    synchronized Answer answer() {
        return new Answer(status, headers, List.copyOf(parts), bytes, headed, ended, end, answerFacts);
    }
}
