package io.github.claude4j.benchmarks.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Finds whole requests in the bytes of a connection. */
final class RequestReader {
    private static final int SMALL = 4096;
    private static final byte[] MODEL = "\"bench-".getBytes(US_ASCII);
    private static final byte[] CALL = LoopTurns.CALL.getBytes(US_ASCII);
    /** How far from the beginning or the end of a body its model is looked for. */
    private static final int NEAR = 2048;

    private byte[] bytes = new byte[SMALL];
    private int count;

    /** Where the request that was given last ends; it is there until the next one is asked for. */
    private int consumed;

    private String path = "";

    /** Where the body begins; -1 while the head is not there. */
    private int body = -1;

    private int bodyEnd;
    private int contentLength;
    private boolean chunked;

    void add(ByteBuffer from) {
        int more = from.remaining();
        if (count + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, count + more));
        }
        from.get(bytes, count, more);
        count += more;
    }

    /** Goes on to the next request; false while it is not all there. */
    boolean next() {
        forget();
        if (body < 0) {
            int end = headEnd();
            if (end < 0) {
                return false;
            }
            head(new String(bytes, 0, end, ISO_8859_1));
            body = end;
        }
        if (chunked) {
            return chunks();
        }
        if (count - body < contentLength) {
            return false;
        }
        bodyEnd = body + contentLength;
        consumed = bodyEnd;
        return true;
    }

    private void forget() {
        if (consumed == 0) {
            return;
        }
        count -= consumed;
        byte[] target = bytes.length > 16 * SMALL && count < SMALL ? new byte[SMALL] : bytes;
        System.arraycopy(bytes, consumed, target, 0, count);
        bytes = target;
        consumed = 0;
        body = -1;
    }

    /** Without its query. */
    String path() {
        return path;
    }

    /** Which call of a tool loop the body has the result of, by the last id in it; 0 where it has none. */
    int lastCall() {
        for (int i = bodyEnd - CALL.length; i >= body; i--) {
            if (begins(CALL, i)) {
                return Integer.parseInt(name(i + CALL.length));
            }
        }
        return 0;
    }

    /** The model that a body asks for; empty where it names none of the server's. */
    String model() {
        int near = Math.min(body + NEAR, bodyEnd - MODEL.length);
        for (int i = body; i < near; i++) {
            if (begins(MODEL, i)) {
                return name(i + 1);
            }
        }
        for (int i = bodyEnd - MODEL.length; i >= Math.max(near, bodyEnd - NEAR); i--) {
            if (begins(MODEL, i)) {
                return name(i + 1);
            }
        }
        return "";
    }

    private boolean begins(byte[] wanted, int at) {
        return Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
    }

    private String name(int from) {
        return new String(bytes, from, indexOf('"', from) - from, US_ASCII);
    }

    private int headEnd() {
        for (int i = 3; i < count; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private int indexOf(char wanted, int from) {
        for (int i = from; i < count; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private void head(String head) {
        int space = head.indexOf(' ');
        String target = head.substring(space + 1, head.indexOf(' ', space + 1));
        int query = target.indexOf('?');
        path = query < 0 ? target : target.substring(0, query);
        contentLength = 0;
        chunked = false;
        for (int line = head.indexOf("\r\n") + 2; line < head.length() - 2; line = head.indexOf("\r\n", line) + 2) {
            String value = head.substring(head.indexOf(':', line) + 1, head.indexOf("\r\n", line))
                    .strip();
            if (head.regionMatches(true, line, "content-length:", 0, 15)) {
                contentLength = Integer.parseInt(value);
            } else if (head.regionMatches(true, line, "transfer-encoding:", 0, 18)) {
                chunked = value.equalsIgnoreCase("chunked");
            }
        }
    }

    /** Puts the chunks together in place, once the last one is there. */
    private boolean chunks() {
        if (count - body < 5 || !new String(bytes, count - 5, 5, US_ASCII).equals("0\r\n\r\n")) {
            return false;
        }
        int to = body;
        int from = body;
        for (int size = chunkSize(from); size > 0; size = chunkSize(from)) {
            int data = indexOf('\n', from) + 1;
            System.arraycopy(bytes, data, bytes, to, size);
            to += size;
            from = data + size + 2;
        }
        bodyEnd = to;
        consumed = from + 5;
        return true;
    }

    private int chunkSize(int at) {
        return Integer.parseInt(new String(bytes, at, indexOf('\n', at) - 1 - at, US_ASCII), 16);
    }
}
