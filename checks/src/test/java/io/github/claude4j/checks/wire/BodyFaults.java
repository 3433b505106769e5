package io.github.claude4j.checks.wire;

import static io.github.claude4j.checks.wire.Outcome.broken;
import static io.github.claude4j.checks.wire.Outcome.cut;
import static io.github.claude4j.checks.wire.Outcome.cutAfter;
import static io.github.claude4j.checks.wire.Outcome.fails;
import static io.github.claude4j.checks.wire.Outcome.good;
import static io.github.claude4j.checks.wire.Outcome.stalled;
import static io.github.claude4j.checks.wire.Outcome.stalledAfter;
import static io.github.claude4j.checks.wire.Outcome.value;

import io.github.claude4j.errors.InvalidDataException;
import java.util.List;

/** Bodies whose length is wrong, that are cut, or that do not come. */
final class BodyFaults {
    private BodyFaults() {}

    static List<Fault> lengths() {
        return List.of(
                new Fault(
                                "length: too long, then closed",
                                wire -> wire.head(200, "content-length: " + (wire.body().length + 50))
                                        .write(wire.body())
                                        .close())
                        .all(cut())
                        // Nothing that counts is behind the end of a message.
                        .events(good())
                        .again(Shape.WHOLE),
                new Fault(
                                "length: too short",
                                wire -> wire.head(200, "content-length: " + (wire.body().length - 15))
                                        .write(wire.body()))
                        .whole(fails(InvalidDataException.class))
                        .events(cutAfter("Hello"))
                        .lines(fails(InvalidDataException.class).or(cut()))
                        .bytes(value(Shape.bytes(Shape.BYTES.without(15)))),
                wrong("length: -5", "content-length: -5").all(broken()),
                wrong("length: abc", "content-length: abc").all(broken()),
                wrong("length: 5, then abc", "content-length: 5\r\ncontent-length: abc")
                        .all(broken()),
                new Fault(
                                "length: twice and different",
                                wire -> wire.head(
                                                200,
                                                "content-length: " + wire.body().length,
                                                "content-length: " + (wire.body().length + 5))
                                        .write(wire.body())
                                        .close())
                        .all(good().or(broken())),
                new Fault(
                                "length: 10^18",
                                wire -> wire.head(200, "content-length: 1000000000000000000")
                                        .write(wire.body())
                                        .close())
                        .all(cut())
                        .events(good())
                        .again(Shape.WHOLE));
    }

    /** HTTP says that nothing of such an answer can be trusted. */
    private static Fault wrong(String name, String line) {
        return new Fault(name, wire -> wire.head(200, line).write(wire.body()).hold());
    }

    static List<Fault> chunks() {
        return List.of(
                new Fault(
                                "chunks: size zz",
                                wire -> wire.chunked()
                                        .write("zz\r\n")
                                        .write(wire.body())
                                        .hold())
                        .all(broken())
                        .again(Shape.WHOLE, Shape.EVENTS),
                new Fault(
                                "chunks: a size of 16 digits",
                                wire -> wire.chunked()
                                        .write("1000000000000000\r\n")
                                        .write(wire.body())
                                        .close())
                        // The JDK's client counts such a size modulo 2^32, and that is 0 here.
                        .all(broken().or(value("")))
                        .whole(broken().or(fails(InvalidDataException.class)))
                        .events(good().or(broken())),
                new Fault(
                                "chunks: a size with leading zeros",
                                wire -> wire.chunked()
                                        .write("%016x\r\n".formatted(wire.body().length))
                                        .write(wire.body())
                                        .write("\r\n")
                                        .lastChunk())
                        .all(good()),
                new Fault(
                                "chunks: a negative size",
                                wire -> wire.chunked()
                                        .write("-5\r\n")
                                        .write(wire.body())
                                        .hold())
                        .all(broken()),
                new Fault(
                                "chunks: no last one",
                                wire -> wire.chunked().chunk(wire.body()).close())
                        .all(cut())
                        .events(good())
                        .again(Shape.WHOLE),
                new Fault(
                                "chunks: trailers",
                                wire -> wire.chunked().chunk(wire.body()).write("0\r\nx-after: 1\r\nx-more: 2\r\n\r\n"))
                        .all(good()),
                new Fault(
                                "chunks: extensions",
                                wire -> wire.chunked()
                                        .write(Integer.toHexString(wire.body().length) + ";a=\"b\"\r\n")
                                        .write(wire.body())
                                        .write("\r\n0;c\r\n\r\n"))
                        .all(good()),
                new Fault("chunks: every character one", wire -> {
                            wire.chunked();
                            for (byte one : wire.body()) {
                                wire.chunk(new byte[] {one});
                            }
                            wire.lastChunk();
                        })
                        .all(good()));
    }

    static List<Fault> bodies() {
        return List.of(
                new Fault("body: none after the head", wire -> wire.chunked().hold())
                        .byLimit()
                        .all(stalled())
                        .again(Shape.WHOLE, Shape.EVENTS),
                new Fault(
                                "body: stalls",
                                wire -> wire.chunked()
                                        .chunk(wire.shape().half())
                                        .hold())
                        .byLimit()
                        .all(stalledAfter("Hel"))
                        .again(Shape.WHOLE),
                new Fault(
                                "body: a byte now and then, for ever",
                                wire -> wire.head(200)
                                        .write(wire.shape().half())
                                        .forEver(new byte[] {' '}, 50))
                        .byLimit()
                        .all(stalledAfter("Hel")),
                new Fault(
                                "body: pings, for ever",
                                wire -> wire.head(200)
                                        .write(wire.shape().half())
                                        .write("\n\n")
                                        .forEver("event: ping\ndata: {\"type\":\"ping\"}\n\n".getBytes(), 50))
                        .byLimit()
                        .events(fails(InvalidDataException.class).or(stalledAfter("Hel"))),
                new Fault(
                                "body: closed in the middle",
                                wire -> wire.chunked()
                                        .chunk(wire.shape().half())
                                        .close())
                        .all(cutAfter("Hel"))
                        .again(Shape.WHOLE),
                new Fault(
                                "body: reset in the middle",
                                wire -> wire.chunked()
                                        .chunk(wire.shape().half())
                                        .reset())
                        .all(broken()),
                new Fault(
                                "body: closed before the first text",
                                wire -> wire.chunked()
                                        .chunk(wire.shape().firstEvents())
                                        .close())
                        .events(cut())
                        .again(),
                new Fault(
                                "body: closed after the first event",
                                wire -> wire.chunked()
                                        .chunk(wire.shape().firstEvent())
                                        .close())
                        .events(cut())
                        .again(Shape.EVENTS),
                new Fault(
                                "body: reset before the first event",
                                wire -> wire.chunked().reset())
                        .all(broken())
                        .again(Shape.WHOLE, Shape.EVENTS),
                new Fault(
                                "body: all, but no end",
                                wire -> wire.chunked().chunk(wire.body()).hold())
                        .byLimit()
                        .all(stalled())
                        .events(good())
                        .again(Shape.WHOLE),
                new Fault(
                                "body: cut, without a length",
                                wire -> wire.head(200)
                                        .write(wire.shape().half())
                                        .close())
                        .all(cut())
                        .events(cutAfter("Hel"))
                        .bytes(value(Shape.bytes(Shape.BYTES.half())))
                        .again(Shape.WHOLE),
                new Fault(
                                "body: whole, without a length",
                                wire -> wire.head(200).write(wire.body()).close())
                        .all(good())
                        .again());
    }
}
