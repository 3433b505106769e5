package io.github.claude4j.checks.wire;

import static io.github.claude4j.checks.wire.Outcome.apiError;
import static io.github.claude4j.checks.wire.Outcome.broken;
import static io.github.claude4j.checks.wire.Outcome.cut;
import static io.github.claude4j.checks.wire.Outcome.fails;
import static io.github.claude4j.checks.wire.Outcome.good;
import static io.github.claude4j.checks.wire.Outcome.lateHead;
import static io.github.claude4j.checks.wire.Outcome.noAnswer;
import static io.github.claude4j.checks.wire.Outcome.value;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.RequestTooLargeException;
import java.util.List;

/** No answer, faults of the head, odd statuses, and of the connection before and after. */
final class HeadFaults {
    private static final byte[] LINE = ("x-more: " + "a".repeat(1000) + "\r\n").getBytes(US_ASCII);

    private HeadFaults() {}

    static List<Fault> none() {
        return List.of(
                new Fault("closed at once", wire -> wire.close())
                        .unasked()
                        .withoutAByte()
                        .all(noAnswer())
                        .againAlways(),
                new Fault("reset at once", wire -> wire.reset())
                        .unasked()
                        .withoutAByte()
                        .all(noAnswer())
                        .againAlways(),
                new Fault("closed instead of an answer", wire -> wire.close())
                        .withoutAByte()
                        .all(noAnswer())
                        .againAlways(),
                new Fault("reset instead of an answer", wire -> wire.reset())
                        .withoutAByte()
                        .all(noAnswer())
                        .againAlways(),
                new Fault("silent", wire -> wire.hold())
                        .byLimit()
                        .all(lateHead())
                        .againAlways(),
                new Fault(
                                "garbage that is no HTTP",
                                wire -> wire.write("SSH-2.0-OpenSSH_9.6\r\n").hold())
                        .leftByJdk()
                        .all(noAnswer())
                        .againAlways());
    }

    static List<Fault> heads() {
        return List.of(
                new Fault("head: a byte now and then", wire -> {
                            for (char c : "HTTP/1.1 200 Scripted\r\nx-slow: yes\r\n".toCharArray()) {
                                wire.write(String.valueOf(c));
                                Thread.sleep(300);
                            }
                        })
                        .byLimit()
                        .all(lateHead())
                        .againAlways(),
                new Fault(
                                "head: stalls in the middle",
                                wire -> wire.write("HTTP/1.1 200 Scripted\r\nx-sl")
                                        .hold())
                        .byLimit()
                        .all(lateHead()),
                new Fault(
                                "head: closed in the middle",
                                wire -> wire.write("HTTP/1.1 200 Scripted\r\nx-sl")
                                        .close())
                        .all(noAnswer())
                        .againAlways(),
                new Fault(
                                "head: reset in the middle",
                                wire -> wire.write("HTTP/1.1 200 Scripted\r\nx-sl")
                                        .reset())
                        .all(noAnswer())
                        .againAlways(),
                new Fault("head: a line of 1 MB", wire -> wire.answer(wire.body(), "x-long: " + "a".repeat(1_000_000)))
                        .all(good().or(noAnswer())),
                new Fault(
                                "head: endless",
                                wire -> wire.write("HTTP/1.1 200 Scripted\r\n").flood(LINE, 20_000_000))
                        .byLimit()
                        .leftByJdk()
                        .all(noAnswer().or(lateHead())),
                odd("a name with a blank", "bad name: 1"),
                odd("an empty name", ": 1"),
                odd("no colon", "oops"),
                odd("control characters in a value", "x-bell: a\u0007\u001b[2Jb"),
                odd("a NUL in a value", "x-nul: a\u0000b"),
                odd("letters beyond ASCII in a value", "x-name: \u00fc\u00df"));
    }

    private static Fault odd(String name, String line) {
        return new Fault("head: " + name, wire -> wire.answer(wire.body(), line)).all(good().or(noAnswer()));
    }

    static List<Fault> statuses() {
        return List.of(
                new Fault("status 000", wire -> wire.write("HTTP/1.1 000 Odd\r\ncontent-length: 2\r\n\r\n{}"))
                        .all(noAnswer().or(apiError())),
                new Fault("status 999", wire -> wire.answer(999, "{}".getBytes(US_ASCII))).all(apiError()),
                empty("status 204", wire -> wire.head(204)),
                empty("status 205, length 0", wire -> wire.head(205, "content-length: 0")),
                new Fault("status 304", wire -> wire.head(304))
                        .all(fails(ApiException.class))
                        .again(),
                empty("status 200, empty", wire -> wire.answer(new byte[0])),
                new Fault(
                                "status 302 to another host",
                                wire -> wire.head(
                                        302,
                                        "location: http://localhost:" + wire.port() + "/elsewhere",
                                        "content-length: 0"))
                        .all(fails(ApiException.class))
                        .again(),
                new Fault(
                                "status 100 first",
                                wire -> wire.write("HTTP/1.1 100 Continue\r\n\r\n")
                                        .good())
                        .all(good()),
                new Fault(
                                "status 103 first",
                                wire -> wire.write("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n")
                                        .good())
                        .all(good()),
                new Fault(
                                "status 102 first, three times",
                                wire -> wire.write("HTTP/1.1 102 Processing\r\n\r\n".repeat(3))
                                        .good())
                        .all(good()),
                new Fault(
                                "status 101 with h2c",
                                wire -> wire.write("HTTP/1.1 101 Switching Protocols\r\n"
                                        + "connection: upgrade\r\nupgrade: h2c\r\n\r\n"))
                        .all(noAnswer().or(fails(ApiException.class))));
    }

    /** Nothing is a good answer where there may be no lines or bytes. */
    private static Fault empty(String name, Fault.Script script) {
        return new Fault(name, script)
                .whole(fails(InvalidDataException.class))
                .events(cut())
                .lines(value(""))
                .bytes(value(""));
    }

    static List<Fault> connections() {
        return List.of(
                new Fault(
                                "connection: closed after each answer",
                                wire -> wire.good().close())
                        .twice()
                        .all(good()),
                new Fault("connection: closed while it is idle", wire -> {
                            wire.good();
                            Thread.sleep(300);
                            wire.close();
                        })
                        .twice()
                        .all(good()),
                new Fault(
                                "413 while the request is sent, read on",
                                wire -> wire.head(413, "content-length: 2", "connection: close")
                                        .write("{}")
                                        .hold())
                        .upload()
                        .whole(fails(RequestTooLargeException.class))
                        .events(fails(RequestTooLargeException.class))
                        .again(),
                new Fault(
                                "413 while the request is sent, then closed",
                                wire -> wire.head(413, "content-length: 2", "connection: close")
                                        .write("{}")
                                        .close())
                        .upload()
                        .whole(fails(RequestTooLargeException.class).or(broken()))
                        .events(fails(RequestTooLargeException.class).or(broken())),
                new Fault(
                                "413 while the request is sent, then nothing",
                                wire -> wire.head(413, "content-length: 2")
                                        .write("{}")
                                        .holdUnread())
                        .upload()
                        .byLimit()
                        .whole(fails(RequestTooLargeException.class).or(lateHead()))
                        .events(fails(RequestTooLargeException.class).or(lateHead())));
    }
}
