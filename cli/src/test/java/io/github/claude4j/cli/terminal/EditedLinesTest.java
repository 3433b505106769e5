package io.github.claude4j.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.Test;

class EditedLinesTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final LineDisciplineTerminal terminal;
    private final EditedLines lines;

    EditedLinesTest() throws IOException {
        terminal = new LineDisciplineTerminal("test", "xterm", OutputStream.nullOutputStream(), UTF_8);
        Terminal notes = new Terminal(
                InputStream.nullInputStream(),
                new Output(OutputStream.nullOutputStream()),
                new PrintStream(err, true, UTF_8),
                true,
                true,
                true,
                new ProcessScreen());
        lines = new EditedLines(notes, terminal, List.of("/help"));
    }

    private void type(String keys) throws IOException {
        terminal.processInputBytes(keys.getBytes(UTF_8));
    }

    @Test
    void next_lineThatWasEdited_isWhatIsLeftInTheEnd() throws IOException {
        type("helpp\b\blo, wörld! it's 50% \\d\r");
        assertThat(lines.next()).isEqualTo("hello, wörld! it's 50% \\d");
    }

    @Test
    void next_openLine_goesOn() throws IOException {
        type("one\\\rtwo\r");
        assertThat(lines.next()).isEqualTo("one\ntwo");
        type("\"\"\"a\r\rb\"\"\"\r");
        assertThat(lines.next()).isEqualTo("a\n\nb");
    }

    @Test
    void next_controlDOnAnEmptyLine_isTheEnd() throws IOException {
        type("\u0004");
        assertThat(lines.next()).isNull();
    }

    @Test
    void interruptibly_signalDuringIt_interruptsThisThreadAndNoLonger() {
        boolean[] interrupted = {false};
        lines.interruptibly(() -> {
            terminal.raise(Signal.INT);
            interrupted[0] = Thread.currentThread().isInterrupted();
        });
        assertThat(interrupted[0]).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        terminal.raise(Signal.INT);
        assertThat(Thread.interrupted()).isFalse();
    }
}
