package io.github.claude4j.testkit.internal.messages;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text asks of one tool. A made-up call runs in somebody's real tool, so a tool counts as asked for only where a
 * sentence plainly says to use it, and what it is given are the quotes and numbers behind its name there, no other words.
 */
final class Asking {
    private static final Pattern NO = Pattern.compile(
            "\\b(?:no|not|never|nor|none|neither|without|cannot|avoid|stop|refrain|forbidden|instead of|rather than)\\b"
                    + "|n['’]t\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TOOLS = Pattern.compile("\\btools?\\b", Pattern.CASE_INSENSITIVE);

    /** An order at the beginning of a sentence or of a part of it, or a request; no report and no question about it. */
    private static final String ORDER = "(?:(?:^[\\s\\-*•>#]{0,20}(?:\\d+[.)]\\s*)?|[,:;(–—]\\s*"
            + "|\\b(?:please|and|then|now|just|also|first|next|(?:can|could|would|will) you|you (?:to|should|must|can))\\s+)"
            + "(?:use|call|run|invoke|execute|try)|\\busing)\\s+"
            + "(?:(?:the|a|an|my|your|our|this|tool|function|named|called)\\s+|[\"“`'*:]\\s*){0,9}";

    private final List<Sentence> sentences;
    private final Pattern name;
    private final Pattern order;

    /**
     * A sentence.
     *
     * @param bare the same with spaces for what stands in quotes, unless that is the tool's name alone
     */
    private record Sentence(String text, String bare) {
        boolean saysNo() {
            return NO.matcher(bare).find();
        }
    }

    Asking(String tool, String text) {
        String word = "(?<![\\w-])" + Pattern.quote(tool) + "(?![\\w-])";
        name = Pattern.compile(word, Pattern.CASE_INSENSITIVE);
        order = Pattern.compile(ORDER + word, Pattern.CASE_INSENSITIVE);
        sentences = sentences(text, tool);
    }

    /** Whether the text plainly says to use the tool, and nowhere not to use it, or any. */
    boolean isPlain() {
        boolean asked = false;
        for (Sentence sentence : sentences) {
            boolean meant = name.matcher(sentence.bare).find();
            if (sentence.saysNo() && (meant || TOOLS.matcher(sentence.bare).find())) {
                return false;
            }
            asked |= order.matcher(sentence.bare).find();
        }
        return asked;
    }

    /** What stands behind the tool's name in the sentence that asks for it, or else names it; empty without one. */
    String given() {
        String given = "";
        for (Sentence sentence : sentences) {
            Matcher asked = order.matcher(sentence.bare);
            Matcher named = name.matcher(sentence.bare);
            if (!sentence.saysNo() && asked.find()) {
                return sentence.text.substring(asked.end());
            }
            if (!sentence.saysNo() && given.isEmpty() && named.find()) {
                given = sentence.text.substring(named.end());
            }
        }
        return given;
    }

    private static List<Sentence> sentences(String text, String tool) {
        List<Sentence> sentences = new ArrayList<>();
        StringBuilder bare = new StringBuilder(text);
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            int close = Quotes.end(text, i);
            if (close > 0) {
                if (!text.substring(i + 1, close).equalsIgnoreCase(tool)) {
                    bare.replace(i + 1, close, " ".repeat(close - i - 1));
                }
                i = close;
            } else if (endsAt(text, i)) {
                sentences.add(new Sentence(text.substring(from, i + 1), bare.substring(from, i + 1)));
                from = i + 1;
            }
        }
        sentences.add(new Sentence(text.substring(from), bare.substring(from)));
        return sentences;
    }

    /** The points of a list belong to the sentence before them, which may say what not to do. */
    private static boolean endsAt(String text, int at) {
        char c = text.charAt(at);
        boolean point = c == '.' || c == '!' || c == '?';
        boolean mayEnd =
                c == '\n' || (point && (at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1))));
        if (!mayEnd) {
            return false;
        }
        int next = at;
        while (next < text.length() && (next == at || Character.isWhitespace(text.charAt(next)))) {
            next++;
        }
        boolean newLine = text.substring(at, next).indexOf('\n') >= 0;
        boolean listed = next < text.length() && "-*•".indexOf(text.charAt(next)) >= 0;
        return !(newLine && listed);
    }
}
