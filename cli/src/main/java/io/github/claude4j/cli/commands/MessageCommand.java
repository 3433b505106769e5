package io.github.claude4j.cli.commands;

import io.github.claude4j.Claude;
import io.github.claude4j.cli.options.AnswerView;
import io.github.claude4j.cli.options.Asking;
import io.github.claude4j.cli.options.Connection;
import io.github.claude4j.cli.options.Prompt;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.Version;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks the model one thing and shows its answer as it comes. */
@Command(
        name = "message",
        description = "Asks the model one thing; the answer appears as it is written.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class MessageCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Claude.Builder> clients;

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Asking asking = new Asking();

    @Mixin
    private final Prompt prompt = new Prompt();

    @Option(names = "--json", description = "Print the whole message as JSON once it is complete.")
    private boolean json;

    public MessageCommand(Terminal terminal, Supplier<Claude.Builder> clients) {
        this.terminal = terminal;
        this.clients = clients;
    }

    @Override
    public Integer call() throws IOException {
        MessageCreateParams params =
                asking.params().addMessage(prompt.message(terminal, "message")).build();
        try (Connection.Open open = connection.open(terminal, clients);
                MessageStream stream = open.claude().messages().stream(params)) {
            if (!json) {
                new AnswerView(terminal).show(stream);
            }
            Message message = stream.message();
            if (json) {
                terminal.out().json(message.json());
            }
            AnswerView.tellWhyItStopped(terminal, params, message);
        }
        return 0;
    }
}
