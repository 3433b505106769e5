package io.github.claude4j.bedrock.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.ByteSource;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.util.Base64;
import java.util.function.BinaryOperator;

/** The events of a message as the API sends them, out of those that Bedrock sends. */
public final class FrameSource implements ByteSource {
    private static final byte[] BEFORE = "data: ".getBytes(UTF_8);
    private static final byte[] NOTHING = {};

    private final ByteSource source;
    private final BinaryOperator<String> errors;
    private final FrameDecoder decoder = new FrameDecoder();
    private byte[] event = NOTHING;
    private int given;

    /**
     * The events.
     *
     * @param errors makes an error of the API, as JSON, of the name and the message of one of AWS
     */
    public FrameSource(ByteSource source, BinaryOperator<String> errors) {
        this.source = source;
        this.errors = errors;
    }

    @Override
    public int poll(byte[] target, int offset, int length) throws IOException {
        while (given == event.length) {
            Frame frame = decoder.next();
            if (frame != null) {
                event = event(frame);
                given = 0;
            } else {
                int count = decoder.take(source);
                if (count <= 0) {
                    return count;
                }
            }
        }
        int count = Math.min(length, event.length - given);
        System.arraycopy(event, given, target, offset, count);
        given += count;
        return count;
    }

    private byte[] event(Frame frame) throws IOException {
        return switch (frame.header(":message-type")) {
            case "", "event" -> chunk(json(frame));
            case "exception" -> line(error(frame.header(":exception-type"), json(frame)));
            case "error" ->
                line(errors.apply(frame.header(":error-code"), frame.header(":error-message"))
                        .getBytes(UTF_8));
            default -> NOTHING;
        };
    }

    private static JsonObject json(Frame frame) throws IOException {
        try {
            return frame.payload().length == 0 ? JsonObject.of() : JsonObject.parse(frame.payload());
        } catch (InvalidDataException e) {
            throw new IOException("the event stream is broken: " + e.getMessage(), e);
        }
    }

    /** What has no event in it, such as what only keeps the connection open, is nothing. */
    private static byte[] chunk(JsonObject payload) throws IOException {
        if (!(payload.get("bytes") instanceof String base64)) {
            return NOTHING;
        }
        try {
            return line(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new IOException("the event stream is broken: an event is no Base64", e);
        }
    }

    private byte[] error(String type, JsonObject payload) {
        String message = payload.get("message") instanceof String text
                ? text
                : payload.get("Message") instanceof String other ? other : "";
        if (payload.get("originalMessage") instanceof String original) {
            message += " (" + payload.get("originalStatusCode") + ": " + original + ")";
        }
        return errors.apply(type, message).getBytes(UTF_8);
    }

    /** An event is one line, whatever its JSON looks like. */
    private static byte[] line(byte[] json) {
        byte[] line = new byte[BEFORE.length + json.length + 2];
        System.arraycopy(BEFORE, 0, line, 0, BEFORE.length);
        System.arraycopy(json, 0, line, BEFORE.length, json.length);
        for (int i = BEFORE.length; i < line.length - 2; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        line[line.length - 2] = '\n';
        line[line.length - 1] = '\n';
        return line;
    }

    @Override
    public void await() throws IOException {
        source.await();
    }

    @Override
    public void onArrival(Runnable action) {
        source.onArrival(action);
    }

    @Override
    public int available() {
        return event.length - given;
    }

    @Override
    public void close() {
        source.close();
    }
}
