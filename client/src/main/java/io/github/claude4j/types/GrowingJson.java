package io.github.claude4j.types;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Iterator;
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
    /** As deep as {@link JsonObject#parse} reads. */
    private static final int DEEPEST = 900;

    private static final int LONGEST_NUMBER = 1_000;

    /** Any number of so many characters is a long. */
    private static final int SURELY_LONG = 18;

    private static final int HEX_DIGITS = 4;

    private enum State {
        START,
        FIRST_NAME,
        NAME,
        COLON,
        FIRST_VALUE,
        VALUE,
        NEXT,
        STRING,
        ESCAPE,
        HEX,
        WORD,
        NUMBER,
        DONE
    }

    private final StringBuilder text = new StringBuilder();
    private final ArrayDeque<Open> open = new ArrayDeque<>();
    private State state = State.START;

    /** The name, string or number that is being read. */
    private final StringBuilder token = new StringBuilder();

    private boolean isName;
    private int code;
    private int digits;
    private String word = "";

    private @Nullable JsonObject whole;
    private @Nullable JsonObject shown;
    private long shownAt;
    private long read;
    private @Nullable String fault;

    public GrowingJson() {}

    /** Takes the next piece of the text, which may be cut anywhere. */
    public void add(String piece) {
        int base = text.length();
        text.append(piece);
        int i = 0;
        while (i < piece.length() && fault == null) {
            i = step(piece, i, base);
        }
        read += i;
    }

    /** All text that was added, as it came. */
    public String text() {
        return text.toString();
    }

    /**
     * What the text so far says: text that has no end yet is kept, a name or number that has none is not. After a fault it is
     * what came before it. Asking costs a copy of what is open at the moment; what is closed is shared.
     *
     * @return the empty object before the object has begun
     */
    public JsonObject soFar() {
        if (whole != null) {
            return whole;
        }
        if (shown == null || shownAt != read) {
            shown = snapshot();
            shownAt = read;
        }
        return shown;
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
        return Optional.ofNullable(fault);
    }

    /** Whether the text is one JSON object from its beginning to its end. */
    public boolean isWhole() {
        return whole != null && fault == null;
    }

    /**
     * The object, whose end must have come.
     *
     * @throws InvalidDataException when the text is no whole JSON object; its message says why, without quoting it
     */
    public JsonObject whole() {
        if (fault != null) {
            throw new InvalidDataException(fault);
        }
        if (whole == null) {
            throw new InvalidDataException(
                    state == State.START
                            ? "expected a JSON object, found nothing"
                            : "expected a whole JSON object, found one that is cut after " + text.length()
                                    + " characters");
        }
        return whole;
    }

    /** Reads on at this place of the piece and gives the place up to which it came. */
    private int step(String piece, int i, int base) {
        char c = piece.charAt(i);
        switch (state) {
            case STRING -> {
                return string(piece, i, base);
            }
            case NUMBER -> {
                return number(piece, i, base);
            }
            case ESCAPE -> escape(c, base + i);
            case HEX -> hex(c, base + i);
            case WORD -> word(c, base + i);
            default -> {
                if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                    structure(c, base + i);
                }
            }
        }
        return i + 1;
    }

    private void structure(char c, int at) {
        switch (state) {
            case START -> {
                if (c == '{') {
                    begin(c);
                } else {
                    fail(at, "a JSON object");
                }
            }
            case FIRST_NAME, NAME -> {
                if (c == '"') {
                    isName = true;
                    beginToken(State.STRING);
                } else if (c == '}' && state == State.FIRST_NAME) {
                    end();
                } else {
                    fail(at, "a name in quotes");
                }
            }
            case COLON -> {
                if (c == ':') {
                    state = State.VALUE;
                } else {
                    fail(at, "a colon");
                }
            }
            case NEXT -> next(c, at);
            case DONE -> fail(at, "nothing after the object");
            default -> value(c, at);
        }
    }

    private void next(char c, int at) {
        boolean object = open.getFirst().object;
        if (c == ',') {
            state = object ? State.NAME : State.VALUE;
        } else if (c == (object ? '}' : ']')) {
            end();
        } else {
            fail(at, object ? "a comma or the object's end" : "a comma or the array's end");
        }
    }

    private void value(char c, int at) {
        if (c == '"') {
            isName = false;
            beginToken(State.STRING);
        } else if (c == '{' || c == '[') {
            begin(c);
        } else if (c == ']' && state == State.FIRST_VALUE) {
            end();
        } else if (c == '-' || (c >= '0' && c <= '9')) {
            beginToken(State.NUMBER);
            token.append(c);
        } else if (c == 't' || c == 'f' || c == 'n') {
            word = c == 't' ? "true" : c == 'f' ? "false" : "null";
            digits = 1;
            state = State.WORD;
        } else {
            fail(at, "a value");
        }
    }

    private void beginToken(State next) {
        token.setLength(0);
        state = next;
    }

    private void begin(char bracket) {
        if (open.size() == DEEPEST) {
            fault = "JSON nested deeper than " + DEEPEST + " levels";
            return;
        }
        Open added = new Open(bracket == '{');
        open.push(added);
        state = added.object ? State.FIRST_NAME : State.FIRST_VALUE;
    }

    private void end() {
        Object closed = open.pop().build();
        if (open.isEmpty()) {
            whole = (JsonObject) closed;
            state = State.DONE;
        } else {
            settle(closed);
        }
    }

    private void settle(@Nullable Object value) {
        Open parent = open.getFirst();
        parent.show(value);
        parent.shows = false;
        parent.size++;
        state = State.NEXT;
    }

    private int string(String piece, int from, int base) {
        int i = from;
        while (i < piece.length()) {
            char c = piece.charAt(i);
            if (c == '"' || c == '\\' || c < ' ') {
                break;
            }
            i++;
        }
        token.append(piece, from, i);
        if (i == piece.length()) {
            return i;
        }
        char c = piece.charAt(i);
        if (c == '\\') {
            state = State.ESCAPE;
        } else if (c != '"') {
            fail(base + i, "text whose control characters are escaped");
        } else if (isName) {
            open.getFirst().name = token.toString();
            state = State.COLON;
        } else {
            settle(token.toString());
        }
        return i + 1;
    }

    private void escape(char c, int at) {
        int known = "\"\\/nrtbf".indexOf(c);
        if (c == 'u') {
            code = 0;
            digits = 0;
            state = State.HEX;
        } else if (known < 0) {
            fail(at, "an escape that JSON knows");
        } else {
            token.append("\"\\/\n\r\t\b\f".charAt(known));
            state = State.STRING;
        }
    }

    private void hex(char c, int at) {
        int digit = c < 128 ? Character.digit(c, 16) : -1;
        if (digit < 0) {
            fail(at, "four hexadecimal digits");
            return;
        }
        code = code * 16 + digit;
        if (++digits == HEX_DIGITS) {
            token.append((char) code);
            state = State.STRING;
        }
    }

    private void word(char c, int at) {
        if (c != word.charAt(digits)) {
            fail(at, "a value");
        } else if (++digits == word.length()) {
            settle(word.equals("null") ? null : (Object) word.equals("true"));
        }
    }

    private int number(String piece, int from, int base) {
        int i = from;
        while (i < piece.length() && isOfNumber(piece.charAt(i))) {
            i++;
        }
        if (token.length() + i - from > LONGEST_NUMBER) {
            fault = "JSON with a number of more than " + LONGEST_NUMBER + " characters";
            return i;
        }
        token.append(piece, from, i);
        if (i < piece.length()) {
            try {
                settle(number(token.toString()));
            } catch (InvalidDataException e) {
                fail(base + i - token.length(), "a number");
            }
        }
        return i;
    }

    private static boolean isOfNumber(char c) {
        return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
    }

    private static @Nullable Object number(String spelling) {
        int first = spelling.charAt(0) == '-' ? 1 : 0;
        boolean plain = spelling.length() - first <= SURELY_LONG
                && spelling.length() > first
                && (spelling.charAt(first) != '0' || spelling.length() == 1);
        for (int i = first; plain && i < spelling.length(); i++) {
            plain = Character.isDigit(spelling.charAt(i));
        }
        return plain ? (Object) Long.parseLong(spelling) : Json.parse(spelling);
    }

    private void fail(int at, String expected) {
        fault = "malformed JSON at offset " + at + ": expected " + expected;
    }

    private JsonObject snapshot() {
        boolean inText = state == State.STRING || state == State.ESCAPE || state == State.HEX;
        boolean shows = inText && !isName;
        Object part = shows ? wholeCharacters() : null;
        for (Open frame : open) {
            if (shows) {
                frame.show(part);
            }
            part = frame.build();
            shows = true;
        }
        return part instanceof JsonObject object ? object : JsonObject.of();
    }

    /** A surrogate pair may be cut in the middle: then the text ends before it. */
    private String wholeCharacters() {
        int end = token.length();
        return token.substring(0, end > 0 && Character.isHighSurrogate(token.charAt(end - 1)) ? end - 1 : end);
    }

    /** An object or array whose end has not come. Its last part may be one that grows and is replaced. */
    private static final class Open {
        final boolean object;
        private final JsonObject.Builder members = JsonObject.builder();
        private final JsonArray.Builder values = JsonArray.builder();
        String name = "";
        int size;
        boolean shows;

        Open(boolean object) {
            this.object = object;
        }

        void show(@Nullable Object value) {
            if (object) {
                members.put(name, value);
            } else if (shows) {
                values.set(size, value);
            } else {
                values.add(value);
            }
            shows = true;
        }

        Object build() {
            return object ? members.build() : values.build();
        }
    }
}
