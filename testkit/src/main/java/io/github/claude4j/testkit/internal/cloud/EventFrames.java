package io.github.claude4j.testkit.internal.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** Writes frames of the event stream of AWS. */
public final class EventFrames {
    private static final int STRING = 7;

    /** Both lengths, the checksum of them, and the one of all. */
    private static final int AROUND = 16;

    private EventFrames() {}

    /** An event of a message stream, as Bedrock gives it. */
    public static byte[] chunk(String event) {
        String base64 = Base64.getEncoder().encodeToString(event.getBytes(UTF_8));
        return frame(
                Map.of(":message-type", "event", ":event-type", "chunk", ":content-type", "application/json"),
                JsonObject.of("bytes", base64, "p", "abcdefgh").toJson().getBytes(UTF_8));
    }

    /** An exception inside a stream, which ends it. */
    public static byte[] exception(String type, String message) {
        return frame(
                Map.of(":message-type", "exception", ":exception-type", type, ":content-type", "application/json"),
                JsonObject.of("message", message).toJson().getBytes(UTF_8));
    }

    /** An error of the stream itself, which ends it. */
    public static byte[] error(String code, String message) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(":message-type", "error");
        headers.put(":error-code", code);
        headers.put(":error-message", message);
        return frame(headers, new byte[0]);
    }

    public static byte[] frame(Map<String, String> headers, byte[] payload) {
        byte[] head = headers(headers);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(frame)) {
            out.writeInt(AROUND + head.length + payload.length);
            out.writeInt(head.length);
            out.writeInt(checksum(frame.toByteArray()));
            out.write(head);
            out.write(payload);
            out.writeInt(checksum(frame.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return frame.toByteArray();
    }

    private static byte[] headers(Map<String, String> headers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        headers.forEach((name, value) -> {
            byte[] nameBytes = name.getBytes(UTF_8);
            byte[] valueBytes = value.getBytes(UTF_8);
            bytes.write(nameBytes.length);
            bytes.writeBytes(nameBytes);
            bytes.write(STRING);
            bytes.write(valueBytes.length >> 8);
            bytes.write(valueBytes.length);
            bytes.writeBytes(valueBytes);
        });
        return bytes.toByteArray();
    }

    private static int checksum(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }
}
