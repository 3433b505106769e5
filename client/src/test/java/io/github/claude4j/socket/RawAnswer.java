package io.github.claude4j.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server may say, byte for byte, and what has to come of it. The connection stays open behind each.
 *
 * @param body what it is understood as; null where it has to be refused
 * @param keeps whether the connection may be used again
 */
record RawAnswer(String name, String text, @Nullable String body, boolean keeps) {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

    byte[] bytes() {
        return text.getBytes(ISO_8859_1);
    }

    @Override
    public String toString() {
        return name;
    }

    private static RawAnswer good(String name, String text, String body) {
        return new RawAnswer(name, text, body, true);
    }

    private static RawAnswer once(String name, String text, String body) {
        return new RawAnswer(name, text, body, false);
    }

    private static RawAnswer bad(String name, String text) {
        return new RawAnswer(name, text, null, false);
    }

    private static String length(String fields, String body) {
        return OK + fields + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    static List<RawAnswer> all() {
        List<RawAnswer> all = new ArrayList<>();
        all.addAll(good());
        all.addAll(heads());
        all.addAll(lengths());
        all.addAll(chunks());
        all.addAll(leftOver());
        return all;
    }

    private static List<RawAnswer> good() {
        return List.of(
                good("a length", length("", "hello"), "hello"),
                good("a length of 0", length("", ""), ""),
                good("no reason behind the status", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", "ok"),
                good("blanks around a value", length("X-A: \t a b \t \r\n", "ok"), "ok"),
                good("an empty value", length("X-A:\r\n", "ok"), "ok"),
                good("letters beyond ASCII in a value", length("X-A: \u00fc\r\n", "ok"), "ok"),
                good("two chunks", CHUNKED + "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n", "hello"),
                good("chunks of which none has data", CHUNKED + "0\r\n\r\n", ""),
                good("a chunk with extensions", CHUNKED + "5 \t;a=b;c=\"d\"\r\nhello\r\n0;z\r\n\r\n", "hello"),
                good("trailers", CHUNKED + "5\r\nhello\r\n0\r\nX-Sum: 1\r\nX-B: 2\r\n\r\n", "hello"),
                good("Chunked with a capital", OK + "transfer-encoding: Chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", "ok"),
                good(
                        "interim answers first",
                        "HTTP/1.1 100 \r\n\r\nHTTP/1.1 103 E\r\nLink: a\r\n\r\n" + length("", "ok"),
                        "ok"),
                good("no body at all", "HTTP/1.1 204 No Content\r\n\r\n", ""),
                good("304, which has a length and no body", "HTTP/1.1 304 N\r\nContent-Length: 9\r\n\r\n", ""),
                good("the same length twice", length("Content-Length: 2\r\n", "ok"), "ok"),
                once("the server says that it closes", length("Connection: x, Close\r\n", "ok"), "ok"),
                once("HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", "ok"),
                once("204 with chunks", "HTTP/1.1 204 N\r\nTransfer-Encoding: chunked\r\n\r\n", ""),
                once("204 with a length", "HTTP/1.1 204 N\r\nContent-Length: 5\r\n\r\n", ""));
    }

    private static List<RawAnswer> heads() {
        return List.of(
                bad("another version", "HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\nok"),
                bad("another name", "ICY 200 OK\r\nContent-Length: 2\r\n\r\nok"),
                bad("a name in small letters", "http/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
                bad("an empty line first", "\r\n" + length("", "ok")),
                bad("two blanks before the status", "HTTP/1.1  200 OK\r\nContent-Length: 2\r\n\r\nok"),
                bad("a status of two digits", "HTTP/1.1 20 OK\r\nContent-Length: 2\r\n\r\nok"),
                bad("a status of four digits", "HTTP/1.1 2000 OK\r\nContent-Length: 2\r\n\r\nok"),
                bad("a status with a sign", "HTTP/1.1 +20 OK\r\nContent-Length: 2\r\n\r\nok"),
                bad("a status below 100", "HTTP/1.1 099 OK\r\nContent-Length: 2\r\n\r\nok"),
                bad("another protocol", "HTTP/1.1 101 S\r\nUpgrade: h2c\r\n\r\n" + length("", "ok")),
                bad("lines that end with LF", "HTTP/1.1 200 OK\nContent-Length: 2\n\nok"),
                bad("one line that ends with LF", OK + "X-A: b\nContent-Length: 2\r\n\r\nok"),
                bad("the last line ends with LF", OK + "Content-Length: 2\r\n\nok"),
                bad("CR in a value", OK + "X-A: b\rContent-Length: 7\r\nContent-Length: 2\r\n\r\nok"),
                bad("CR twice", OK + "Content-Length: 2\r\r\n\r\nok"),
                bad("NUL in a value", length("X-A: \u0000\r\n", "ok")),
                bad("DEL in a value", length("X-A: \u007f\r\n", "ok")),
                bad("a field that is folded", length("X-A: b\r\n c\r\n", "ok")),
                bad("a length that is folded", OK + "Content-Length:\r\n 2\r\n\r\nok"),
                bad("a first field that is folded", OK + " X-A: b\r\nContent-Length: 2\r\n\r\nok"),
                bad("a blank before the colon", OK + "Content-Length : 2\r\n\r\nok"),
                bad("a name with a blank", length("X A: b\r\n", "ok")),
                bad("a name beyond ASCII", length("X-\u00fc: b\r\n", "ok")),
                bad("no name", length(": b\r\n", "ok")),
                bad("no colon", length("oops\r\n", "ok")),
                bad("too many fields", OK + "X-A: b\r\n".repeat(1001) + "Content-Length: 2\r\n\r\nok"),
                bad("a line of 300 KB", length("X-A: " + "b".repeat(300_000) + "\r\n", "ok")),
                bad("fields of 300 KB", length(("X-A: " + "b".repeat(3_000) + "\r\n").repeat(100), "ok")),
                bad("interim answers without end", "HTTP/1.1 100 \r\n\r\n".repeat(102) + length("", "ok")));
    }

    private static List<RawAnswer> lengths() {
        return List.of(
                bad("two lengths", length("Content-Length: 1\r\n", "ok")),
                bad("a list of lengths", OK + "Content-Length: 2, 2\r\n\r\nok"),
                bad("a length with a sign", OK + "Content-Length: +2\r\n\r\nok"),
                bad("a negative length", OK + "Content-Length: -2\r\n\r\nok"),
                bad("a length in hex", OK + "Content-Length: 0x2\r\n\r\nok"),
                bad("an empty length", OK + "Content-Length:\r\n\r\nok"),
                bad("a length that runs over", OK + "Content-Length: 18446744073709551618\r\n\r\nok"),
                bad(
                        "a length and chunks",
                        OK + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"),
                bad(
                        "chunks and a length",
                        OK + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\nok\r\n0\r\n\r\n"),
                bad("chunks in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"),
                bad("chunks of another coding", OK + "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"),
                bad("another coding alone", OK + "Transfer-Encoding: identity\r\nContent-Length: 2\r\n\r\nok"),
                bad("an unknown coding", OK + "Transfer-Encoding: xchunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"),
                bad("chunked twice", OK + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                bad("an empty coding", OK + "Transfer-Encoding:\r\n\r\n2\r\nok\r\n0\r\n\r\n"));
    }

    private static List<RawAnswer> chunks() {
        return List.of(
                bad("a size that is none", CHUNKED + "zz\r\nok\r\n0\r\n\r\n"),
                bad("an empty size", CHUNKED + "\r\nok\r\n0\r\n\r\n"),
                bad("a size with a sign", CHUNKED + "-2\r\nok\r\n0\r\n\r\n"),
                bad("a size with 0x", CHUNKED + "0x2\r\nok\r\n0\r\n\r\n"),
                bad("a size behind a blank", CHUNKED + " 2\r\nok\r\n0\r\n\r\n"),
                bad("a blank behind a size", CHUNKED + "2 \r\nok\r\n0\r\n\r\n"),
                bad("a tab behind a size", CHUNKED + "2\t\r\nok\r\n0\r\n\r\n"),
                bad("a blank behind the last size", CHUNKED + "2\r\nok\r\n0 \r\n\r\n"),
                bad("a size with digits behind a blank", CHUNKED + "2 2\r\nok\r\n0\r\n\r\n"),
                bad("a size in letters beyond ASCII", CHUNKED + "\u00b2\r\nok\r\n0\r\n\r\n"),
                bad("a size whose high bit is set", CHUNKED + "\u00b1\r\no\r\n0\r\n\r\n"),
                bad("a size that runs over", CHUNKED + "10000000000000002\r\nok\r\n0\r\n\r\n"),
                bad("a size that runs over to be negative", CHUNKED + "ffffffffffffffff\r\nok\r\n0\r\n\r\n"),
                bad("a size line that ends with LF", CHUNKED + "2\nok\r\n0\r\n\r\n"),
                bad("an extension with CR", CHUNKED + "2;a\rb\r\nok\r\n0\r\n\r\n"),
                bad("an extension of 8 KB", CHUNKED + "2;" + "a".repeat(8192) + "\r\nok\r\n0\r\n\r\n"),
                bad("data longer than its size", CHUNKED + "2\r\nokay\r\n0\r\n\r\n"),
                bad("data that ends with LF", CHUNKED + "2\r\nok\n0\r\n\r\n"),
                bad("data without an end", CHUNKED + "2\r\nok0\r\n\r\n"),
                bad("a trailer without a colon", CHUNKED + "2\r\nok\r\n0\r\noops\r\n\r\n"),
                bad("a trailer that is folded", CHUNKED + "2\r\nok\r\n0\r\nX-A: b\r\n c\r\n\r\n"),
                bad(
                        "trailers of 300 KB",
                        CHUNKED + "2\r\nok\r\n0\r\n" + ("X-A: " + "b".repeat(3_000) + "\r\n").repeat(100) + "\r\n"));
    }

    /** Behind each of these comes what the next call must not take for its answer. */
    private static List<RawAnswer> leftOver() {
        String next = length("", "not yours");
        return List.of(
                once("another answer behind a length", length("", "ok") + next, "ok"),
                once("another answer behind chunks", CHUNKED + "2\r\nok\r\n0\r\n\r\n" + next, "ok"),
                once("a line behind a length", length("", "ok") + "\r\n", "ok"),
                once("one byte behind a length", length("", "ok") + "x", "ok"),
                once("another answer behind 204", "HTTP/1.1 204 N\r\n\r\n" + next, ""),
                once("a body behind 304", "HTTP/1.1 304 N\r\nContent-Length: 2\r\n\r\nok", ""));
    }
}
