package io.github.claude4j.testkit.internal.messages;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds in what the user said the words and numbers that could be meant by an argument. */
final class UserWords {
    private final String text;

    UserWords(String text) {
        this.text = text;
    }

    /** Whether the text names this, be it spelled with underscores or with spaces, in any case. */
    boolean mention(String name) {
        String said = text.toLowerCase(Locale.ROOT);
        String plain = name.toLowerCase(Locale.ROOT);
        return !plain.isEmpty() && (said.contains(plain) || said.contains(plain.replace('_', ' ')));
    }

    /** Text for an argument of this name: what stands in quotes, else a name in the text, else the whole of it. */
    String forName(String name) {
        String quoted = quoted();
        if (quoted != null) {
            return quoted;
        }
        String proper = properName();
        if (proper != null) {
            return proper;
        }
        return text.isBlank() ? (name.isEmpty() ? "example" : name.replace('_', ' ')) : text.strip();
    }

    /** The first number of the text, if it is at least that; else that. */
    Number number(double least) {
        int from = 0;
        while (from < text.length() && !Character.isDigit(text.charAt(from))) {
            from++;
        }
        int to = from;
        while (to < text.length() && (Character.isDigit(text.charAt(to)) || isPoint(to)) && to - from < 15) {
            to++;
        }
        double number = to > from ? Double.parseDouble(text.substring(from, to)) : least;
        double value = Math.max(number, least);
        return value == Math.rint(value) ? (Number) (long) value : value;
    }

    private boolean isPoint(int at) {
        return text.charAt(at) == '.'
                && at + 1 < text.length()
                && Character.isDigit(text.charAt(at + 1))
                && text.lastIndexOf('.', at - 1) < 0;
    }

    private @Nullable String quoted() {
        int from = text.indexOf('"');
        int to = from < 0 ? -1 : text.indexOf('"', from + 1);
        return to > from + 1 ? text.substring(from + 1, to) : null;
    }

    /** Words with a capital letter that do not begin a sentence: "What is the weather in New York?". */
    private @Nullable String properName() {
        StringBuilder name = new StringBuilder();
        boolean sentenceBegins = true;
        for (String word : text.split(" ", -1)) {
            boolean capital = !word.isEmpty() && Character.isUpperCase(word.charAt(0)) && word.length() > 1;
            if (capital && !sentenceBegins) {
                name.append(name.isEmpty() ? "" : " ").append(bare(word));
            } else if (!name.isEmpty()) {
                return name.toString();
            }
            sentenceBegins = word.endsWith(".") || word.endsWith("?") || word.endsWith("!") || word.endsWith(":");
            if (sentenceBegins && !name.isEmpty()) {
                return name.toString();
            }
        }
        return name.isEmpty() ? null : name.toString();
    }

    private static String bare(String word) {
        int to = word.length();
        while (to > 1 && !Character.isLetterOrDigit(word.charAt(to - 1))) {
            to--;
        }
        return word.substring(0, to);
    }

    /** The first sentence of a text, or its first line if that ends before. */
    static String firstSentence(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        int end = line.indexOf(". ");
        return end < 0 ? line : line.substring(0, end + 1);
    }

    /** The first URL of the text. */
    String url() {
        int from = text.indexOf("http");
        String rest = from < 0 ? "https://example.com/" : text.substring(from).split("[\\s\"'<>]", 2)[0];
        return rest.endsWith(".") || rest.endsWith("?") ? rest.substring(0, rest.length() - 1) : rest;
    }

    /** The text as it is quoted in an answer: one line, not too long. */
    static String quote(String text) {
        String line = text.strip().replace('\n', ' ');
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
