package io.github.claude4j.internal.body;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.ByteSource;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonDecoder;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of the bytes of one answer. The beginning of a message is held back until something follows it, so that a
 * stream that fails by then can be asked for again without delivering it twice.
 */
public final class EventDecoder implements AnswerDecoder {
    private static final byte[] DONE = "[DONE]".getBytes(US_ASCII);

    private final Operation operation;
    private final Headers headers;
    private final Supplier<Called> called;
    private final ServerSentEvents events;
    private final JsonDecoder json;
    private final int most;

    /** What the events of a message come to, which is put together of them. */
    private long size;

    private @Nullable JsonObject following;
    private boolean delivering;
    private boolean stopped;

    /** Whether there was an event at all, or a ping. */
    private boolean met;

    /**
     * Of the answer to a call.
     *
     * @param called asked for where there is an error among the events
     * @param most how many bytes an event may have, and the events of a message together
     * @param check run now and then while an event is read; may end that by throwing
     */
    public EventDecoder(Operation operation, Headers headers, Supplier<Called> called, int most, Runnable check) {
        this.events = new ServerSentEvents(most);
        this.json = new JsonDecoder(check);
        this.most = most;
        this.called = called;
        this.operation = operation;
        this.headers = headers;
    }

    @Override
    public boolean take(ByteSource source, boolean waiting) throws IOException {
        return events.take(source, waiting);
    }

    @Override
    public boolean hasEnded() {
        return events.hasEnded();
    }

    @Override
    public boolean isDelivering() {
        return delivering;
    }

    @Override
    public boolean isComplete() {
        return stopped && following == null;
    }

    @Override
    public boolean goesOn() {
        return false;
    }

    /**
     * The next event; null when more has to come first, or after the end there is none. Pings are left out.
     *
     * @throws ClaudeException for an error among the events, an event that is none, and an end before the message's
     */
    @Override
    public @Nullable JsonObject next() {
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
    private @Nullable JsonObject follow(JsonObject beginning) {
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

    private @Nullable JsonObject read() {
        while (events.next()) {
            met = true;
            size += events.length();
            if (size > most && operation.answer() != Operation.Answer.EVENTS) {
                throw Inbound.tooLarge("the message was given up: it", most);
            }
            if (events.name().equals("ping") || isDone()) {
                continue;
            }
            JsonObject event = decode();
            Object type = event.get("type");
            if (ErrorAnswer.isError(event)) {
                throw ErrorAnswer.exception(event, headers, called.get());
            }
            if (event.isEmpty()) {
                // Gateways keep connections open with objects that say nothing.
                continue;
            }
            if (!"ping".equals(type)) {
                stopped = "message_stop".equals(type);
                return event;
            }
        }
        if (events.hasEnded()) {
            json.close();
            checkAnswer();
            if (!stopped && operation.answer() != Operation.Answer.EVENTS) {
                throw new ConnectionException(
                        called.get().what() + ": the stream ended before its message " + (delivering ? "did" : "began"),
                        null);
            }
        }
        return null;
    }

    /** Asking again for what is not a stream would only cost the same again, unless it is an error. */
    private void checkAnswer() {
        if (events.isObject() && parse() instanceof JsonObject object && ErrorAnswer.isError(object)) {
            throw ErrorAnswer.exception(object, headers, called.get());
        }
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
            boolean whole = event.has("type") || events.name().isEmpty() || ErrorAnswer.isError(event);
            return whole ? event : event.with("type", events.name());
        }
        throw new InvalidDataException(operation + ": an event of the stream is no JSON object");
    }

    private @Nullable Object parse() {
        try {
            return json.decode(events.data(), events.offset(), events.length());
        } catch (InvalidDataException e) {
            // As the standard for events says, bytes that are no UTF-8 become replacement characters.
            String text = new String(events.data(), events.offset(), events.length(), UTF_8);
            if (text.indexOf('\uFFFD') >= 0) {
                return parse(text);
            }
            throw failure(e);
        }
    }

    private @Nullable Object parse(String text) {
        try {
            return Json.parse(text);
        } catch (InvalidDataException e) {
            throw failure(e);
        }
    }

    private ClaudeException failure(InvalidDataException e) {
        return events.isCut()
                ? new ConnectionException(called.get().what() + ": the stream ended in the middle of an event", e)
                : new InvalidDataException(operation + ": an event of the stream: " + e.getMessage(), e);
    }
}
