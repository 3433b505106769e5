package io.github.claude4j.internal.run;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.Binary;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A state together with the events that led to it since it was made or loaded. */
public final class History {
    /** An event, and what stood before it. */
    private record Link(@Nullable Link before, JsonObject event, long count, String head) {}

    private final RunState state;
    private final @Nullable Link last;

    private History(RunState state, @Nullable Link last) {
        this.state = state;
        this.last = last;
    }

    /** A state whose events are elsewhere, or nowhere. */
    public static History of(RunState state) {
        return new History(state, null);
    }

    /** The beginning; content of files is read now. */
    public static History start(JsonObject params, JsonArray code, JsonArray contexts) {
        JsonArray messages = (JsonArray) held(params.optArray("messages").orElse(JsonArray.of()));
        JsonObject event = RunEvents.start(params.without("messages"), messages, code, contexts);
        return of(RunState.NOTHING).plus(event);
    }

    public RunState state() {
        return state;
    }

    public History plus(JsonObject next) {
        return new History(RunFold.next(state, next), new Link(last, next, state.events(), state.head()));
    }

    /**
     * The events behind the first so many, oldest first.
     *
     * @param head the id of the last of the first ones
     * @return null where this did not come of those
     */
    public @Nullable List<JsonObject> after(long count, String head) {
        Deque<JsonObject> events = new ArrayDeque<>();
        long version = state.events();
        String id = state.head();
        for (Link each = last; version > count && each != null; each = each.before) {
            events.addFirst(each.event);
            version = each.count;
            id = each.head;
        }
        return version == count && id.equals(head) ? new ArrayList<>(events) : null;
    }

    /** The event that says all of it at once. */
    public JsonObject snapshot() {
        return RunEvents.state(state.full());
    }

    /** The same content with its files and streams read, so that it stays what it is. */
    @SuppressWarnings("ReferenceEquality") // what was not read is the same object
    public static Object held(Object content) {
        if (content instanceof JsonView view) {
            return held(Objects.requireNonNull(view.json()));
        }
        if (content instanceof JsonObject object) {
            JsonObject changed = object;
            for (int i = 0; i < object.size(); i++) {
                Object value = object.value(i);
                Object read = value == null ? null : held(value);
                changed = read == value ? changed : changed.with(object.name(i), read);
            }
            return changed;
        }
        if (content instanceof JsonArray array) {
            List<@Nullable Object> values = new ArrayList<>();
            boolean changed = false;
            for (Object value : array) {
                Object read = value == null ? null : held(value);
                changed |= read != value;
                values.add(read);
            }
            return changed ? JsonArray.of(values) : array;
        }
        return content instanceof Binary binary ? read(binary) : content;
    }

    private static Binary read(Binary binary) {
        if (binary.isInMemory()) {
            return binary;
        }
        try (InputStream in = binary.open()) {
            byte[] bytes = in.readAllBytes();
            if (bytes.length != binary.length()) {
                throw new InvalidParamsException("content: expected " + binary.length() + " bytes, found "
                        + bytes.length + ": the file has changed");
            }
            return Binary.of(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("content: cannot be read: " + e.getMessage(), e);
        }
    }
}
