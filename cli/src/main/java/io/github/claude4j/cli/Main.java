package io.github.claude4j.cli;

import io.github.claude4j.Claude;
import io.github.claude4j.cli.terminal.Terminal;

/** The process that runs {@link Cli}. */
public final class Main {
    private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";
    private static final String TRANSPORT = "claude4j.transport";

    private Main() {}

    public static void main(String[] args) {
        // What the client logs is one line for people here, not two with a time and a class name.
        if (System.getProperty(LOG_FORMAT) == null) {
            System.setProperty(LOG_FORMAT, "claude4j: %5$s%n");
        }
        CtrlC ctrlC = CtrlC.watch();
        preferSockets();
        int code = new Cli(Terminal.ofProcess(), () -> Claude.builder().fromEnv()).run(args);
        ctrlC.commandEnded();
        System.exit(code);
    }

    /** Most commands make one call, which the JDK's client takes longest of all to begin with. */
    static void preferSockets() {
        if (System.getProperty(TRANSPORT) == null) {
            System.setProperty(TRANSPORT, "socket");
        }
    }
}
