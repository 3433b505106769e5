package io.github.claude4j.testkit.internal.record;

import io.github.claude4j.InvalidDataException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes note of the server-sent events in bytes that pass by, and of when they passed. */
final class EventTap {
    private final List<JsonObject> events = new ArrayList<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder data = new StringBuilder();
    private String name = "";
    private int last;
    private long time = System.nanoTime();

    /** The events that are complete. */
    List<JsonObject> events() {
        return events;
    }

    void pass(byte[] bytes) {
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
            long now = System.nanoTime();
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
