package io.github.claude4j.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.Model;
import io.github.claude4j.messages.StopReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the model one thing and shows its answer as it comes. */
@Command(
        name = "message",
        description = "Asks the model one thing; the answer appears as it is written.",
        mixinStandardHelpOptions = true,
        versionProvider = Cli.Version.class)
final class MessageCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Claude.Builder> clients;

    @Mixin
    private final Connection connection = new Connection();

    @Parameters(
            arity = "0..*",
            paramLabel = "PROMPT",
            description = "What to ask. Without it, or with -, it is read from standard input.")
    private List<String> prompt = new ArrayList<>();

    @Option(names = "--model", paramLabel = "ID", description = "The model. Default: ${DEFAULT-VALUE}.")
    private String model = Model.CLAUDE_OPUS_5_5;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            description = "The most tokens that the answer may have. Default: ${DEFAULT-VALUE}.")
    private long maxTokens = 4096;

    @Option(names = "--system", paramLabel = "TEXT", description = "The system prompt.")
    private @Nullable String system;

    @Option(names = "--json", description = "Print the whole message as JSON once it is complete.")
    private boolean json;

    MessageCommand(Terminal terminal, Supplier<Claude.Builder> clients) {
        this.terminal = terminal;
        this.clients = clients;
    }

    @Override
    public Integer call() throws IOException {
        MessageCreateParams params = params();
        try (Connection.Open open = connection.open(terminal, clients);
                MessageStream stream = open.claude().messages().stream(params)) {
            if (!json) {
                showText(stream);
            }
            Message message = stream.message();
            if (json) {
                terminal.out().json(message.json());
            }
            message.stopReason().ifPresent(this::tellWhyItStopped);
        }
        return 0;
    }

    private MessageCreateParams params() throws IOException {
        MessageCreateParams.Builder params =
                MessageCreateParams.builder().model(model).maxTokens(maxTokens).addUserMessage(text());
        if (system != null) {
            params.system(system);
        }
        return params.build();
    }

    private String text() throws IOException {
        String text = String.join(" ", prompt);
        if (prompt.isEmpty() && terminal.typed()) {
            throw new UsageException(
                    "no prompt: expected one as an argument or on standard input (see claude4j message --help)");
        }
        if (prompt.isEmpty() || text.equals("-")) {
            text = new String(terminal.in().readAllBytes(), UTF_8).strip();
        }
        if (text.isBlank()) {
            throw new UsageException("the prompt is empty");
        }
        return text;
    }

    /** Ends with a line feed also when the answer breaks off, so that what is said about it has a line of its own. */
    private void showText(MessageStream stream) {
        String last = "\n";
        try {
            for (Iterator<String> pieces = stream.textDeltas().iterator(); pieces.hasNext(); ) {
                last = pieces.next();
                terminal.out().text(last);
            }
        } finally {
            if (!last.endsWith("\n")) {
                terminal.out().text("\n");
            }
        }
    }

    private void tellWhyItStopped(StopReason reason) {
        switch (reason.value()) {
            case "max_tokens" ->
                terminal.note("the answer is cut at " + maxTokens + " tokens; --max-tokens allows for more");
            case "model_context_window_exceeded" ->
                terminal.note("the answer is cut where the model's context window ends");
            case "refusal" -> terminal.note("the model declined to answer");
            default -> {}
        }
    }
}
