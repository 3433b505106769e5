package io.github.claude4j.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits a stream of bytes into server-sent events, touching each byte once and making no text of it.
 *
 * <p>The rules are those of the HTML standard: lines end with LF, CR or CRLF; a byte order mark at the beginning is dropped;
 * lines that begin with a colon are comments; several data lines are joined by a line feed; one space after the colon is
 * dropped; an event without data is none. Unlike there, a last event without its blank line counts: gateways leave it out,
 * and a message would lose its end.
 */
final class ServerSentEvents {
    private static final int LARGEST_EVENT = 256 * 1024 * 1024;
    private static final byte[] DATA = "data".getBytes(UTF_8);
    private static final byte[] EVENT = "event".getBytes(UTF_8);

    private final InputStream in;
    private final byte[] input = new byte[8192];
    private int position;
    private int end;

    /** The line being read, without its end. */
    private byte[] line = new byte[512];

    private int lineLength;

    private byte[] data = new byte[1024];
    private int dataLength = -1;
    private String name = "";

    private boolean cut;
    private boolean afterCarriageReturn;
    private boolean first = true;

    ServerSentEvents(InputStream in) {
        this.in = in;
    }

    /** Moves to the next event that has data; false at the end of the stream. */
    boolean next() throws IOException {
        begin();
        while (readLine()) {
            if (lineLength > 0) {
                field();
            } else if (dataLength > 0) {
                return true;
            } else {
                begin();
            }
        }
        cut = true;
        return dataLength > 0;
    }

    private void begin() {
        dataLength = -1;
        name = "";
    }

    /** Whether the stream ended before the blank line behind the event, so that some of the event may be missing. */
    boolean isCut() {
        return cut;
    }

    /** The event's name; empty where it has none. */
    String name() {
        return name;
    }

    /** Holds the event's data, {@link #length()} bytes from 0 on, until the next call of {@link #next()}. */
    byte[] data() {
        return data;
    }

    int length() {
        return dataLength;
    }

    private boolean readLine() throws IOException {
        lineLength = 0;
        while (true) {
            if (position == end && !fill()) {
                return lineLength > 0;
            }
            int start = position;
            if (afterCarriageReturn) {
                afterCarriageReturn = false;
                if (input[position] == '\n') {
                    position++;
                    continue;
                }
            }
            while (position < end && input[position] != '\n' && input[position] != '\r') {
                position++;
            }
            append(start, position - start);
            if (position < end) {
                afterCarriageReturn = input[position++] == '\r';
                dropByteOrderMark();
                return true;
            }
        }
    }

    private boolean fill() throws IOException {
        int count = in.read(input, 0, input.length);
        position = 0;
        end = Math.max(count, 0);
        if (count < 0) {
            dropByteOrderMark();
        }
        return count >= 0 && (count > 0 || fill());
    }

    private void append(int start, int count) throws IOException {
        if (lineLength + count > line.length) {
            line = Arrays.copyOf(line, grown(line.length, lineLength + count));
        }
        System.arraycopy(input, start, line, lineLength, count);
        lineLength += count;
    }

    private void dropByteOrderMark() {
        if (first && lineLength >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB && line[2] == (byte) 0xBF) {
            lineLength -= 3;
            System.arraycopy(line, 3, line, 0, lineLength);
        }
        first = false;
    }

    private void field() throws IOException {
        int colon = 0;
        while (colon < lineLength && line[colon] != ':') {
            colon++;
        }
        int start = colon + 1 < lineLength && line[colon + 1] == ' ' ? colon + 2 : Math.min(colon + 1, lineLength);
        if (is(DATA, colon)) {
            addData(start, lineLength - start);
        } else if (is(EVENT, colon)) {
            name = new String(line, start, lineLength - start, UTF_8);
        }
    }

    private boolean is(byte[] field, int length) {
        return Arrays.equals(line, 0, length, field, 0, field.length);
    }

    private void addData(int start, int count) throws IOException {
        if (dataLength < 0) {
            dataLength = 0;
        } else {
            data = room(data, dataLength + 1);
            data[dataLength++] = '\n';
        }
        data = room(data, dataLength + count);
        System.arraycopy(line, start, data, dataLength, count);
        dataLength += count;
    }

    private static byte[] room(byte[] array, int length) throws IOException {
        return length <= array.length ? array : Arrays.copyOf(array, grown(array.length, length));
    }

    private static int grown(int length, int needed) throws IOException {
        if (needed > LARGEST_EVENT || needed < 0) {
            throw new IOException("an event of the stream is larger than " + LARGEST_EVENT + " bytes");
        }
        return Math.max(needed, (int) Math.min(length * 2L, LARGEST_EVENT));
    }
}
