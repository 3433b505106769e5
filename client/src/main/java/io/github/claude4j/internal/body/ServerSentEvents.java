package io.github.claude4j.internal.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.http.ByteSource;
import java.io.IOException;
import java.util.Arrays;

/**
 * Splits bytes into server-sent events as they come, making no text of them: an event's data stays where it was put, unless
 * it has several lines.
 *
 * <p>The rules are those of the HTML standard: lines end with LF, CR or CRLF; a byte order mark at the beginning is dropped;
 * lines that begin with a colon are comments; several data lines are joined by a line feed; one space after the colon is
 * dropped; an event without data is none. Unlike there, a last event without its blank line counts: gateways leave it out,
 * and a message would lose its end.
 */
final class ServerSentEvents {
    private static final int LEAST_READ = 1024;
    private static final int MOST_READ = 8 * 1024;
    private static final byte[] DATA = "data".getBytes(UTF_8);
    private static final byte[] EVENT = "event".getBytes(UTF_8);

    /** The bytes from {@code lineStart} to {@code end} are still to be understood; before them lies the event's data. */
    private byte[] input;

    /** More for a stream that fills what it gets; thousands of slow ones may be open. */
    private int toRead = LEAST_READ;

    private int lineStart;
    private int position;
    private int end;
    private boolean ended;

    private byte[] data;

    /** Several lines of data were put together in an array of their own. */
    private boolean joined;

    private int dataStart;
    private int dataLength = -1;

    private String name = "";
    private byte[] lastNameBytes = {};
    private String lastName = "";

    private boolean delivered;
    private boolean cut;
    private boolean afterCarriageReturn;
    private boolean first = true;

    private final int most;

    /** Of events of at most that many bytes. */
    ServerSentEvents(int most) {
        this.most = most;
        this.input = new byte[Math.min(LEAST_READ, most)];
        this.data = input;
    }

    /**
     * Takes what comes next, waiting for it or not.
     *
     * @return whether there was something: bytes, or the end
     */
    boolean take(ByteSource source, boolean waiting) throws IOException {
        makeRoom(toRead);
        int room = input.length - end;
        int count = waiting ? source.read(input, end, room) : source.poll(input, end, room);
        if (count == room) {
            toRead = Math.min(toRead * 2, MOST_READ);
        }
        if (count < 0) {
            end();
        } else {
            end += count;
        }
        return count != 0;
    }

    /** Nothing comes any more. */
    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Moves to the next event that has data; false when more has to come first, or after the end none does. */
    boolean next() {
        if (delivered) {
            begin();
        }
        if (isObject()) {
            return object();
        }
        while (nextLine()) {
            if (position > lineStart) {
                field(lineStart, position);
            } else if (dataLength > 0) {
                endLine();
                delivered = true;
                return true;
            } else {
                begin();
            }
            endLine();
        }
        if (!ended) {
            return false;
        }
        if (end > lineStart) {
            dropByteOrderMark();
            field(lineStart, end);
            lineStart = end;
        }
        cut = true;
        delivered = dataLength > 0;
        return delivered;
    }

    /** Whether it is no stream at all but an object, which is then kept whole: its data, once all has come. */
    boolean isObject() {
        return first && end > 0 && input[0] == '{';
    }

    private boolean object() {
        if (ended) {
            data = input;
            dataStart = 0;
            dataLength = end;
            cut = true;
        }
        return false;
    }

    private void begin() {
        delivered = false;
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

    /** Holds the event's data, {@link #length()} bytes from {@link #offset()} on, until more is taken. */
    byte[] data() {
        return data;
    }

    int offset() {
        return dataStart;
    }

    int length() {
        return dataLength;
    }

    /** Moves to the end of the line; false where that has not come yet. */
    private boolean nextLine() {
        if (afterCarriageReturn && position < end) {
            afterCarriageReturn = false;
            if (input[position] == '\n') {
                lineStart = ++position;
            }
        }
        int i = position;
        while (i < end) {
            byte b = input[i];
            if (b <= '\r' && (b == '\n' || b == '\r')) {
                position = i;
                dropByteOrderMark();
                return true;
            }
            i++;
        }
        position = i;
        return false;
    }

    private void endLine() {
        afterCarriageReturn = input[position] == '\r';
        lineStart = ++position;
    }

    private void dropByteOrderMark() {
        if (first
                && position - lineStart >= 3
                && input[lineStart] == (byte) 0xEF
                && input[lineStart + 1] == (byte) 0xBB
                && input[lineStart + 2] == (byte) 0xBF) {
            lineStart += 3;
        }
        first = false;
    }

    private void field(int from, int to) {
        int colon = from;
        while (colon < to && input[colon] != ':') {
            colon++;
        }
        int start = colon + 1 < to && input[colon + 1] == ' ' ? colon + 2 : Math.min(colon + 1, to);
        if (is(DATA, from, colon)) {
            addData(start, to - start);
        } else if (is(EVENT, from, colon)) {
            name = name(start, to);
        }
    }

    private boolean is(byte[] field, int from, int to) {
        return Arrays.equals(input, from, to, field, 0, field.length);
    }

    /** Mostly it is the one that the event before had. */
    private String name(int from, int to) {
        if (!Arrays.equals(input, from, to, lastNameBytes, 0, lastNameBytes.length)) {
            lastNameBytes = Arrays.copyOfRange(input, from, to);
            lastName = new String(lastNameBytes, UTF_8);
        }
        return lastName;
    }

    private void addData(int start, int count) {
        if (dataLength < 0) {
            data = input;
            joined = false;
            dataStart = start;
            dataLength = count;
            return;
        }
        int length = dataLength + 1 + count;
        if (!joined || length > data.length) {
            long needed = dataLength + 1L + count;
            byte[] larger = new byte[grown(dataLength, needed, needed)];
            System.arraycopy(data, dataStart, larger, 0, dataLength);
            data = larger;
            joined = true;
            dataStart = 0;
        }
        data[dataLength] = '\n';
        System.arraycopy(input, start, data, dataLength + 1, count);
        dataLength = length;
    }

    /** What is needed no more makes room first. */
    private void makeRoom(int count) {
        if (delivered) {
            begin();
        }
        if (count <= input.length - end) {
            return;
        }
        int from = !joined && dataLength >= 0 ? dataStart : lineStart;
        int kept = end - from;
        int size = count <= input.length - kept ? input.length : grown(input.length, kept + 1L, (long) kept + count);
        byte[] target = size <= input.length ? input : new byte[size];
        System.arraycopy(input, from, target, 0, kept);
        if (!joined) {
            data = target;
            dataStart = 0;
        }
        input = target;
        lineStart -= from;
        position -= from;
        end = kept;
    }

    /** How long an array is made for what has to be together in one. */
    private int grown(int length, long needed, long wanted) {
        if (needed > most) {
            throw Inbound.tooLarge("an event of the stream", most);
        }
        return (int) Math.min(Math.max(wanted, length * 2L), most);
    }
}
