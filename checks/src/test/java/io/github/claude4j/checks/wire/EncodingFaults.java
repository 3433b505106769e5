package io.github.claude4j.checks.wire;

import static io.github.claude4j.checks.wire.Outcome.broken;
import static io.github.claude4j.checks.wire.Outcome.cut;
import static io.github.claude4j.checks.wire.Outcome.fails;
import static io.github.claude4j.checks.wire.Outcome.good;
import static io.github.claude4j.checks.wire.Outcome.naming;

import io.github.claude4j.errors.InternalServerException;
import io.github.claude4j.errors.InvalidDataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Answers that are compressed, well or not. */
final class EncodingFaults {
    private static final int TRAILER = 8;

    private EncodingFaults() {}

    static List<Fault> encodings() {
        return List.of(
                gzip("good", body -> gzip(body)).all(good()).again(),
                new Fault("gzip: a byte a chunk", wire -> {
                            wire.chunked("content-encoding: gzip");
                            for (byte one : gzip(wire.body())) {
                                wire.chunk(new byte[] {one});
                            }
                            wire.lastChunk();
                        })
                        .all(good()),
                gzip("cut in half", body -> half(gzip(body)))
                        .all(cut())
                        // That half is not enough for any event.
                        .again(Shape.WHOLE, Shape.EVENTS),
                gzip("without its trailer", body -> shortened(gzip(body), TRAILER))
                        .all(cut())
                        .events(good())
                        .again(Shape.WHOLE),
                gzip(
                                "two members",
                                body -> joined(
                                        gzip(Arrays.copyOf(body, 30)), gzip(Arrays.copyOfRange(body, 30, body.length))))
                        .all(good()),
                gzip("junk behind", body -> joined(gzip(body), new byte[] {'j', 'u', 'n', 'k'}))
                        .all(good().or(broken()))
                        .events(good()),
                gzip("a wrong checksum", body -> flipped(gzip(body)))
                        .all(broken())
                        .events(good().or(broken()))
                        .again(Shape.WHOLE),
                gzip("none at all", body -> body).all(good()),
                gzip("of nothing", body -> gzip(new byte[0]))
                        .whole(fails(InvalidDataException.class))
                        .events(cut())
                        .lines(Outcome.value(""))
                        .bytes(Outcome.value("")),
                new Fault("gzip: a bomb", wire -> wire.answer(bomb(), "content-encoding: gzip"))
                        .all(fails(InvalidDataException.class))
                        .again(),
                new Fault(
                                "gzip: an error",
                                wire -> wire.answer(
                                        500,
                                        gzip("{\"error\":{\"message\":\"no luck\"}}".getBytes(StandardCharsets.UTF_8)),
                                        "content-type: application/json",
                                        "content-encoding: gzip"))
                        .all(Outcome.and(fails(InternalServerException.class), Outcome.saying("no luck")))
                        .againAlways(),
                new Fault("deflate", wire -> wire.answer(deflated(wire.body(), false), "content-encoding: deflate"))
                        .all(good()),
                new Fault("deflate: raw", wire -> wire.answer(deflated(wire.body(), true), "content-encoding: deflate"))
                        .all(good()),
                new Fault("identity", wire -> wire.answer(wire.body(), "content-encoding: identity")).all(good()),
                unknown("br"),
                unknown("zstd"),
                new Fault("gzip twice", wire -> wire.answer(gzip(gzip(wire.body())), "content-encoding: gzip, gzip"))
                        .all(good().or(naming("gzip, gzip"))));
    }

    private interface Change {
        byte[] of(byte[] body);
    }

    private static Fault gzip(String name, Change change) {
        return new Fault("gzip: " + name, wire -> wire.answer(change.of(wire.body()), "content-encoding: gzip"));
    }

    /** Not asked again: it would come the same. */
    private static Fault unknown(String coding) {
        return new Fault(coding, wire -> wire.answer(gzip(wire.body()), "content-encoding: " + coding))
                .all(naming(coding))
                .again();
    }

    static byte[] gzip(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** 300 MB of nothing, in 300 KB. */
    static byte[] bomb() {
        return Bomb.BYTES;
    }

    private static final class Bomb {
        static final byte[] BYTES = make();

        private static byte[] make() {
            byte[] megabyte = gzip(new byte[1024 * 1024]);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int i = 0; i < 300; i++) {
                all.writeBytes(megabyte);
            }
            return all.toByteArray();
        }
    }

    private static byte[] deflated(byte[] body, boolean raw) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, raw);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    private static byte[] half(byte[] packed) {
        return Arrays.copyOf(packed, packed.length / 2);
    }

    private static byte[] shortened(byte[] packed, int last) {
        return Arrays.copyOf(packed, packed.length - last);
    }

    private static byte[] flipped(byte[] packed) {
        packed[packed.length - TRAILER] ^= 1;
        return packed;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }
}
