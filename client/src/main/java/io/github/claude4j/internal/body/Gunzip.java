package io.github.claude4j.internal.body;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Response;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Decodes gzip as it comes: any number of members, nothing behind them. It is stricter than the JDK's stream, which
 * takes a pause at the end of a member for the end of all, and hides what is behind. A body that does not begin as gzip does
 * was decoded by someone before, and is given as it is.
 */
public final class Gunzip extends InputStream {
    /** In memory no answer of the API comes near this. */
    static final long MOST_IN_MEMORY = 256L * 1024 * 1024;

    /** Zeros compress a thousandfold, JSON and text up to some thirtyfold. */
    private static final int MOST_RATIO = 200;

    private static final int FREE = 16 * 1024 * 1024;
    private static final String CUT = "the compressed answer was cut off";

    private final InputStream source;
    private final long most;
    private final byte[] input = new byte[8 * 1024];
    private final CRC32 checksum = new CRC32();

    private int at;
    private int end;
    private long taken;
    private long given;
    private State state = State.BEGIN;
    private @Nullable Inflater inflater;

    private enum State {
        BEGIN,
        MEMBER,
        PLAIN,
        ENDED
    }

    /**
     * @param most how many bytes to give before it is taken for a bomb
     */
    Gunzip(InputStream source, long most) {
        this.source = source;
        this.most = most;
    }

    /** The answer as it was before it was compressed, should it be. */
    public static Response decoded(Response response, boolean streaming) {
        String coding = response.headers().first("content-encoding").orElse(null);
        if (coding == null || !(coding.equalsIgnoreCase("gzip") || coding.equalsIgnoreCase("x-gzip"))) {
            return response;
        }
        Headers headers = response.headers().toBuilder()
                .remove("content-encoding")
                .remove("content-length")
                .build();
        long most = streaming ? Long.MAX_VALUE : MOST_IN_MEMORY;
        return new Response(response.status(), headers, new Gunzip(response.body(), most));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (state == State.BEGIN) {
            begin();
        }
        return switch (state) {
            case PLAIN -> plain(target, offset, length);
            case MEMBER -> inflate(target, offset, length);
            default -> -1;
        };
    }

    private void begin() throws IOException {
        if (!more()) {
            state = State.ENDED;
        } else if ((input[at] & 0xff) == 0x1f && second() == 0x8b) {
            member();
        } else {
            state = State.PLAIN;
        }
    }

    /** The second byte of the body, which is not taken; it may come later than the first. */
    private int second() throws IOException {
        if (end - at < 2) {
            int count = source.read(input, end, input.length - end);
            if (count < 0) {
                throw new EOFException(CUT);
            }
            end += count;
            taken += count;
        }
        return input[at + 1] & 0xff;
    }

    private int plain(byte[] target, int offset, int length) throws IOException {
        if (at == end) {
            return source.read(target, offset, length);
        }
        int count = Math.min(length, end - at);
        System.arraycopy(input, at, target, offset, count);
        at += count;
        return count;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        Inflater current = inflater();
        try {
            while (state == State.MEMBER) {
                int count = current.inflate(target, offset, length);
                if (count > 0) {
                    checksum.update(target, offset, count);
                    given += count;
                    refuseBomb();
                    return count;
                }
                if (current.finished()) {
                    at = end - current.getRemaining();
                    trailer(current);
                } else if (current.needsDictionary()) {
                    throw damaged("it needs a dictionary");
                } else if (current.needsInput()) {
                    at = end;
                    if (!more()) {
                        throw new EOFException(CUT);
                    }
                    current.setInput(input, at, end - at);
                }
            }
            return -1;
        } catch (DataFormatException e) {
            throw new IOException("the compressed answer is damaged: " + e.getMessage(), e);
        }
    }

    private Inflater inflater() {
        Inflater current = inflater;
        if (current == null) {
            current = new Inflater(true);
            inflater = current;
        }
        return current;
    }

    private void refuseBomb() {
        if (given > most || (given > FREE && given / MOST_RATIO > taken)) {
            close();
            throw new InvalidDataException("the answer was given up: its " + taken + " bytes of gzip had become "
                    + given + ", which looks like an attack");
        }
    }

    /** The head of a member, from its beginning. */
    private void member() throws IOException {
        at += 2;
        if (next() != 8) {
            throw damaged("its method is unknown");
        }
        int flags = next();
        skip(6);
        if ((flags & 4) != 0) {
            skip(next() | next() << 8);
        }
        for (int texts = Integer.bitCount(flags & 0x18); texts > 0; texts--) {
            int letter;
            do {
                letter = next();
            } while (letter != 0);
        }
        skip((flags & 2) == 0 ? 0 : 2);
        checksum.reset();
        inflater().reset();
        inflater().setInput(input, at, end - at);
        state = State.MEMBER;
    }

    /** What is behind a member: its checksum and length, then the end or another. */
    private void trailer(Inflater done) throws IOException {
        if (number() != checksum.getValue() || number() != (done.getBytesWritten() & 0xffff_ffffL)) {
            throw damaged("its checksum is another");
        }
        if (!more()) {
            state = State.ENDED;
            done.end();
        } else if ((input[at] & 0xff) == 0x1f && second() == 0x8b) {
            member();
        } else {
            throw damaged("something is behind its end");
        }
    }

    private long number() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private int next() throws IOException {
        if (!more()) {
            throw new EOFException(CUT);
        }
        return input[at++] & 0xff;
    }

    /** Whether there is another byte, waiting for it. */
    private boolean more() throws IOException {
        if (at == end) {
            // Room for a second byte is left in any case.
            int count = source.read(input, 0, input.length - 1);
            at = 0;
            end = Math.max(0, count);
            taken += end;
        }
        return at < end;
    }

    private static IOException damaged(String how) {
        return new IOException("the compressed answer is damaged: " + how);
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            // Nothing is lost that anyone still wanted.
        }
    }
}
