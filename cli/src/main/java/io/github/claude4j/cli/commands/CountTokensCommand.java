package io.github.claude4j.cli.commands;

import io.github.claude4j.Claude;
import io.github.claude4j.cli.options.Asking;
import io.github.claude4j.cli.options.Connection;
import io.github.claude4j.cli.options.KnownModels;
import io.github.claude4j.cli.options.Prompt;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.Version;
import io.github.claude4j.messages.MessageCountTokensParams;
import io.github.claude4j.messages.MessageTokensCount;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Counts the tokens of a prompt. */
@Command(
        name = "count-tokens",
        description = "Counts the tokens of a prompt, which costs nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class CountTokensCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Claude.Builder> clients;

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Prompt prompt = new Prompt();

    @Option(
            names = "--model",
            paramLabel = "ID",
            completionCandidates = KnownModels.class,
            description = "The model whose tokens are counted. Default: ${DEFAULT-VALUE}.")
    private String model = Asking.USUAL_MODEL;

    @Option(names = "--system", paramLabel = "TEXT", description = "The system prompt.")
    private @Nullable String system;

    @Option(names = "--json", description = "Print the answer of the API as JSON.")
    private boolean json;

    public CountTokensCommand(Terminal terminal, Supplier<Claude.Builder> clients) {
        this.terminal = terminal;
        this.clients = clients;
    }

    @Override
    public Integer call() throws IOException {
        MessageCountTokensParams.Builder params =
                MessageCountTokensParams.builder().model(model).addMessage(prompt.message(terminal, "count-tokens"));
        if (system != null) {
            params.system(system);
        }
        try (Connection.Open open = connection.open(terminal, clients)) {
            MessageTokensCount count = open.claude().messages().countTokens(params.build());
            if (json) {
                terminal.out().json(count.json());
            } else {
                terminal.out().line(Long.toString(count.inputTokens()));
            }
        }
        return 0;
    }
}
