package io.github.claude4j.messages;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonObject;

/**
 * Reads JSON whose end has not come yet: closes what is open. Text without its end is kept as a value, and dropped as a name; a
 * number or word without its end is dropped, because it may go on.
 */
final class PartialJson {
    private final CharSequence text;

    /** What has to follow, last first: a quote is never in it. */
    private final StringBuilder open = new StringBuilder();

    /** How much of the text is safe to keep, once everything that was open there is closed. */
    private int safe;

    private String closing = "";

    private PartialJson(CharSequence text) {
        this.text = text;
    }

    /**
     * The object that this text begins.
     *
     * @throws InvalidDataException when it is not the beginning of a JSON object
     */
    static JsonObject object(CharSequence text) {
        return JsonObject.parse(new PartialJson(text).completed());
    }

    private String completed() {
        boolean name = false;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (open.isEmpty() && c != '{' && !Character.isWhitespace(c)) {
                // No object, or more than one: reading it says what is wrong.
                return text.toString();
            }
            if (c == '{' || c == '[') {
                open.insert(0, c == '{' ? '}' : ']');
                name = c == '{';
                keep(++i);
            } else if (c == '}' || c == ']') {
                open.deleteCharAt(0);
                name = false;
                keep(++i);
            } else if (c == ',') {
                name = !open.isEmpty() && open.charAt(0) == '}';
                i++;
            } else if (c == '"') {
                int end = endOfString(i);
                if (end < 0) {
                    return name ? kept() : text.subSequence(0, endOfWholeCharacters(i)) + "\"" + open;
                }
                i = end;
                if (!name) {
                    keep(i);
                }
            } else if (c == ':' || Character.isWhitespace(c)) {
                name = c != ':' && name;
                i++;
            } else {
                i = word(i);
            }
        }
        return kept();
    }

    /** Moves past a number or word; it counts once something follows it. */
    private int word(int start) {
        int end = start;
        while (end < text.length() && ",]} \t\r\n".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        if (end < text.length()) {
            keep(end);
        }
        return end;
    }

    private void keep(int end) {
        safe = end;
        closing = open.toString();
    }

    private String kept() {
        return safe == 0 ? "{}" : text.subSequence(0, safe) + closing;
    }

    private int endOfString(int quote) {
        for (int i = quote + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return i + 1;
            }
        }
        return -1;
    }

    /** An escape or a surrogate pair may be cut in the middle: then the text ends before it. */
    private int endOfWholeCharacters(int quote) {
        int i = quote + 1;
        int half = -1;
        while (i < text.length()) {
            int length = text.charAt(i) != '\\' ? 1 : i + 1 < text.length() && text.charAt(i + 1) == 'u' ? 6 : 2;
            if (i + length > text.length()) {
                break;
            }
            half = isHighSurrogate(i, length) ? i : -1;
            i += length;
        }
        return half < 0 ? i : half;
    }

    private boolean isHighSurrogate(int i, int length) {
        return length == 6
                ? "dD".indexOf(text.charAt(i + 2)) >= 0 && "89abAB".indexOf(text.charAt(i + 3)) >= 0
                : Character.isHighSurrogate(text.charAt(i));
    }
}
