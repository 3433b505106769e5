package io.github.claude4j.cli;

import io.github.claude4j.Claude;
import io.github.claude4j.cli.api.ApiCommand;
import io.github.claude4j.cli.batch.BatchCommand;
import io.github.claude4j.cli.chat.ChatCommand;
import io.github.claude4j.cli.commands.CompletionCommand;
import io.github.claude4j.cli.commands.CountTokensCommand;
import io.github.claude4j.cli.commands.FilesCommand;
import io.github.claude4j.cli.commands.MessageCommand;
import io.github.claude4j.cli.commands.ModelsCommand;
import io.github.claude4j.cli.commands.ProxyCommand;
import io.github.claude4j.cli.commands.ServeCommand;
import io.github.claude4j.cli.terminal.Failures;
import io.github.claude4j.cli.terminal.OutputException;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.Version;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** The {@code claude4j} command, without the process around it: arguments in, an exit code out. */
@Command(
        name = "claude4j",
        description = "The Claude API in the terminal.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "The API key comes from ANTHROPIC_API_KEY; with --offline none is needed.",
            "Exit codes: 0 done, 1 the call failed, 2 the command was not right."
        })
public final class Cli implements Callable<Integer> {
    private static final List<String> COMMANDS = List.of(
            "message", "chat", "count-tokens", "models", "files", "batch", "api", "serve", "proxy", "completion");

    private final Terminal terminal;
    private final Supplier<Claude.Builder> clients;

    /**
     * A command on this terminal.
     *
     * @param clients gives what clients that talk to the real API are built from
     */
    public Cli(Terminal terminal, Supplier<Claude.Builder> clients) {
        this.terminal = terminal;
        this.clients = clients;
    }

    /** Runs one command to its end. */
    public int run(String... args) {
        Failures failures = new Failures(terminal);
        StringWriter help = new StringWriter();
        CommandLine commands = commands(args.length > 0 ? args[0] : "");
        commands.setOut(new PrintWriter(help));
        commands.setParameterExceptionHandler(failures::ofArguments);
        commands.setExecutionExceptionHandler((failure, command, parsed) -> failures.ofCommand(failure));
        int code = commands.execute(args);
        try {
            terminal.out().text(help.toString());
        } catch (OutputException e) {
            return failures.ofCommand(e);
        }
        return code;
    }

    /** The command of this name alone, since each costs time to look at; all of them when there is none of this name. */
    private CommandLine commands(String name) {
        CommandLine commands = new CommandLine(this);
        for (String command : COMMANDS.contains(name) ? List.of(name) : COMMANDS) {
            commands.addSubcommand(command(command));
        }
        // An argument that begins with @ is a file of the request here, not a file of arguments.
        commands.setExpandAtFiles(false);
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.seen() ? Ansi.AUTO : Ansi.OFF));
        return commands;
    }

    private Object command(String name) {
        return switch (name) {
            case "message" -> new MessageCommand(terminal, clients);
            case "chat" -> new ChatCommand(terminal, clients);
            case "count-tokens" -> new CountTokensCommand(terminal, clients);
            case "models" -> new ModelsCommand(terminal, clients);
            case "files" -> new FilesCommand(terminal, clients);
            case "batch" -> new BatchCommand(terminal, clients);
            case "api" -> new ApiCommand(terminal, clients);
            case "serve" -> new ServeCommand(terminal);
            case "proxy" -> new ProxyCommand(terminal);
            default -> new CompletionCommand(terminal, () -> commands(""));
        };
    }

    /** Without a command there is nothing to do but to say which there are. */
    @Override
    public Integer call() {
        terminal.note("expected a command: " + String.join(", ", COMMANDS) + " (see claude4j --help)");
        return Failures.USAGE;
    }
}
