package io.github.claude4j.bedrock.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.http.ByteSource;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Frames are what AWS says they are: by its vectors, in {@code shared/vectors} beside the project, and by its own encoder. */
class FrameDecoderTest {
    /** Bytes that come in two pieces, with a moment between them in which nothing has come. */
    private static final class Pieces implements ByteSource {
        private final byte[] bytes;
        private final int border;
        private int at;
        private boolean paused;

        Pieces(byte[] bytes, int border) {
            this.bytes = bytes;
            this.border = border;
        }

        @Override
        public int poll(byte[] target, int offset, int length) {
            if (at == border && !paused) {
                paused = true;
                return 0;
            }
            int end = at < border ? border : bytes.length;
            int count = Math.min(length, end - at);
            System.arraycopy(bytes, at, target, offset, count);
            at += count;
            return count == 0 ? -1 : count;
        }

        @Override
        public void await() {}

        @Override
        public void onArrival(Runnable action) {
            action.run();
        }

        @Override
        public void close() {}
    }

    private static List<Frame> frames(byte[] bytes, int border) throws IOException {
        FrameDecoder decoder = new FrameDecoder();
        ByteSource source = new Pieces(bytes, border);
        List<Frame> frames = new ArrayList<>();
        while (true) {
            Frame frame = decoder.next();
            if (frame != null) {
                frames.add(frame);
            } else if (decoder.take(source) < 0) {
                return frames;
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> vectors_splitAtEachByte() throws IOException {
        return Files.readAllLines(vectors().resolve("eventstream.txt")).stream()
                .map(line -> line.split(" "))
                .map(parts -> DynamicTest.dynamicTest(
                        parts[0] + parts[1],
                        () -> check(parts[0].equals("+"), HexFormat.of().parseHex(parts[2]))));
    }

    private static Path vectors() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path found = folder.resolve("shared").resolve("vectors");
            if (Files.isDirectory(found)) {
                return found;
            }
        }
        String reason = "skipped: no shared/vectors beside " + start;
        System.out.println(reason);
        return Assumptions.abort(reason);
    }

    private static void check(boolean good, byte[] bytes) throws IOException {
        for (int border = 0; border <= bytes.length; border++) {
            int at = border;
            if (good) {
                Message expected = Message.decode(ByteBuffer.wrap(bytes));
                assertThat(frames(bytes, at)).singleElement().satisfies(frame -> assertSame(frame, expected));
            } else {
                assertThatThrownBy(() -> frames(bytes, at))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("event stream");
            }
        }
    }

    private static void assertSame(Frame frame, Message expected) {
        Map<String, String> texts = new LinkedHashMap<>();
        expected.getHeaders().forEach((name, value) -> {
            try {
                texts.put(name, value.getString());
            } catch (IllegalStateException e) {
                // It is of another type.
            }
        });
        assertThat(frame.headers()).isEqualTo(texts);
        assertThat(frame.payload()).isEqualTo(expected.getPayload());
    }

    /** It writes no value for whole numbers of one or two bytes, which the vectors have. */
    @Test
    void framesOfAwssEncoder_oneAfterAnother_splitAtEachByte() throws IOException {
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        headers.put(":event-type", HeaderValue.fromString("chunk"));
        headers.put("true", HeaderValue.fromBoolean(true));
        headers.put("int", HeaderValue.fromInteger(3));
        headers.put("long", HeaderValue.fromLong(4));
        headers.put("bytes", HeaderValue.fromByteArray(new byte[] {1, 2, 3}));
        headers.put("time", HeaderValue.fromTimestamp(Instant.ofEpochMilli(5)));
        headers.put("uuid", HeaderValue.fromUuid(new UUID(6, 7)));
        headers.put("text", HeaderValue.fromString("é"));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        new Message(headers, "{\"a\":\"é\"}".getBytes(UTF_8)).encode(all);
        new Message(Map.of(), new byte[0]).encode(all);
        byte[] bytes = all.toByteArray();

        for (int border = 0; border <= bytes.length; border++) {
            assertThat(frames(bytes, border))
                    .satisfiesExactly(
                            frame -> {
                                assertThat(frame.headers()).containsOnlyKeys(":event-type", "text");
                                assertThat(new String(frame.payload(), UTF_8)).isEqualTo("{\"a\":\"é\"}");
                            },
                            frame -> assertThat(frame.payload()).isEmpty());
        }
    }

    @Test
    void everyFlippedBit_isFound() {
        byte[] bytes = bytes(new Message(Map.of(":event-type", HeaderValue.fromString("chunk")), new byte[] {1, 2, 3}));
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> frames(flipped, 0)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void cutAtEachByte_isACutStream() {
        byte[] bytes = bytes(new Message(Map.of("a", HeaderValue.fromString("b")), new byte[] {1, 2, 3}));
        for (int length = 1; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> frames(cut, 0)).isInstanceOf(EOFException.class);
        }
    }

    /** A source that fails as soon as more than the prelude is asked for shows that nothing was waited or made room for. */
    @ParameterizedTest
    @CsvSource({
        "7fffffff, 0",
        "ffffffff, 0",
        "80000000, 0",
        "01800001, 0",
        "0000000f, 0",
        "00000000, 0",
        "00000010, 1",
        "00000020, 11",
        "00100000, 20001",
        "00000020, ffffffff",
        "00000020, 80000000",
        "7fffffff, 7fffffff"
    })
    void lengthsThatCannotBe_areRefusedByTheirPrelude(String length, String headers) {
        ByteBuffer prelude = ByteBuffer.allocate(12)
                .putInt(Integer.parseUnsignedInt(length, 16))
                .putInt(Integer.parseUnsignedInt(headers, 16));
        CRC32 checksum = new CRC32();
        checksum.update(prelude.array(), 0, 8);
        prelude.putInt((int) checksum.getValue());

        assertThatThrownBy(() -> frames(prelude.array(), 12))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a message of");
    }

    @Test
    void largeFrame_comesThrough() throws IOException {
        byte[] payload = new byte[3_000_000];
        Arrays.fill(payload, (byte) 'x');
        assertThat(frames(bytes(new Message(Map.of(), payload)), 1000))
                .singleElement()
                .satisfies(frame -> assertThat(frame.payload()).isEqualTo(payload));
    }

    private static byte[] bytes(Message message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.encode(bytes);
        return bytes.toByteArray();
    }
}
