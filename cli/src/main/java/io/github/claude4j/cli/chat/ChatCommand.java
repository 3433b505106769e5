package io.github.claude4j.cli.chat;

import io.github.claude4j.Claude;
import io.github.claude4j.cli.options.Asking;
import io.github.claude4j.cli.options.Attachment;
import io.github.claude4j.cli.options.Connection;
import io.github.claude4j.cli.terminal.ChatInput;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.Version;
import io.github.claude4j.cli.tools.Approval;
import io.github.claude4j.cli.tools.CommandTool;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.runs.Runner;
import io.github.claude4j.tools.Decision;
import io.github.claude4j.tools.ToolFunction;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A conversation in the terminal. */
@Command(
        name = "chat",
        description = "A conversation; /help in it tells what it can do.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class ChatCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<Claude.Builder> clients;

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final Asking asking = new Asking();

    @Option(
            names = "--load",
            paramLabel = "FILE",
            description = "Go on with a saved conversation; other options change what it says.")
    private @Nullable String load;

    @Option(
            names = "--tool",
            paramLabel = "FILE",
            description =
                    "A command that the model may call, described in a JSON file; may be repeated. You are asked first.")
    private List<String> tools = List.of();

    public ChatCommand(Terminal terminal, Supplier<Claude.Builder> clients) {
        this.terminal = terminal;
        this.clients = clients;
    }

    @Override
    public Integer call() throws IOException {
        List<ToolFunction> functions = CommandTool.all(tools);
        Chat chat = load == null ? Chat.of(asking.over(JsonObject.of())) : Chat.load(Attachment.file(load));
        chat.request(asking.over(chat.request()));
        try (Connection.Open open = connection.open(terminal, clients);
                ChatInput input = ChatInput.of(terminal, ChatCommands.NAMES)) {
            Approval approval = new Approval(terminal, input);
            Runner runner = open.claude()
                    .runner(r -> r.tools(functions).approve(call -> decision(approval.of(call.name(), call.input()))));
            ChatSession session = new ChatSession(terminal, runner, new Meter(open.claude()), chat, input);
            session.run(load != null);
        }
        return 0;
    }

    private static Decision decision(Approval.Answer answer) {
        return answer.isAllowed() ? Decision.allow() : Decision.deny(answer.reason());
    }
}
