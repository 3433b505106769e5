package io.github.claude4j.cli.commands;

import io.github.claude4j.cli.options.Place;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.cli.terminal.Version;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.FakeCloud;
import io.github.claude4j.testkit.FakeOptions;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description = "Answers and faults to give first: a JSON object a line. docs/testing.md tells the form.")
    private @Nullable Path script;

    @Option(
            names = "--control",
            description = "Let programs script it while it runs, under /_fake/, and read what it received.")
    private boolean control;

    @Option(
            names = "--window",
            arity = "0..1",
            fallbackValue = "0",
            paramLabel = "PORT",
            description = "Show the requests as they come on a page for a browser. Default of its port: any free one.")
    private @Nullable Integer window;

    @Option(names = "--lenient", description = "Check nothing, and answer whatever is asked for.")
    private boolean lenient;

    @Option(names = "--no-tools", description = "Call no tools by itself, only those that have to be used.")
    private boolean noTools;

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description = "Let web pages of this origin in, such as http://app.test:3000. Can be repeated.")
    private List<String> origins = new ArrayList<>();

    @Option(
            names = "--backend",
            paramLabel = "CLOUD",
            completionCandidates = Place.Names.class,
            converter = Place.Reader.class,
            description = "The cloud to stand for instead of the API: ${COMPLETION-CANDIDATES}.")
    private @Nullable Place backend;

    public ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Ports.check("--port", port);
        if (window != null) {
            Ports.check("--window", window);
        }
        try (FakeClaude fake = start()) {
            load(fake);
            terminal.out().text(backend == null ? greeting(fake) : greeting(fake, backend));
            if (window != null) {
                terminal.out().line("Watch it in a browser: " + fake.window());
            }
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private FakeClaude start() {
        try {
            return FakeClaude.start(this::configure);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--allow-" + e.getMessage());
        } catch (UncheckedIOException e) {
            throw Ports.taken(e);
        }
    }

    private void configure(FakeOptions options) {
        options.port(port)
                .clock(Clock.systemUTC())
                .strict(!lenient)
                .callTools(!noTools)
                .control(control);
        origins.forEach(options::allowOrigin);
        if (window != null) {
            options.window(window);
        }
        if (backend != null) {
            options.cloud(backend.fake());
        }
    }

    private void load(FakeClaude fake) {
        if (script != null) {
            try {
                fake.script(script);
            } catch (IllegalArgumentException | UncheckedIOException e) {
                throw new UsageException("--script: " + e.getMessage());
            }
        }
    }

    private static String greeting(FakeClaude fake) {
        return """
                A fake of the Claude API is listening on %1$s
                Point any client at it:
                    ANTHROPIC_BASE_URL=%1$s ANTHROPIC_API_KEY=anything claude4j message "Hello"
                Ctrl-C ends it.
                """.formatted(fake.url());
    }

    private static String greeting(FakeClaude fake, Place cloud) {
        return """
                A fake of %s is listening on %s
                It takes any API key and any token; requests to AWS are signed with
                    AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s
                Ctrl-C ends it.
                """.formatted(cloud, fake.url(), FakeCloud.ACCESS_KEY_ID, FakeCloud.SECRET_ACCESS_KEY);
    }
}
