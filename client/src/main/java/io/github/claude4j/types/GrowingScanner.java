package io.github.claude4j.types;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.Json;
import org.jspecify.annotations.Nullable;

/** Reads the characters of JSON that grows, each once, and tells what begins and ends. */
final class GrowingScanner {
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

    private final GrowingJson target;
    private State state = State.START;

    /** The name, string or number that is being read. */
    private final StringBuilder token = new StringBuilder();

    private boolean isName;
    private int code;
    private int digits;
    private String word = "";
    private @Nullable String fault;

    GrowingScanner(GrowingJson target) {
        this.target = target;
    }

    /** Takes a piece of the text that begins at this offset. */
    void add(String piece, int base) {
        int i = 0;
        while (i < piece.length() && fault == null) {
            i = step(piece, i, base);
        }
    }

    @Nullable
    String fault() {
        return fault;
    }

    boolean hasBegun() {
        return state != State.START;
    }

    /** Text whose end has not come, as far as it has; null where none is being read. A surrogate pair is there whole or not. */
    @Nullable
    String openText() {
        if (isName || (state != State.STRING && state != State.ESCAPE && state != State.HEX)) {
            return null;
        }
        int end = token.length();
        return token.substring(0, end > 0 && Character.isHighSurrogate(token.charAt(end - 1)) ? end - 1 : end);
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
                    beginText(true);
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
        boolean object = target.inObject();
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
            beginText(false);
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

    private void beginText(boolean name) {
        isName = name;
        beginToken(State.STRING);
        grown();
    }

    /** Text that grows is seen at once; a name only when it has ended. */
    private void grown() {
        if (!isName) {
            target.changed();
        }
    }

    private void begin(char bracket) {
        if (target.begin(bracket == '{')) {
            state = bracket == '{' ? State.FIRST_NAME : State.FIRST_VALUE;
        } else {
            fault = "JSON nested deeper than " + GrowingJson.DEEPEST + " levels";
        }
    }

    private void end() {
        state = target.end() ? State.DONE : State.NEXT;
    }

    private void settle(@Nullable Object value) {
        target.settle(value);
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
        if (i > from) {
            token.append(piece, from, i);
            grown();
        }
        if (i == piece.length()) {
            return i;
        }
        char c = piece.charAt(i);
        if (c == '\\') {
            state = State.ESCAPE;
        } else if (c != '"') {
            fail(base + i, "text whose control characters are escaped");
        } else if (isName) {
            target.name(token.toString());
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
            grown();
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
            grown();
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
}
