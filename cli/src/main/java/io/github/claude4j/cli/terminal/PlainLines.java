package io.github.claude4j.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** Lines as they come on standard input. */
public final class PlainLines implements ChatInput {
    private final Terminal terminal;
    private final BufferedReader lines;

    public PlainLines(Terminal terminal) {
        this.terminal = terminal;
        this.lines = terminal.reader();
    }

    @Override
    public @Nullable String next() throws IOException {
        String text = line("> ");
        while (text != null && ChatInput.isOpen(text)) {
            String more = line(". ");
            if (more == null) {
                break;
            }
            text += "\n" + more;
        }
        return text == null ? null : ChatInput.joined(text);
    }

    private @Nullable String line(String prompt) throws IOException {
        if (terminal.typed()) {
            terminal.err().print(prompt);
            terminal.err().flush();
        }
        try {
            return lines.readLine();
        } catch (CharacterCodingException e) {
            throw Terminal.noText();
        }
    }

    @Override
    public @Nullable String ask(String question) throws IOException {
        return line(question);
    }

    @Override
    public void interruptibly(Runnable turn) {
        turn.run();
    }

    @Override
    public void close() {}
}
