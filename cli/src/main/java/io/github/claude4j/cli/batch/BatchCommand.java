package io.github.claude4j.cli.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.Claude;
import io.github.claude4j.JsonLines;
import io.github.claude4j.batches.BatchCreateParams;
import io.github.claude4j.batches.BatchRequest;
import io.github.claude4j.batches.MessageBatch;
import io.github.claude4j.batches.MessageBatchIndividualResponse;
import io.github.claude4j.cli.options.Asking;
import io.github.claude4j.cli.options.Attachment;
import io.github.claude4j.cli.options.Connection;
import io.github.claude4j.cli.options.Listing;
import io.github.claude4j.cli.terminal.NewFile;
import io.github.claude4j.cli.terminal.Progress;
import io.github.claude4j.cli.terminal.Table;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.cli.terminal.Version;
import io.github.claude4j.cli.terminal.Wording;
import io.github.claude4j.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Many requests at once, at half the price, within a day. */
@Command(
        name = "batch",
        description = "Submits many requests at once, waits for them and fetches their results.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "    id=$(claude4j batch submit questions.jsonl)",
            "    claude4j batch wait $id && claude4j batch results $id --output answers.jsonl"
        })
public final class BatchCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Claude.Builder> clients;

    public BatchCommand(Terminal terminal, Supplier<Claude.Builder> clients) {
        this.terminal = terminal;
        this.clients = clients;
    }

    @Override
    public Integer call() {
        throw new UsageException(
                "batch: expected submit, wait, results, list, show, cancel or delete (see claude4j batch --help)");
    }

    @Command(
            description = "Submits the requests of a file, a line of JSON each, and prints the id of their batch.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            footer = {
                "",
                "A line is what the API takes, {\"custom_id\":\"a\",\"params\":{...}}, or short:"
                        + " {\"custom_id\":\"a\",\"prompt\":\"Hi\"}, with any other field of the params beside it. A line"
                        + " without custom_id is called line-N, after its number.",
                "The options are for lines that do not say these things themselves."
            })
    int submit(
            @Mixin Connection connection,
            @Mixin Asking asking,
            @Parameters(paramLabel = "FILE", description = "The file, or - for standard input.") String file,
            @Option(names = "--json", description = "Print the batch as JSON.") boolean json)
            throws IOException {
        List<BatchRequest> requests = read(file, asking.over(JsonObject.of()));
        try (Connection.Open open = connection.open(terminal, clients)) {
            MessageBatch batch = open.claude()
                    .messages()
                    .batches()
                    .create(BatchCreateParams.builder().requests(requests).build());
            if (json) {
                terminal.out().json(batch.json());
            } else {
                terminal.out().line(batch.id());
                String follow = "; claude4j batch wait " + batch.id() + " follows them";
                terminal.note("submitted " + Wording.count(requests.size(), "request") + open.later(follow));
            }
        }
        return 0;
    }

    private List<BatchRequest> read(String file, JsonObject defaults) throws IOException {
        boolean piped = file.equals("-");
        String source = piped ? "standard input" : file;
        try (BufferedReader lines = piped ? terminal.reader() : Files.newBufferedReader(Attachment.file(file), UTF_8)) {
            return new BatchLines(source, defaults).read(lines);
        } catch (CharacterCodingException e) {
            throw new UsageException(source + ": expected text in UTF-8");
        }
    }

    @Command(
            description = "Lists the batches, the newest first.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int list(@Mixin Connection connection, @Mixin Listing listing) {
        long pageSize = listing.pageSize();
        Table table = new Table()
                .whole("ID")
                .whole("STATE")
                .right("DONE")
                .right("ALL")
                .whole("CREATED")
                .cut("COUNTS");
        try (Connection.Open open = connection.open(terminal, clients)) {
            listing.show(
                    terminal,
                    open.claude().messages().batches().list(p -> p.limit(pageSize)),
                    "batches",
                    table,
                    batch -> List.of(
                            batch.id(),
                            BatchState.status(batch),
                            Long.toString(BatchState.done(batch)),
                            Long.toString(BatchState.all(batch)),
                            Wording.time(batch.createdAt()),
                            BatchState.counts(batch)));
        }
        return 0;
    }

    @Command(
            description = "Shows how far a batch is.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int show(@Mixin Connection connection, @Mixin OneBatch batch) {
        try (Connection.Open open = connection.open(terminal, clients)) {
            batch.show(terminal, open.claude().messages().batches().retrieve(batch.id()));
        }
        return 0;
    }

    @Command(
            name = "wait",
            description = "Waits until a batch has ended. It can be stopped and begun again at any time.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int await(@Mixin Connection connection, @Mixin OneBatch batch) {
        try (Connection.Open open = connection.open(terminal, clients)) {
            batch.show(terminal, ended(open.claude(), batch.id()));
        }
        return 0;
    }

    private MessageBatch ended(Claude claude, String id) {
        try (Progress progress = new Progress(terminal)) {
            return claude.messages()
                    .batches()
                    .awaitEnd(
                            id,
                            wait -> wait.onProgress(batch -> {
                                if (!batch.hasEnded()) {
                                    progress.tell(BatchState.progress(batch));
                                }
                            }));
        }
    }

    @Command(
            description = "Prints the results of a batch that has ended.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int results(
            @Mixin Connection connection,
            @Mixin OneBatch batch,
            @Option(
                            names = "--output",
                            paramLabel = "FILE",
                            description = "Save them as lines of JSON; the file appears once they are complete.")
                    @Nullable
                    Path output,
            @Option(names = "--force", description = "Replace a file that is there.") boolean force) {
        NewFile target = output == null ? null : new NewFile(output, force);
        BatchResults results = new BatchResults(terminal);
        try (Connection.Open open = connection.open(terminal, clients)) {
            MessageBatch found = open.claude().messages().batches().retrieve(batch.id());
            if (!found.hasEnded()) {
                throw new IllegalStateException(
                        BatchState.progress(found) + "; claude4j batch wait " + found.id() + " waits for the rest");
            }
            try (JsonLines<MessageBatchIndividualResponse> lines =
                            open.claude().messages().batches().results(batch.id());
                    Progress progress = new Progress(terminal)) {
                if (target != null) {
                    target.write(out -> results.write(lines, out, progress));
                } else if (batch.json()) {
                    results.json(lines);
                } else {
                    results.text(lines);
                }
            }
        }
        terminal.note(results.summary());
        return 0;
    }

    @Command(
            description = "Cancels a batch: what is not yet answered never will be.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int cancel(@Mixin Connection connection, @Mixin OneBatch batch) {
        try (Connection.Open open = connection.open(terminal, clients)) {
            batch.show(terminal, open.claude().messages().batches().cancel(batch.id()));
        }
        return 0;
    }

    @Command(
            description = "Deletes a batch that has ended, with its results.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    int delete(
            @Mixin Connection connection, @Parameters(paramLabel = "ID", description = "The batch's id.") String id) {
        try (Connection.Open open = connection.open(terminal, clients)) {
            open.claude().messages().batches().delete(id);
            terminal.note("deleted " + id);
        }
        return 0;
    }

    /** Which batch, and for whom it is shown. */
    static final class OneBatch {
        @Parameters(paramLabel = "ID", description = "The batch's id.")
        private String id = "";

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        String id() {
            return id;
        }

        boolean json() {
            return json;
        }

        void show(Terminal terminal, MessageBatch batch) {
            if (json) {
                terminal.out().json(batch.json());
            } else {
                terminal.out().text(BatchState.facts(batch));
            }
        }
    }
}
