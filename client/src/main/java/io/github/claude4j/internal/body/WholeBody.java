package io.github.claude4j.internal.body;

import io.github.claude4j.http.ByteSource;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Response;
import java.io.IOException;
import java.util.Arrays;

/** Collects a body that is wanted whole, into one array of the right size where that is known. */
public final class WholeBody {
    /** What a body that says its length is believed for. */
    private static final long BELIEVED = 1024 * 1024;

    private static final int LEAST = 512;

    private final ByteSource source;
    private final int most;
    private final boolean cut;

    private byte[] bytes;
    private int length;

    /**
     * @param most how many bytes it may have
     * @param cut whether those are enough where it has more, which is an error otherwise
     */
    WholeBody(Response answer, int most, boolean cut) {
        this.source = answer.source();
        this.most = most;
        this.cut = cut;
        this.bytes = new byte[Math.min(most, Math.max(source.available(), believed(answer.headers())))];
    }

    private static int believed(Headers headers) {
        try {
            long said = Long.parseLong(headers.first("content-length").orElse("0"));
            return (int) Math.max(0, Math.min(said, BELIEVED));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** All of it, waiting for it, but no more than that many bytes. */
    public static byte[] read(Response answer, int most) throws IOException {
        try (answer) {
            WholeBody body = new WholeBody(answer, most, false);
            body.take(true);
            return body.bytes();
        }
    }

    /** Takes what has come, or waits for the rest; whether that is all. */
    public boolean take(boolean waiting) throws IOException {
        while (true) {
            if (length == bytes.length && !grow(waiting)) {
                return true;
            }
            int count = length < bytes.length ? take(waiting, bytes, length) : 0;
            if (count <= 0) {
                return count < 0;
            }
            length += count;
        }
    }

    /** Makes room where more comes; false at the end. The array is right mostly, so that is asked with a single byte. */
    private boolean grow(boolean waiting) throws IOException {
        if (length == most && cut) {
            return false;
        }
        byte[] one = new byte[1];
        int count = take(waiting, one, 0);
        if (count <= 0) {
            return count == 0;
        }
        if (length == most) {
            throw Inbound.tooLarge("the answer was given up: it", most);
        }
        long wanted = Math.max(Math.max(LEAST, length * 2L), length + 1L + source.available());
        bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, most));
        bytes[length++] = one[0];
        return true;
    }

    private int take(boolean waiting, byte[] target, int from) throws IOException {
        int room = target.length - from;
        return waiting ? source.read(target, from, room) : source.poll(target, from, room);
    }

    /** What was taken. */
    byte[] bytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Whether these are JSON as far as they go, and end before it does. */
    public static boolean isCutJson(byte[] bytes) {
        return isCutJson(bytes, 0, bytes.length);
    }

    static boolean isCutJson(byte[] bytes, int from, int to) {
        int depth = 0;
        boolean text = false;
        boolean begun = false;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (text) {
                if (b == '\\') {
                    i++;
                }
                text = b != '"';
            } else if (b == '"') {
                text = true;
            } else if (b == '{' || b == '[') {
                depth++;
                begun = true;
            } else if (b == '}' || b == ']') {
                depth--;
            }
            if (!begun && b > ' ') {
                return false;
            }
        }
        return begun && (depth > 0 || text);
    }
}
