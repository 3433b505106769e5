package io.github.claude4j.cli.api;

import io.github.claude4j.Claude;
import io.github.claude4j.cli.options.Connection;
import io.github.claude4j.cli.options.JsonBody;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.cli.terminal.Version;
import io.github.claude4j.client.Caller;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Calls any operation of the API, or lists them all. */
@Command(
        name = "api",
        description = "Calls any operation of the API.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Parameters: in a route and in a query a value is text. In a body a value that is JSON is sent as that JSON,"
                    + " anything else as text (so 5 is a number and '\"5\"' is text). In an upload @path is a file, or all"
                    + " files of a folder. A name that is repeated, or ends with [], makes a list.",
            "",
            "An answer is printed as indented JSON; events, lines and the items of --all as one JSON object a line; a"
                    + " file as it is.",
            "",
            "    claude4j api models.list --all",
            "    claude4j api models.retrieve --param model_id=claude-opus-5-5",
            "    claude4j api messages.create --body @request.json --param stream=true",
            "    claude4j api files.upload --param file=@report.pdf"
        })
public final class ApiCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Claude.Builder> clients;

    @Mixin
    private final Connection connection = new Connection();

    @Parameters(
            arity = "0..1",
            paramLabel = "OPERATION",
            completionCandidates = Catalog.Names.class,
            description = "Its name, such as messages.batches.list. With --list: a part of the names to list.")
    private @Nullable String name;

    @Option(names = "--list", description = "List the operations: name, verb and route.")
    private boolean list;

    @Option(names = "--json", description = "With --list: as JSON.")
    private boolean json;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "A parameter: of the route, the query or the body; may be repeated.")
    private List<String> params = new ArrayList<>();

    @Option(
            names = "--body",
            paramLabel = "JSON",
            description = "The body: JSON, @file, or - for standard input. Parameters are put over it.")
    private @Nullable String body;

    @Option(names = "--all", description = "Go on over all pages.")
    private boolean all;

    @Option(names = "--output", paramLabel = "FILE", description = "Where to save a file that is downloaded.")
    private @Nullable String output;

    public ApiCommand(Terminal terminal, Supplier<Claude.Builder> clients) {
        this.terminal = terminal;
        this.clients = clients;
    }

    @Override
    public Integer call() throws IOException {
        Catalog catalog = new Catalog();
        if (list) {
            list(catalog, name == null ? "" : name);
        } else if (name == null) {
            throw new UsageException("expected an operation or --list (see claude4j api --help)");
        } else {
            call(catalog.find(name));
        }
        return 0;
    }

    private void list(Catalog catalog, String part) {
        if (json) {
            terminal.out().json(catalog.json(part));
        } else {
            terminal.out().text(catalog.text(part, terminal.columns()));
        }
    }

    private void call(Operation operation) throws IOException {
        check(operation);
        Arguments arguments = new Arguments(operation, params);
        JsonObject fields = arguments.fields(JsonBody.read(terminal, body));
        try (Connection.Open open = connection.open(terminal, clients)) {
            Answers answers = new Answers(Caller.of(open.claude().http()), terminal.out());
            answers.print(operation, fields, all, output == null ? null : Path.of(output), arguments.route());
        }
    }

    /** What can be known to be wrong before anything is sent. */
    private void check(Operation operation) {
        boolean file = operation.answer() == Operation.Answer.BINARY;
        if (body != null && !operation.hasBody()) {
            throw new UsageException(operation + ": takes no body; give parameters with --param");
        }
        if (all && operation.answer() != Operation.Answer.PAGE) {
            throw new UsageException(operation + ": does not answer with pages, which --all is for");
        }
        if (output != null && !file) {
            throw new UsageException(operation + ": answers with JSON; redirect it to a file instead of --output");
        }
        if (file && output == null && terminal.seen()) {
            throw new UsageException(operation + ": answers with a file; save it with --output FILE, or redirect it");
        }
    }
}
