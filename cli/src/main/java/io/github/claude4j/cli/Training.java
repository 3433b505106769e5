package io.github.claude4j.cli;

import io.github.claude4j.Claude;
import io.github.claude4j.cli.terminal.Output;
import io.github.claude4j.cli.terminal.ProcessScreen;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.testkit.FakeClaude;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.function.Supplier;

/**
 * Runs the usual commands once, unseen, so that the JVM notes the classes they take; the launcher keeps them in an archive
 * and later starts are quick.
 */
final class Training {
    private Training() {}

    public static void main(String[] args) {
        Main.preferSockets();
        run(Claude::builder, "message", "--offline", "Hello");
        run(Claude::builder, "message", "--offline", "--json", "Hello");
        run(Claude::builder, "api", "models.list", "--offline");
        run(Claude::builder, "models", "--offline");
        run(Claude::builder, "count-tokens", "--offline", "Hello");
        run(Claude::builder, "files", "list", "--offline");
        run(Claude::builder, "batch", "list", "--offline");
        run(Claude::builder, "chat", "--offline");
        run(Claude::builder, "--help");
        try (FakeClaude fake = FakeClaude.start()) {
            // The fake speaks no TLS. The attempt fails, but by then most of what it takes is loaded.
            URI url = URI.create("https://127.0.0.1:" + fake.url().getPort());
            run(() -> Claude.builder().apiKey("none").maxRetries(0).baseUrl(url), "message", "Hello");
        }
    }

    private static void run(Supplier<Claude.Builder> clients, String... args) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(),
                new Output(nowhere),
                new PrintStream(nowhere),
                false,
                false,
                false,
                new ProcessScreen());
        new Cli(terminal, clients).run(args);
    }
}
