package io.github.claude4j.checks.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.http.ByteSource;
import io.github.claude4j.json.JsonObject;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** Server-sent events out of the frames of an event stream of AWS, as the bytes of those come. */
final class EventStreamSource implements ByteSource {
    /** Both lengths and the checksum of them. */
    private static final int PRELUDE = 12;

    private static final int CHECKSUM = 4;
    private static final int LONGEST = 16 * 1024 * 1024;
    private static final int STRING = 7;

    private final ByteSource frames;
    private byte[] come = new byte[8 * 1024];
    private int length;
    private byte[] events = new byte[0];
    private int given;

    EventStreamSource(ByteSource frames) {
        this.frames = frames;
    }

    @Override
    public int poll(byte[] target, int offset, int most) throws IOException {
        while (given == events.length) {
            if (decoded()) {
                continue;
            }
            if (length == come.length) {
                come = Arrays.copyOf(come, 2 * length);
            }
            int count = frames.poll(come, length, come.length - length);
            if (count < 0 && length > 0) {
                throw new EOFException("the stream ended in the middle of a frame");
            }
            if (count <= 0) {
                return count;
            }
            length += count;
        }
        int count = Math.min(most, events.length - given);
        System.arraycopy(events, given, target, offset, count);
        given += count;
        return count;
    }

    /** Takes a frame of what has come; false where there is no whole one. */
    private boolean decoded() throws IOException {
        if (length < PRELUDE) {
            return false;
        }
        ByteBuffer frame = ByteBuffer.wrap(come);
        check(frame, PRELUDE - CHECKSUM);
        int all = frame.getInt(0);
        int head = frame.getInt(4);
        if (all > LONGEST || head < 0 || all < PRELUDE + head + CHECKSUM) {
            throw new IOException("a frame of impossible lengths");
        }
        if (length < all) {
            return false;
        }
        check(frame, all - CHECKSUM);
        Map<String, String> headers = headers(frame.slice(PRELUDE, head));
        byte[] payload = Arrays.copyOfRange(come, PRELUDE + head, all - CHECKSUM);
        events = event(headers, payload).getBytes(UTF_8);
        given = 0;
        length -= all;
        System.arraycopy(come, all, come, 0, length);
        return true;
    }

    private static void check(ByteBuffer frame, int end) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(frame.array(), 0, end);
        if ((int) checksum.getValue() != frame.getInt(end)) {
            throw new IOException("a frame whose checksum is wrong");
        }
    }

    private static Map<String, String> headers(ByteBuffer bytes) throws IOException {
        Map<String, String> headers = new HashMap<>();
        while (bytes.hasRemaining()) {
            String name = text(bytes, bytes.get() & 0xff);
            if (bytes.get() != STRING) {
                throw new IOException("a header that is no text: " + name);
            }
            headers.put(name, text(bytes, bytes.getShort() & 0xffff));
        }
        return headers;
    }

    private static String text(ByteBuffer bytes, int length) {
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, UTF_8);
    }

    private static String event(Map<String, String> headers, byte[] payload) {
        return switch (headers.getOrDefault(":message-type", "event")) {
            case "event" -> {
                String base64 = JsonObject.parse(payload).optString("bytes").orElse("");
                yield base64.isEmpty()
                        ? ""
                        : data(new String(Base64.getDecoder().decode(base64), UTF_8));
            }
            case "exception" ->
                data(BedrockBackend.error(
                                headers.getOrDefault(":exception-type", ""),
                                JsonObject.parse(payload).optString("message").orElse(""))
                        .toJson());
            case "error" ->
                data(BedrockBackend.error(
                                headers.getOrDefault(":error-code", ""), headers.getOrDefault(":error-message", ""))
                        .toJson());
            default -> "";
        };
    }

    private static String data(String json) {
        return "data: " + json + "\n\n";
    }

    @Override
    public void await() throws IOException {
        frames.await();
    }

    @Override
    public void onArrival(Runnable action) {
        frames.onArrival(action);
    }

    @Override
    public void close() {
        frames.close();
    }
}
