package io.github.claude4j.internal.body;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonDecoder;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of the bytes of one answer. The beginning of a message is held back until something follows it, so that a
 * stream that fails by then can be asked for again without delivering it twice.
 */
public final class EventDecoder {
    private static final byte[] DONE = "[DONE]".getBytes(US_ASCII);

    private final Operation operation;
    private final Headers headers;
    private final ServerSentEvents events = new ServerSentEvents();
    private final JsonDecoder json = new JsonDecoder();

    private @Nullable JsonObject following;
    private boolean delivering;
    private boolean stopped;

    /** Whether there was an event at all, or a ping. */
    private boolean met;

    public EventDecoder(Operation operation, Headers headers) {
        this.operation = operation;
        this.headers = headers;
    }

    public void feed(ByteBuffer bytes) throws IOException {
        events.feed(bytes);
    }

    /** Takes what comes next from there, waiting for it, or the end. */
    public void feed(InputStream body) throws IOException {
        events.feed(body);
    }

    public void end() {
        events.end();
    }

    public boolean hasEnded() {
        return events.hasEnded();
    }

    /** Whether an event has been given away, so that the stream cannot be asked for again. */
    public boolean isDelivering() {
        return delivering;
    }

    /**
     * The next event; null when more has to come first, or after the end there is none. Pings are left out.
     *
     * @throws ClaudeException for an error among the events, an event that is none, and an end before the message's
     * @throws IOException for an event that is too large
     */
    public @Nullable JsonObject next() throws IOException {
        JsonObject held = following;
        if (held != null) {
            following = null;
            return isBeginning(held) && !delivering ? follow(held) : held;
        }
        JsonObject event = read();
        if (event == null || delivering) {
            return event;
        }
        if (isBeginning(event)) {
            return follow(event);
        }
        delivering = true;
        return event;
    }

    /** The beginning, once something follows it. */
    private @Nullable JsonObject follow(JsonObject beginning) throws IOException {
        JsonObject event = read();
        if (event == null) {
            following = beginning;
            return null;
        }
        delivering = true;
        following = event;
        return beginning;
    }

    private static boolean isBeginning(JsonObject event) {
        return "message_start".equals(event.get("type"));
    }

    private @Nullable JsonObject read() throws IOException {
        while (events.next()) {
            met = true;
            if (events.name().equals("ping") || isDone()) {
                continue;
            }
            JsonObject event = decode();
            Object type = event.get("type");
            if ("error".equals(type)) {
                throw ApiException.ofEvent(event, headers);
            }
            if (!"ping".equals(type)) {
                stopped = "message_stop".equals(type);
                return event;
            }
        }
        if (events.hasEnded()) {
            json.close();
            checkType();
            if (!stopped && operation.answer() != Operation.Answer.EVENTS) {
                throw new ConnectionException(
                        operation + ": the stream ended before its message " + (delivering ? "did" : "began"), null);
            }
        }
        return null;
    }

    /** Asking again for what is not a stream would only cost the same again. */
    private void checkType() {
        String type = headers.first("content-type").orElse("");
        if (!met && !type.isEmpty() && !type.startsWith("text/event-stream")) {
            throw new InvalidDataException(operation + ": expected a stream of events, found " + type);
        }
    }

    /** Gateways that speak for several APIs end every stream with this, which is no JSON. */
    private boolean isDone() {
        int from = events.offset();
        return Arrays.equals(events.data(), from, from + events.length(), DONE, 0, DONE.length);
    }

    private JsonObject decode() {
        if (parse() instanceof JsonObject event) {
            // Gateways leave out one or the other; the type in the data counts where both are there.
            return event.has("type") || events.name().isEmpty() ? event : event.with("type", events.name());
        }
        throw new InvalidDataException(operation + ": an event of the stream is no JSON object");
    }

    private @Nullable Object parse() {
        try {
            return json.decode(events.data(), events.offset(), events.length());
        } catch (InvalidDataException e) {
            if (events.isCut()) {
                throw new ConnectionException(operation + ": the stream ended in the middle of an event", e);
            }
            throw new InvalidDataException(operation + ": an event of the stream: " + e.getMessage(), e);
        }
    }
}
