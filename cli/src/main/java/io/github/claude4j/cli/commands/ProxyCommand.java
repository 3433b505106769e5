package io.github.claude4j.cli.commands;

import io.github.claude4j.cli.terminal.LastWork;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.cli.terminal.Version;
import io.github.claude4j.testkit.Recorder;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stands between programs of any language and the API, to show or to record what they say to each other. */
@Command(
        name = "proxy",
        description = "Passes requests on to the API until it is interrupted, and shows or records them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class ProxyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--window",
            arity = "0..1",
            fallbackValue = "0",
            paramLabel = "PORT",
            description = "Show the requests as they come on a page for a browser. Default of its port: any free one.")
    private @Nullable Integer window;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description =
                    "Write what was said into this file at the end, without credentials, to be replayed in tests.")
    private @Nullable Path record;

    @Option(names = "--port", paramLabel = "N", description = "The port to listen on. Default: any free one.")
    private int port;

    @Option(
            names = "--to",
            paramLabel = "URL",
            defaultValue = "https://api.anthropic.com",
            description = "The API or the gateway to pass requests on to. Default: ${DEFAULT-VALUE}.")
    private String to = "";

    public ProxyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Ports.check("--port", port);
        if (window != null) {
            Ports.check("--window", window);
        }
        if (window == null && record == null) {
            throw new UsageException("proxy: expected --window, --record or both, found neither");
        }
        URI api = api();
        checkRecord();
        try (Recorder recorder = start(api)) {
            // A signal ends the process without unwinding this, and what was recorded is written when the recorder
            // ends.
            LastWork last = LastWork.of(() -> end(recorder));
            try {
                terminal.out().text(greeting(recorder, api));
                new CountDownLatch(1).await();
            } finally {
                last.cancel();
            }
        }
        return 0;
    }

    private Recorder start(URI api) {
        return record == null ? Recorder.watch(api, this::configure) : Recorder.record(record, api, this::configure);
    }

    private void configure(Recorder.Options options) {
        options.port(port);
        if (window != null) {
            options.window(window);
        }
    }

    private void end(Recorder recorder) {
        try {
            recorder.close();
        } catch (UncheckedIOException e) {
            terminal.note(String.valueOf(e.getMessage()));
        }
    }

    /** It is written at the end, when it would be too late to say so. */
    private void checkRecord() {
        if (record == null) {
            return;
        }
        if (Files.isDirectory(record)) {
            throw new UsageException("--record: expected a file, found the folder " + record);
        }
        Path folder = record.toAbsolutePath().getParent();
        if (folder != null && Files.exists(folder) && !(Files.isDirectory(folder) && Files.isWritable(folder))) {
            throw new UsageException("--record: nothing can be written into " + folder);
        }
    }

    private URI api() {
        URI api;
        try {
            api = URI.create(to);
        } catch (IllegalArgumentException e) {
            throw notAnApi();
        }
        String scheme = api.getScheme() == null ? "" : api.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("https") || scheme.equals("http");
        if (!web || api.getHost() == null || api.getRawQuery() != null || api.getRawUserInfo() != null) {
            throw notAnApi();
        }
        return api;
    }

    private UsageException notAnApi() {
        return new UsageException("--to: expected an address such as https://api.anthropic.com, found " + to);
    }

    private String greeting(Recorder recorder, URI api) {
        String text = """
                Requests to %1$s are passed on to %2$s
                Point any program at it; its own key goes on with its requests:
                    ANTHROPIC_BASE_URL=%1$s claude4j message "Hello\"""".formatted(recorder.url(), api);
        if (window != null) {
            text += "\nWatch it in a browser: " + recorder.window();
        }
        if (record != null) {
            text += "\nWhat is said is written to " + record + " at the end.";
        }
        return text + "\nCtrl-C ends it.\n";
    }
}
