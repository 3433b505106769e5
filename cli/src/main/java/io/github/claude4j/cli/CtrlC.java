package io.github.claude4j.cli;

import io.github.claude4j.cli.terminal.LastWork;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/**
 * Ctrl-C ends a command in order, and the process as one that a signal ended: a shell goes on with its loop or script after an
 * exit code, also after 130, and stops only when the signal was what ended the command. The JVM turns the signal into an exit;
 * this runs before that.
 */
final class CtrlC {
    /** How long a command has to stop. One that waits for input that does not come cannot be told. */
    private static final long PATIENCE_MILLIS = 1000;

    /** So the JVM calls the thread in which it handles the signal. */
    private static final String HANDLER = "SIGINT handler";

    private final Thread command;
    private final CountDownLatch ended = new CountDownLatch(1);

    private CtrlC(Thread command) {
        this.command = command;
    }

    /** Looks after the command that this thread runs. */
    static CtrlC watch() {
        CtrlC watch = new CtrlC(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(new Thread(watch::atExit, "claude4j-ctrl-c"));
        return watch;
    }

    /** The command has ended; what it was to clean up is cleaned up. */
    void commandEnded() {
        ended.countDown();
    }

    private void atExit() {
        boolean asked = Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(HANDLER));
        if (!asked) {
            return;
        }
        command.interrupt();
        try {
            ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            LastWork.await();
            Signals.registerDefault("INT");
            // Java cannot send a signal to itself that it does not handle.
            new ProcessBuilder(
                            "sh", "-c", "kill -INT " + ProcessHandle.current().pid())
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            // Without a shell there is no loop in it either: the exit code has to do.
        }
    }
}
