package io.github.claude4j.testkit.internal.record;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes note of the server-sent events in bytes that pass by, and of when they passed. */
public final class EventTap {
    private final List<JsonObject> events = new ArrayList<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String name = "";
    private int last;
    private final List<Long> times = new ArrayList<>();
    private long now;
    private long time;

    EventTap() {
        this(System.nanoTime());
    }

    /** A tap of a stream that began then. */
    public EventTap(long began) {
        time = began;
    }

    /** The events that are complete. */
    public List<JsonObject> events() {
        return events;
    }

    /** When each of them was complete, by the clock of {@link System#nanoTime}. */
    public List<Long> times() {
        return times;
    }

    void pass(byte[] bytes) {
        pass(bytes, System.nanoTime());
    }

    /** Takes note of bytes that passed then. */
    public void pass(byte[] bytes, long passed) {
        now = passed;
        for (byte next : bytes) {
            if (next == '\n' || next == '\r') {
                // The LF of a CR LF ends no line of its own.
                if (next != '\n' || last != '\r') {
                    line();
                }
            } else {
                line.write(next);
            }
            last = next;
        }
    }

    private void line() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.isEmpty()) {
            event();
        } else if (text.startsWith("event:")) {
            name = value(text);
        } else if (text.startsWith("data:")) {
            data.append(data.isEmpty() ? "" : "\n").append(value(text));
        }
    }

    private static String value(String line) {
        int from = line.indexOf(':') + 1;
        return line.substring(from < line.length() && line.charAt(from) == ' ' ? from + 1 : from);
    }

    private void event() {
        if (!data.isEmpty()) {
            JsonObject.Builder event = JsonObject.builder().put("after_ms", (now - time) / 1_000_000);
            if (!name.isEmpty()) {
                event.put("event", name);
            }
            try {
                event.put("data", Json.parse(data.toString()));
            } catch (InvalidDataException e) {
                event.put("text", data.toString());
            }
            events.add(event.build());
            times.add(now);
            time = now;
        }
        data.setLength(0);
        name = "";
    }

    /** The bytes of an event as it was noted. */
    static byte[] bytes(JsonObject event) {
        StringBuilder text = new StringBuilder();
        event.optString("event")
                .ifPresent(name -> text.append("event: ").append(name).append('\n'));
        String data = event.has("data") ? Json.write(event.get("data")) : event.string("text");
        data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }
}
