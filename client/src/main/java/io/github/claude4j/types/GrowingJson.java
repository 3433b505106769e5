package io.github.claude4j.types;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that arrives in pieces: it can be looked at while it grows, and is read strictly at its end.
 *
 * <p>Each character is read once, whatever the pieces are. What cannot be JSON is a {@link #fault()}, and no exception: what
 * came before it stays. Nesting deeper than 900 levels and numbers longer than 1,000 characters are faults too. It is for
 * one thread at a time.
 */
public final class GrowingJson {
    /** As deep as answers are read. */
    static final int DEEPEST = 900;

    private final StringBuilder text = new StringBuilder();
    private final GrowingScanner scanner = new GrowingScanner(this);
    private final ArrayDeque<Open> open = new ArrayDeque<>();
    private @Nullable JsonObject whole;

    /** What was shown last; null once it has changed. */
    private @Nullable JsonObject shown;

    /** The type that was asked for, what was made last, whether that is all there is, and what was made of closed parts. */
    private @Nullable JsonType<?> type;

    private Optional<?> made = Optional.empty();
    private boolean upToDate;
    private IdentityHashMap<Object, Object> parts = new IdentityHashMap<>();

    /** What was kept of the open parts of what was shown last, by their identity. */
    private final IdentityHashMap<Object, Reading.Kept> growing = new IdentityHashMap<>();

    public GrowingJson() {}

    /** Takes the next piece of the text, which may be cut anywhere. */
    public void add(String piece) {
        Objects.requireNonNull(piece, "piece");
        int base = text.length();
        text.append(piece);
        scanner.add(piece, base);
    }

    /** All text that was added, as it came. */
    public String text() {
        return text.toString();
    }

    /**
     * What the text so far says: text that has no end yet is kept, a name or number that has none is not. After a fault it is
     * what came before it. What is closed is shared by all that were handed out; asking costs a copy of the references in
     * objects that are open, and of the text that is being read, and nothing where nothing has changed.
     *
     * @return the empty object before the object has begun
     */
    public JsonObject soFar() {
        if (whole != null) {
            return whole;
        }
        JsonObject known = shown;
        if (known == null) {
            known = snapshot();
            shown = known;
        }
        return known;
    }

    /**
     * As much of a value as has come, as {@link JsonType#soFar} makes it: for types that were made from
     * classes nothing that is closed is made twice, however often this is asked.
     *
     * @return empty where no value can be made of it yet
     */
    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // kept together with its very type
    public <T> Optional<T> soFar(JsonType<T> wanted) {
        Objects.requireNonNull(wanted, "wanted");
        if (type != wanted) {
            type = wanted;
            upToDate = false;
            parts = new IdentityHashMap<>();
        }
        if (!upToDate) {
            made = wanted instanceof NodeType<T> own
                    ? own.soFar(soFar(), new Reading(true, parts, growing))
                    : wanted.soFar(soFar());
            upToDate = true;
        }
        return (Optional<T>) made;
    }

    /** How many values of the list in this member of the object have come whole; 0 where there is no list. */
    public int closed(String name) {
        if (open.size() > 1) {
            Iterator<Open> frames = open.descendingIterator();
            Open root = frames.next();
            Open member = frames.next();
            if (root.name.equals(name)) {
                return member.object ? 0 : member.size;
            }
        }
        return soFar().get(name) instanceof JsonArray list ? list.size() : 0;
    }

    /** Why the text is no beginning of a JSON object, without quoting it; empty while it is one. */
    public Optional<String> fault() {
        return Optional.ofNullable(scanner.fault());
    }

    /** Whether the text is one JSON object from its beginning to its end. */
    public boolean isWhole() {
        return whole != null && scanner.fault() == null;
    }

    /**
     * The object, whose end must have come.
     *
     * @throws InvalidDataException when the text is no whole JSON object; its message says why, without quoting it
     */
    public JsonObject whole() {
        String fault = scanner.fault();
        if (fault != null) {
            throw new InvalidDataException(fault);
        }
        if (whole == null) {
            throw new InvalidDataException(
                    scanner.hasBegun()
                            ? "expected a whole JSON object, found one that is cut after " + text.length()
                                    + " characters"
                            : "expected a JSON object, found nothing");
        }
        return whole;
    }

    /** Notes that there is more to be seen. */
    void changed() {
        shown = null;
        upToDate = false;
    }

    boolean inObject() {
        return open.getFirst().object;
    }

    /** Begins an object or an array; false where it lies too deep. */
    boolean begin(boolean object) {
        if (open.size() == DEEPEST) {
            return false;
        }
        open.push(new Open(object));
        changed();
        return true;
    }

    /** The name of the value that comes next. */
    void name(String name) {
        open.getFirst().name(name);
    }

    /** Ends what began last; true where that was the whole. */
    boolean end() {
        Object closed = open.pop().soFar();
        if (open.isEmpty()) {
            whole = (JsonObject) closed;
            changed();
            return true;
        }
        settle(closed);
        return false;
    }

    /** A value that has come whole. */
    void settle(@Nullable Object value) {
        open.getFirst().add(value);
        changed();
    }

    private JsonObject snapshot() {
        growing.clear();
        Object part = scanner.openText();
        for (Open frame : open) {
            part = part == null ? frame.soFar() : frame.with(part);
            if (!frame.repeats) {
                growing.put(part, frame.kept);
            }
        }
        return part instanceof JsonObject object ? object : JsonObject.of();
    }

    /** An object or array whose end has not come. */
    private static final class Open {
        final boolean object;
        private final JsonObject.Builder members = JsonObject.builder();
        private JsonArray values = JsonArray.of();
        final Reading.Kept kept = new Reading.Kept();
        String name = "";
        int size;

        /** Whether a name came twice, so that more has changed than the end. */
        boolean repeats;

        Open(boolean object) {
            this.object = object;
        }

        void name(String next) {
            name = next;
            repeats |= members.has(next);
        }

        void add(@Nullable Object value) {
            if (object) {
                members.put(name, value);
            } else {
                values = values.plus(value);
            }
            size++;
        }

        Object soFar() {
            return object ? members.build() : values;
        }

        /** The same with a part that grows, which another replaces. */
        Object with(Object part) {
            return object ? members.put(name, part).build() : values.plus(part);
        }
    }
}
