package io.github.claude4j.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** Lines that a person edits in a terminal, with the earlier ones at hand. */
public final class EditedLines implements ChatInput {
    private final Terminal notes;
    private final org.jline.terminal.Terminal terminal;
    private final LineReader reader;

    /** @param commands what the tabulator key completes */
    EditedLines(Terminal notes, org.jline.terminal.Terminal terminal, List<String> commands) {
        this.notes = notes;
        this.terminal = terminal;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(new Lines())
                .completer(new StringsCompleter(commands))
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, ". ")
                // An exclamation mark is one, and no earlier line.
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.AUTO_FRESH_LINE, true)
                .build();
    }

    /** The terminal of this process. It is set up by {@code stty}, which is there on its own and loads no native code. */
    public static EditedLines ofProcess(Terminal notes, List<String> commands) throws IOException {
        org.jline.terminal.Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .provider(TerminalBuilder.PROP_PROVIDER_EXEC)
                .dumb(true)
                // Asking the terminal what it can do takes half a second where it does not answer.
                .graphemeCluster(false)
                .encoding(UTF_8)
                .build();
        return new EditedLines(notes, terminal, commands);
    }

    @Override
    public @Nullable String next() {
        while (true) {
            try {
                return ChatInput.joined(reader.readLine("> "));
            } catch (UserInterruptException e) {
                if (e.getPartialLine().isEmpty()) {
                    notes.note("Ctrl-D or /exit ends the chat");
                }
            } catch (EndOfFileException e) {
                return null;
            }
        }
    }

    @Override
    public @Nullable String ask(String question) {
        // An answer is nothing to be said again.
        reader.setVariable(LineReader.DISABLE_HISTORY, true);
        try {
            return reader.readLine(question);
        } catch (UserInterruptException | EndOfFileException e) {
            return null;
        } finally {
            reader.setVariable(LineReader.DISABLE_HISTORY, false);
        }
    }

    @Override
    public void interruptibly(Runnable turn) {
        Thread reading = Thread.currentThread();
        SignalHandler before = terminal.handle(Signal.INT, signal -> reading.interrupt());
        try {
            turn.run();
        } finally {
            terminal.handle(Signal.INT, before);
            // One that came too late must not end what comes next.
            Thread.interrupted();
        }
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }

    /** Takes a line as it is, and asks for another while it is open. */
    private static final class Lines extends DefaultParser {
        Lines() {
            setQuoteChars(new char[0]);
            setEscapeChars(new char[0]);
        }

        @Override
        public ParsedLine parse(String line, int cursor, ParseContext context) {
            if (context == ParseContext.ACCEPT_LINE && ChatInput.isOpen(line)) {
                throw new EOFError(-1, -1, "more lines have to follow");
            }
            return super.parse(line, cursor, context);
        }
    }
}
