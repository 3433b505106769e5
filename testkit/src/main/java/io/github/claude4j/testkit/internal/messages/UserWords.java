package io.github.claude4j.testkit.internal.messages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds in what the user said the words and numbers that could be meant by a value, each in its turn. */
final class UserWords {
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])-?\\d{1,15}(?:\\.\\d{1,15})?(?![\\w]|\\.\\d)");

    private final String text;

    /** Whether any words will do; otherwise only what was given in quotes and numbers. */
    private final boolean free;

    private final List<String> quotes;
    private final List<Double> numbers = new ArrayList<>();
    private int nextQuote;
    private int nextNumber;

    private UserWords(String text, boolean free) {
        this.text = text;
        this.free = free;
        quotes = new ArrayList<>(Quotes.in(text));
        quotes.removeIf(String::isBlank);
        Matcher number = NUMBER.matcher(free ? text : Quotes.without(text));
        while (number.find()) {
            numbers.add(Double.valueOf(number.group()));
        }
    }

    /** All that was said, for what the model itself says. */
    static UserWords of(String text) {
        return new UserWords(text, true);
    }

    /** Only what was said to be given to this tool: its inputs come into effect. */
    static UserWords givenTo(String tool, String text) {
        return new UserWords(new Asking(tool, text).given(), false);
    }

    /** Whether the text holds this as a word, be it spelled with underscores or with spaces, in any case. */
    boolean mention(String name) {
        String said = Pattern.quote(name) + "|" + Pattern.quote(name.replace('_', ' '));
        return !name.isEmpty()
                && Pattern.compile("(?<!\\w)(?:" + said + ")(?!\\w)", Pattern.CASE_INSENSITIVE)
                        .matcher(text)
                        .find();
    }

    /** Text for an argument of this name: the next that stands in quotes, else any words, else what does no harm. */
    String forName(String name) {
        if (nextQuote < quotes.size()) {
            return quotes.get(nextQuote++);
        }
        String plain = name.toLowerCase(Locale.ROOT);
        if (!free) {
            return plain.contains("url") || plain.contains("uri") ? "https://example.com/" : "example";
        }
        if (!quotes.isEmpty()) {
            return quotes.get(quotes.size() - 1);
        }
        String proper = properName();
        if (proper != null) {
            return proper;
        }
        return text.isBlank() ? (name.isEmpty() ? "example" : name.replace('_', ' ')) : text.strip();
    }

    /** The next number of the text; null when it has none for this. */
    @Nullable
    Double number() {
        if (nextNumber < numbers.size()) {
            return numbers.get(nextNumber++);
        }
        return free && !numbers.isEmpty() ? numbers.get(numbers.size() - 1) : null;
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
