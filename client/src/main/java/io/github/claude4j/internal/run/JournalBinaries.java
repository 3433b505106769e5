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
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
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
        Object text = replaced(group, "", places, lines);
        JsonObject found = places.build();
        JsonObject line = JsonObject.of(EVENTS, text, AFTER, after);
        lines.add(found.isEmpty() ? line : line.with(PLACES, found));
        return lines;
    }

    @SuppressWarnings("ReferenceEquality") // what has no binaries is the same object
    private @Nullable Object replaced(
            @Nullable Object value, String path, JsonObject.Builder places, List<JsonObject> lines) {
        if (value instanceof JsonObject object) {
            JsonObject changed = object;
            for (int i = 0; i < object.size(); i++) {
                Object before = object.value(i);
                Object after = replaced(before, path + "/" + escaped(object.name(i)), places, lines);
                changed = after == before ? changed : changed.with(object.name(i), after);
            }
            return changed;
        }
        if (value instanceof JsonArray array) {
            JsonArray.Builder values = JsonArray.builder();
            boolean changed = false;
            for (int i = 0; i < array.size(); i++) {
                Object before = array.get(i);
                Object after = replaced(before, path + "/" + i, places, lines);
                changed |= after != before;
                values.add(after);
            }
            return changed ? values.build() : array;
        }
        if (value instanceof Binary binary) {
            byte[] bytes = bytes(binary);
            String name = sha256(bytes);
            if (known.putIfAbsent(name, binary) == null) {
                lines.add(
                        JsonObject.of(CONTENT, name, "data", Base64.getEncoder().encodeToString(bytes)));
            }
            places.put(path, name);
            return "";
        }
        return value;
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
        for (int i = 0; i < places.size(); i++) {
            Binary content = known.get(String.valueOf(places.value(i)));
            if (content == null) {
                throw new InvalidDataException(PLACES + ": expected content that was written before, found none");
            }
            events = (JsonArray) put(events, places.name(i).split("/"), 1, content);
        }
        return events.objects();
    }

    private static Object put(@Nullable Object value, String[] path, int at, Binary content) {
        if (at == path.length) {
            return content;
        }
        if (value instanceof JsonObject object) {
            String name = path[at].replace("~1", "/").replace("~0", "~");
            return object.with(name, put(object.get(name), path, at + 1, content));
        }
        if (value instanceof JsonArray array) {
            JsonArray.Builder values = JsonArray.builder();
            array.forEach(values::add);
            int index = Integer.parseInt(path[at]);
            return values.set(index, put(array.get(index), path, at + 1, content))
                    .build();
        }
        throw new InvalidDataException(PLACES + ": expected a place in the event, found " + String.join("/", path));
    }
}
