package io.github.claude4j.checks.wire;

import static io.github.claude4j.checks.wire.Outcome.apiError;
import static io.github.claude4j.checks.wire.Outcome.cut;
import static io.github.claude4j.checks.wire.Outcome.fails;
import static io.github.claude4j.checks.wire.Outcome.good;
import static io.github.claude4j.checks.wire.Outcome.lateHead;
import static io.github.claude4j.checks.wire.Outcome.naming;
import static io.github.claude4j.checks.wire.Outcome.value;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.errors.InternalServerException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.errors.RateLimitException;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Answers that are no answers of the API, or say that something went wrong. */
final class ContentFaults {
    private static final byte[] HTML = "<!DOCTYPE html>\n<title>502</title>\n<p>Bad gateway".getBytes(UTF_8);
    private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private ContentFaults() {}

    private static byte[] error(String type) {
        return ("{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"no luck\"}}").getBytes(UTF_8);
    }

    static List<Fault> contents() {
        return List.of(
                new Fault("content: HTML", wire -> wire.answer(HTML, "content-type: text/html"))
                        .all(fails(InvalidDataException.class))
                        .bytes(value(Shape.bytes(HTML)))
                        .again(),
                new Fault("content: HTML with a label of another", wire -> wire.answer(HTML))
                        .all(fails(InvalidDataException.class))
                        .events(cut().or(fails(InvalidDataException.class)))
                        .bytes(value(Shape.bytes(HTML))),
                new Fault("content: []", wire -> wire.answer("[]".getBytes(UTF_8), "content-type: application/json"))
                        .all(fails(InvalidDataException.class))
                        .bytes(value("[]"))
                        .again(),
                error("content: an error", error("overloaded_error"), OverloadedException.class),
                error("content: an error that has no type", """
                        {"error":{"type":"rate_limit_error","message":"no luck"}}""".getBytes(UTF_8), RateLimitException.class),
                new Fault(
                                "content: an error that does not pass",
                                wire -> wire.answer(error("invalid_request_error"), "content-type: application/json"))
                        .whole(fails(BadRequestException.class))
                        .events(fails(BadRequestException.class))
                        .again(),
                new Fault("content: NUL", wire -> wire.answer(wire.shape().body(new byte[] {0})))
                        .all(fails(InvalidDataException.class))
                        .bytes(value(Shape.bytes(Shape.BYTES.body(new byte[] {0}))))
                        .again(),
                new Fault(
                                "content: bytes that are no UTF-8",
                                wire -> wire.answer(wire.shape().body(new byte[] {(byte) 0xff})))
                        .whole(naming("UTF-8"))
                        .events(value("Hel\ufffdlo"))
                        .lines(naming("UTF-8").or(value("1,\ufffd2")))
                        .bytes(value(Shape.bytes(Shape.BYTES.body(new byte[] {(byte) 0xff}))))
                        .again(),
                new Fault("content: BOM", wire -> wire.answer(joined(BOM, wire.body())))
                        .whole(good().or(fails(InvalidDataException.class)))
                        .events(good())
                        .lines(good().or(fails(InvalidDataException.class)))
                        .bytes(value(Shape.bytes(joined(BOM, Shape.BYTES.body())))),
                new Fault(
                                "content: CR alone as line end",
                                wire -> wire.answer(new String(wire.body(), UTF_8)
                                        .replace('\n', '\r')
                                        .getBytes(UTF_8)))
                        .all(good())
                        .lines(good().or(fails(InvalidDataException.class))));
    }

    private static Fault error(String name, byte[] error, Class<? extends ClaudeException> type) {
        return new Fault(name, wire -> wire.answer(error, "content-type: application/json"))
                .whole(fails(type))
                .events(fails(type))
                .lines(fails(type))
                .again(Shape.WHOLE, Shape.EVENTS);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }

    static List<Fault> errors() {
        return List.of(
                new Fault("error: 500 with HTML", wire -> wire.answer(500, HTML, "content-type: text/html"))
                        .all(fails(InternalServerException.class))
                        .againAlways(),
                new Fault(
                                "error: 500 whose body stalls",
                                wire -> wire.head(500, "content-length: 100")
                                        .write("{\"type\":")
                                        .hold())
                        .byLimit()
                        .all(fails(InternalServerException.class).or(lateHead()))
                        .againAlways(),
                new Fault(
                                "error: 500 whose body trickles",
                                wire -> wire.head(500, "content-length: 1000000")
                                        .forEver(new byte[] {' '}, 50))
                        .byLimit()
                        .all(fails(InternalServerException.class).or(lateHead())),
                new Fault(
                                "error: 500 whose body is cut",
                                wire -> wire.head(500, "content-length: 100")
                                        .write("{\"type\":")
                                        .close())
                        .all(fails(InternalServerException.class).or(Outcome.noAnswer()))
                        .againAlways(),
                new Fault(
                                "error: 529 without end",
                                wire -> wire.head(529).flood(new byte[64 * 1024], 32L * 1024 * 1024))
                        .all(fails(OverloadedException.class)),
                first("529", "overloaded_error", OverloadedException.class).again(Shape.EVENTS),
                first("429", "rate_limit_error", RateLimitException.class).again(Shape.EVENTS),
                first("400", "invalid_request_error", BadRequestException.class).again(),
                new Fault(
                                "error: event that has neither name nor type",
                                wire -> wire.answer("data: {\"error\":{\"code\":502,\"message\":\"upstream\"}}\n\n"
                                        .getBytes(UTF_8)))
                        .events(naming("upstream").or(apiError()))
                        .again(Shape.EVENTS),
                new Fault(
                                "error: event after others",
                                wire -> wire.answer(joined(wire.shape().firstEvents(), event("overloaded_error"))))
                        .events(fails(OverloadedException.class))
                        .again(),
                retryAfter("1e308").again(),
                retryAfter("-5").againAlways(),
                retryAfter("NaN").againAlways(),
                retryAfter("Fri, 31 Dec 9999 23:59:59 GMT").again());
    }

    private static byte[] event(String type) {
        return ("event: error\ndata: " + new String(error(type), UTF_8) + "\n\n").getBytes(UTF_8);
    }

    private static Fault first(String status, String type, Class<? extends ClaudeException> failure) {
        return new Fault("error: event of " + status + " first", wire -> wire.answer(event(type)))
                .events(fails(failure));
    }

    private static Fault retryAfter(String value) {
        return new Fault(
                        "error: 429, retry-after " + value,
                        wire -> wire.answer(
                                429,
                                error("rate_limit_error"),
                                "content-type: application/json",
                                "retry-after: " + value))
                .all(fails(RateLimitException.class));
    }
}
