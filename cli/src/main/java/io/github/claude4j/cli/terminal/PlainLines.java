package io.github.claude4j.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import org.jspecify.annotations.Nullable;

/** Lines as they come on standard input. */
public final class PlainLines implements ChatInput {
    private final Terminal terminal;
    private final BufferedReader lines;

    public PlainLines(Terminal terminal) {
        this.terminal = terminal;
        this.lines = new BufferedReader(new InputStreamReader(terminal.in(), UTF_8));
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
        return lines.readLine();
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
