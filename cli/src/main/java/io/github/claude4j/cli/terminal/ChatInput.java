package io.github.claude4j.cli.terminal;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the user's side of a conversation comes from. A line that ends with a backslash goes on in the next one, and so does
 * one that begins with three quotes until there are three more.
 */
public interface ChatInput extends AutoCloseable {
    String QUOTES = "\"\"\"";

    /** What is said next; null at the end. */
    @Nullable
    String next() throws IOException;

    /** What is answered to this question; null where nobody answers: at the end, or after Ctrl-C. */
    @Nullable
    String ask(String question) throws IOException;

    /** Runs this; where Ctrl-C can be told from the end of the program, it interrupts this thread meanwhile. */
    void interruptibly(Runnable turn);

    @Override
    void close() throws IOException;

    /**
     * The one for this terminal: lines that can be edited where a person types and sees them.
     *
     * @param commands what the tabulator key completes
     */
    static ChatInput of(Terminal terminal, List<String> commands) throws IOException {
        return terminal.typed() && terminal.seen()
                ? EditedLines.ofProcess(terminal, commands)
                : new PlainLines(terminal);
    }

    /** Whether more lines have to follow. */
    static boolean isOpen(String text) {
        return text.startsWith(QUOTES)
                ? text.indexOf(QUOTES, QUOTES.length()) < 0
                : text.endsWith("\\") && !text.endsWith("\\\\");
    }

    /** The text without what only held its lines together. */
    static String joined(String text) {
        if (text.startsWith(QUOTES)) {
            int end = text.indexOf(QUOTES, QUOTES.length());
            return text.substring(QUOTES.length(), end < 0 ? text.length() : end)
                    .strip();
        }
        return text.replace("\\\n", "\n");
    }
}
