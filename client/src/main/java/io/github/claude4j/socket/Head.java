package io.github.claude4j.socket;

import io.github.claude4j.http.Headers;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The head of an answer, strictly as RFC 9112 has it: whatever two readers could understand in two ways is refused, because the one
 * in between may be the other.
 *
 * @param status 100 to 999
 * @param current whether it is HTTP/1.1, not 1.0
 */
record Head(int status, boolean current, Headers headers) {
    private static final int LONGEST = 256 * 1024;
    private static final int MOST_FIELDS = 1000;
    private static final int MOST_INTERIM = 100;

    /** {@code HTTP/1.1 200}. */
    static final int STATUS_LINE = 12;

    /** Reads the head of a final answer; those that only say to wait are skipped. */
    static Head read(Connection connection) throws IOException {
        for (int i = 0; i <= MOST_INTERIM; i++) {
            Head head = readOne(connection);
            if (head.status == 101) {
                throw new MalformedException("it is another protocol, which was not asked for");
            }
            if (head.status > 199) {
                return head;
            }
        }
        throw new MalformedException("more than " + MOST_INTERIM + " times it is about to come");
    }

    private static Head readOne(Connection connection) throws IOException {
        while (connection.buffered() == 0) {
            if (!connection.fill()) {
                throw new EOFException("the connection was closed before the answer");
            }
        }
        int length = connection.awaitLine(LONGEST);
        boolean current = isCurrent(connection, length);
        int status = status(connection, length);
        connection.skipLine(length);
        return new Head(status, current, fields(connection, LONGEST - length));
    }

    private static boolean isCurrent(Connection connection, int length) throws IOException {
        String version = length < STATUS_LINE ? "" : connection.text(0, 8);
        return switch (version) {
            case "HTTP/1.1" -> true;
            case "HTTP/1.0" -> false;
            default -> throw new MalformedException("it is no HTTP/1.1");
        };
    }

    private static int status(Connection connection, int length) throws IOException {
        int status = 0;
        for (int i = 9; i < STATUS_LINE; i++) {
            int digit = connection.peek(i) - '0';
            status = digit < 0 || digit > 9 ? -1000 : status * 10 + digit;
        }
        boolean apart = connection.peek(8) == ' ' && (length == STATUS_LINE || connection.peek(STATUS_LINE) == ' ');
        if (status < 100 || !apart) {
            throw new MalformedException("its status is none");
        }
        return status;
    }

    /** Reads fields up to the empty line behind them. */
    static Headers fields(Connection connection, int longest) throws IOException {
        List<String> pairs = new ArrayList<>(40);
        int left = longest;
        for (int length = connection.awaitLine(left); length > 0; length = connection.awaitLine(left)) {
            left -= length;
            if (left < 0 || pairs.size() == MOST_FIELDS * 2) {
                throw new MalformedException("its head is too long");
            }
            int colon = nameLength(connection, length);
            // The one blank that most have, before the value is text; of what else is taken away a line can hold blanks
            // and tabs alone.
            int from = connection.peek(colon + 1) == ' ' ? colon + 2 : colon + 1;
            pairs.add(connection.text(0, colon));
            pairs.add(connection.text(from, length).trim());
            connection.skipLine(length);
        }
        connection.skipLine(0);
        return Headers.ofAnswer(pairs.toArray(new String[0]));
    }

    /** How long the name of a field is, with no blank before it, in it, or before its colon. */
    static int nameLength(Connection connection, int length) throws IOException {
        int i = 0;
        while (i < length && isToken(connection.peek(i))) {
            i++;
        }
        if (i == 0 || i == length || connection.peek(i) != ':') {
            throw new MalformedException("a header without a name");
        }
        return i;
    }

    /** RFC 9110, 5.6.2. */
    static boolean isToken(int c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c > ' ' && c < 127 && "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
    }

    /** Whether it is a status with which there is no body, whatever the fields say. */
    private boolean isBodiless(String method) {
        return method.equals("HEAD") || status == 204 || status == 304;
    }

    /** What comes behind the head. */
    Content content(Connection connection, String method) throws IOException {
        List<String> codings = headers.all("transfer-encoding");
        List<String> lengths = headers.all("content-length");
        long length = length(lengths);
        if (!codings.isEmpty()) {
            if (!current || !lengths.isEmpty()) {
                throw new MalformedException("it has a transfer-encoding, and "
                        + (current ? "a content-length" : "is HTTP/1.0, which has none"));
            }
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                throw new MalformedException("its transfer-encoding is another than chunked");
            }
        }
        if (isBodiless(method)) {
            return Content.ofLength(connection, 0);
        }
        return codings.isEmpty() ? Content.ofLength(connection, length) : Content.chunked(connection);
    }

    /** What all of them say; -1 where there is none. */
    private static long length(List<String> lengths) throws MalformedException {
        long length = -1;
        for (String text : lengths) {
            long one = number(text);
            if (one < 0 || (length >= 0 && one != length)) {
                throw new MalformedException("its content-length is none");
            }
            length = one;
        }
        return length;
    }

    /** Digits alone, of which there may not be too many; -1 for anything else. */
    private static long number(String text) {
        long number = text.isEmpty() ? -1 : 0;
        for (int i = 0; i < text.length() && number >= 0; i++) {
            int digit = text.charAt(i) - '0';
            boolean fits = digit >= 0 && digit <= 9 && number <= (Long.MAX_VALUE - digit) / 10;
            number = fits ? number * 10 + digit : -1;
        }
        return number;
    }

    /** Whether the connection goes on after it, as far as its server says. */
    boolean keepsConnection() {
        for (String value : headers.all("connection")) {
            for (String word : Headers.words(value)) {
                if (word.equalsIgnoreCase("close")) {
                    return false;
                }
            }
        }
        // Where there is none, a server that tells of a body may send one.
        boolean contradicts = status == 204 && (headers.has("transfer-encoding") || !isEmptyLength());
        return current && !contradicts;
    }

    private boolean isEmptyLength() {
        return headers.first("content-length").orElse("0").equals("0");
    }
}
