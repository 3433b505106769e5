package io.github.claude4j.cli.options;

import io.github.claude4j.Claude;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.testkit.FakeClaude;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that calls the API: whom it talks to. */
public final class Connection {
    @Option(names = "--offline", description = "Talk to a local fake of the API: no key, no network, no real answers.")
    private boolean offline;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "Where the API is. Default: ANTHROPIC_BASE_URL, or https://api.anthropic.com.")
    private @Nullable String baseUrl;

    @Option(
            names = "--backend",
            paramLabel = "CLOUD",
            completionCandidates = Place.Names.class,
            converter = Place.Reader.class,
            description = "The cloud to call instead of the API, as the environment says: ${COMPLETION-CANDIDATES}.")
    private @Nullable Place backend;

    @Option(
            names = "--header",
            paramLabel = "NAME=VALUE",
            description = "A header to send as well, such as anthropic-beta=...; may be repeated.")
    private Map<String, String> headers = new LinkedHashMap<>();

    /**
     * A client and what has to be closed with it.
     *
     * @param lasts whether what it makes is there for the next command too
     */
    public record Open(Claude claude, boolean lasts, Runnable end) implements AutoCloseable {
        /** What to recommend for afterwards; nothing where nothing is left afterwards. */
        public String later(String recommended) {
            return lasts ? recommended : "";
        }

        @Override
        public void close() {
            end.run();
        }
    }

    /** Opens a client as the options say. */
    public Open open(Terminal terminal, Supplier<Claude.Builder> clients) {
        if (offline) {
            if (baseUrl != null) {
                throw new UsageException("--offline and --base-url: expected one of them, found both");
            }
            if (backend != null) {
                throw new UsageException("--offline and --backend: expected one of them, found both");
            }
            terminal.note("offline: a local fake answers, not Claude, and forgets all when this command ends");
            FakeClaude fake = FakeClaude.start();
            return new Open(withHeaders(fake.client()), false, fake::close);
        }
        Claude.Builder builder = clients.get();
        if (backend != null) {
            builder.backend(backend.open());
        }
        if (baseUrl != null) {
            // Who types http:// means it.
            builder.baseUrl(baseUrl).allowInsecureHttp();
        }
        Claude claude = builder.build();
        return new Open(withHeaders(claude), true, claude::close);
    }

    private Claude withHeaders(Claude claude) {
        if (headers.isEmpty()) {
            return claude;
        }
        try {
            return claude.with(options -> headers.forEach(options::header));
        } catch (InvalidParamsException e) {
            throw new UsageException("--header: " + e.getMessage());
        }
    }
}
