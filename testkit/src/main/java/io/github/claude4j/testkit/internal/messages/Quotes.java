package io.github.claude4j.testkit.internal.messages;

import java.util.ArrayList;
import java.util.List;

/** Finds what stands in quotes: "so", “so” or `so`, within one line. */
final class Quotes {
    private Quotes() {}

    /** Where the quote ends that begins here; -1 when none does. */
    static int end(String text, int at) {
        char open = text.charAt(at);
        char close = open == '“' ? '”' : open;
        if (open != '"' && open != '`' && open != '“') {
            return -1;
        }
        int end = text.indexOf(close, at + 1);
        int line = text.indexOf('\n', at);
        return end < 0 || (line >= 0 && line < end) ? -1 : end;
    }

    /** All that is quoted, in order. */
    static List<String> in(String text) {
        List<String> quotes = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            int end = end(text, i);
            if (end > 0) {
                quotes.add(text.substring(i + 1, end));
                i = end;
            }
        }
        return quotes;
    }

    /** The text without what is quoted. */
    static String without(String text) {
        StringBuilder rest = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            int end = end(text, i);
            if (end > 0) {
                i = end;
            }
            rest.append(end > 0 ? ' ' : text.charAt(i));
        }
        return rest.toString();
    }
}
