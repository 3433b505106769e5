package io.github.claude4j.cli.terminal;

import java.util.concurrent.TimeUnit;

/** One line on standard error that is written over as things go on; gone at the end. */
public final class Progress implements AutoCloseable {
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String CLEAR_LINE = "\r\033[K";

    private final Terminal terminal;
    private final int columns;
    private String shown = "";
    private long next = System.nanoTime();

    public Progress(Terminal terminal) {
        this.terminal = terminal;
        this.columns = terminal.watched() ? terminal.screen().columns() : 0;
    }

    /** Shows this where a person can see it, but not more often than one can read. */
    public void show(String text) {
        if (terminal.watched() && System.nanoTime() - next >= 0) {
            next = System.nanoTime() + LEAST_NANOS;
            write(text);
        }
    }

    /** Shows this where it is news: where nobody watches, as a line of its own. */
    public void tell(String text) {
        if (terminal.watched()) {
            write(text);
        } else if (!text.equals(shown)) {
            shown = text;
            terminal.note(text);
        }
    }

    private void write(String text) {
        shown = text;
        terminal.err().print(CLEAR_LINE + Table.fit(Table.plain(text), columns - 1));
        terminal.err().flush();
    }

    @Override
    public void close() {
        if (terminal.watched() && !shown.isEmpty()) {
            shown = "";
            terminal.err().print(CLEAR_LINE);
            terminal.err().flush();
        }
    }
}
