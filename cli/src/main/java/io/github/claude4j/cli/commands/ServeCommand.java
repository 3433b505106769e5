package io.github.claude4j.cli.commands;

import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.cli.terminal.Version;
import io.github.claude4j.testkit.FakeClaude;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the fake API for programs of any language to talk to. */
@Command(
        name = "serve",
        description = "Runs a local fake of the API until it is interrupted.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class ServeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--port", paramLabel = "N", description = "The port to listen on. Default: any free one.")
    private int port;

    public ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > 65_535) {
            throw new UsageException("--port: expected a number up to 65535, found " + port);
        }
        try (FakeClaude fake = FakeClaude.start(o -> o.port(port).clock(Clock.systemUTC()))) {
            terminal.out().line("""
                    A fake of the Claude API is listening on %1$s
                    Point any client at it:
                        ANTHROPIC_BASE_URL=%1$s ANTHROPIC_API_KEY=anything claude4j message "Hello"
                    Ctrl-C ends it.""".formatted(fake.url()));
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
