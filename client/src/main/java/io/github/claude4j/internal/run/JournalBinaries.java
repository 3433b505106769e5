package io.github.claude4j.internal.run;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.Binary;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binary content of events, each written once, under the SHA-256 of its bytes. */
final class JournalBinaries {
    private static final String CONTENT = "binary";
    private static final String EVENTS = "events";
    private static final String PLACES = "binaries";
    private static final String AFTER = "after";

    /** How lines begin. */
    private static final List<String> BEGINS = List.of("{\"" + EVENTS + "\":[", "{\"" + CONTENT + "\":\"");

    private final Map<String, Binary> known = new HashMap<>();

    /**
     * The lines of a group of events: new binaries first, then one line for all, so that all are there or none.
     *
     * @param after how many events stand before them
     */
    List<JsonObject> lines(JsonArray group, int after) {
        List<JsonObject> lines = new ArrayList<>();
        JsonObject.Builder places = JsonObject.builder();
        Object text = replaced(group, new ArrayDeque<>(), places, lines);
        JsonObject found = places.build();
        JsonObject line = JsonObject.of(EVENTS, text, AFTER, after);
        lines.add(found.isEmpty() ? line : line.with(PLACES, found));
        return lines;
    }

    /** @param path the names and indexes that lead here; joined only where there is a binary */
    private @Nullable Object replaced(
            @Nullable Object value, Deque<Object> path, JsonObject.Builder places, List<JsonObject> lines) {
        if (value instanceof JsonObject object) {
            return replacedIn(object, path, places, lines);
        }
        if (value instanceof JsonArray array) {
            return replacedIn(array, path, places, lines);
        }
        if (value instanceof Binary binary) {
            byte[] bytes = bytes(binary);
            String name = sha256(bytes);
            if (known.putIfAbsent(name, binary) == null) {
                lines.add(
                        JsonObject.of(CONTENT, name, "data", Base64.getEncoder().encodeToString(bytes)));
            }
            places.put(joined(path), name);
            return "";
        }
        return value;
    }

    @SuppressWarnings("ReferenceEquality") // what has no binaries is the same object
    private JsonObject replacedIn(
            JsonObject object, Deque<Object> path, JsonObject.Builder places, List<JsonObject> lines) {
        JsonObject.Builder changed = null;
        for (int i = 0; i < object.size(); i++) {
            Object before = object.value(i);
            path.addLast(object.name(i));
            Object after = replaced(before, path, places, lines);
            path.removeLast();
            if (after != before) {
                changed = changed == null ? object.toBuilder() : changed;
                changed.put(object.name(i), after);
            }
        }
        return changed == null ? object : changed.build();
    }

    @SuppressWarnings("ReferenceEquality") // what has no binaries is the same object
    private JsonArray replacedIn(
            JsonArray array, Deque<Object> path, JsonObject.Builder places, List<JsonObject> lines) {
        JsonArray.Builder changed = null;
        for (int i = 0; i < array.size(); i++) {
            Object before = array.get(i);
            path.addLast(i);
            Object after = replaced(before, path, places, lines);
            path.removeLast();
            if (after != before) {
                changed = changed == null ? copy(array) : changed;
                changed.set(i, after);
            }
        }
        return changed == null ? array : changed.build();
    }

    private static JsonArray.Builder copy(JsonArray array) {
        JsonArray.Builder copy = JsonArray.builder();
        array.forEach(copy::add);
        return copy;
    }

    private static String joined(Deque<Object> path) {
        StringBuilder joined = new StringBuilder();
        path.forEach(step -> joined.append('/').append(escaped(step.toString())));
        return joined.toString();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static byte[] bytes(Binary binary) {
        try (InputStream in = binary.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a line that was cut off somewhere may have begun so. */
    static boolean isBeginOfLine(String text) {
        return BEGINS.stream().anyMatch(begin -> begin.startsWith(text) || text.startsWith(begin));
    }

    /** Takes a line that is binary content; false where it is an event. */
    boolean take(JsonObject line) {
        String name = line.optString(CONTENT).orElse("");
        if (name.isEmpty()) {
            return false;
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(line.string("data"));
        } catch (IllegalArgumentException e) {
            throw new InvalidDataException("data: expected base64, found other text");
        }
        if (!sha256(bytes).equals(name)) {
            throw new InvalidDataException("data: expected the bytes whose SHA-256 is " + name + ", found others");
        }
        known.put(name, Binary.of(bytes));
        return true;
    }

    /** How many events stand before those of a line; as many as there are where it does not say. */
    static long after(JsonObject line, int known) {
        return line.optLong(AFTER).orElse(known);
    }

    /** The events of a line, their binaries in their places. */
    List<JsonObject> events(JsonObject line) {
        JsonArray events = line.array(EVENTS);
        JsonObject places = line.optObject(PLACES).orElse(JsonObject.of());
        if (places.isEmpty()) {
            return events.objects();
        }
        Place root = new Place();
        for (int i = 0; i < places.size(); i++) {
            Binary content = known.get(String.valueOf(places.value(i)));
            if (content == null) {
                throw new InvalidDataException(PLACES + ": expected content that was written before, found none");
            }
            String[] path = places.name(i).split("/", -1);
            Place place = root;
            for (int step = 1; step < path.length; step++) {
                place = place.inner.computeIfAbsent(path[step], name -> new Place());
            }
            place.content = content;
        }
        return ((JsonArray) filled(events, root)).objects();
    }

    /** A place of binary content, or one around such places. */
    private static final class Place {
        private final Map<String, Place> inner = new LinkedHashMap<>();
        private @Nullable Binary content;
    }

    private static Object filled(@Nullable Object value, Place place) {
        if (place.content != null) {
            return place.content;
        }
        if (value instanceof JsonObject object) {
            JsonObject.Builder members = object.toBuilder();
            place.inner.forEach((step, inner) -> {
                String name = step.replace("~1", "/").replace("~0", "~");
                members.put(name, filled(members.get(name), inner));
            });
            return members.build();
        }
        if (value instanceof JsonArray array) {
            JsonArray.Builder values = copy(array);
            place.inner.forEach((step, inner) -> {
                int index = Integer.parseInt(step);
                values.set(index, filled(array.get(index), inner));
            });
            return values.build();
        }
        throw new InvalidDataException(
                PLACES + ": expected a place in the event, found " + String.join(", ", place.inner.keySet()));
    }
}
