package io.github.claude4j.codegen.official;

import java.util.ArrayList;
import java.util.List;

/** Splits TypeScript into words, texts and signs. */
final class TsLexer {
    /**
     * A piece of the source.
     *
     * @param text the word, the sign, or the text without its quotes
     * @param quoted whether it is text
     * @param comment the comment before it; empty where there is none
     */
    record Token(String text, boolean quoted, String comment) {
        boolean is(String sign) {
            return !quoted && text.equals(sign);
        }

        boolean isWord() {
            return !quoted && Character.isJavaIdentifierStart(text.charAt(0));
        }
    }

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private String comment = "";
    private int at;

    private TsLexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) {
        TsLexer lexer = new TsLexer(source);
        while (lexer.at < source.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() {
        char c = source.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (source.startsWith("//", at)) {
            at = end("\n");
        } else if (source.startsWith("/*", at)) {
            int from = at;
            at = end("*/");
            comment = source.substring(from, at);
        } else if (c == '\'' || c == '"' || c == '`') {
            text(c);
        } else if (Character.isJavaIdentifierPart(c)) {
            int from = at;
            while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
                at++;
            }
            add(source.substring(from, at), false);
        } else {
            at++;
            add(String.valueOf(c), false);
        }
    }

    private int end(String of) {
        int found = source.indexOf(of, at + 2);
        return found < 0 ? source.length() : found + of.length();
    }

    private void text(char quote) {
        StringBuilder text = new StringBuilder();
        for (at++; at < source.length() && source.charAt(at) != quote; at++) {
            at += source.charAt(at) == '\\' && at + 1 < source.length() ? 1 : 0;
            text.append(source.charAt(at));
        }
        at++;
        add(text.toString(), true);
    }

    private void add(String text, boolean quoted) {
        tokens.add(new Token(text, quoted, comment));
        comment = "";
    }
}
