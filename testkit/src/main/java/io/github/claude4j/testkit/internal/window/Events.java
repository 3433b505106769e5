package io.github.claude4j.testkit.internal.window;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.record.EventTap;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The events of a stream, server-sent or in the frames of AWS.
 *
 * @param noted as {@link EventTap} has them
 * @param times when each was sent
 */
record Events(List<JsonObject> noted, List<Long> times) {
    private static final String FRAMES = "application/vnd.amazon.eventstream";

    /** Both lengths and their checksum, before a frame's headers. */
    private static final int PRELUDE = 12;

    /** The prelude, and the checksum behind all. */
    private static final int AROUND = 16;

    /** Whether an answer comes as events. */
    static boolean are(KeptExchange.Answer answer) {
        String type = answer.header("content-type");
        return type.startsWith("text/event-stream") || type.startsWith(FRAMES);
    }

    static Events of(KeptExchange exchange, KeptExchange.Answer answer) {
        if (answer.header("content-type").startsWith(FRAMES)) {
            return ofFrames(answer);
        }
        EventTap tap = new EventTap(exchange.began);
        answer.parts().forEach(part -> tap.pass(part.bytes(), part.nanos()));
        return new Events(tap.events(), tap.times());
    }

    private static Events ofFrames(KeptExchange.Answer answer) {
        Events events = new Events(new ArrayList<>(), new ArrayList<>());
        ByteBuffer all = ByteBuffer.wrap(answer.body());
        int arrived = 0;
        for (KeptExchange.Part part : answer.parts()) {
            arrived += part.bytes().length;
            while (arrived - all.position() >= AROUND && all.getInt(all.position()) <= arrived - all.position()) {
                int length = all.getInt(all.position());
                int head = all.getInt(all.position() + Integer.BYTES);
                if (length < AROUND || head < 0 || head > length - AROUND) {
                    return events;
                }
                byte[] payload = new byte[length - AROUND - head];
                all.get(all.position() + PRELUDE + head, payload);
                all.position(all.position() + length);
                events.noted.add(frame(payload));
                events.times.add(part.nanos());
            }
        }
        return events;
    }

    /** What is in a frame: an event of a message stream, or an error of the stream itself. */
    private static JsonObject frame(byte[] payload) {
        try {
            JsonObject json = JsonObject.parse(payload);
            return JsonObject.of(
                    "data",
                    json.get("bytes") instanceof String bytes
                            ? Json.parse(Base64.getDecoder().decode(bytes))
                            : json);
        } catch (InvalidDataException | IllegalArgumentException e) {
            return JsonObject.of("text", new String(payload, UTF_8));
        }
    }

    /** What is in those that are JSON objects. */
    List<JsonObject> data() {
        return noted.stream()
                .map(event -> event.get("data"))
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }
}
