package io.github.claude4j.cli.commands;

import io.github.claude4j.cli.terminal.Likeness;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.cli.terminal.Version;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what a command does. */
@Command(
        name = "help",
        description = "Shows what a command does, as --help after it does.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class HelpCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<CommandLine> commands;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command, such as files upload.")
    private List<String> names = List.of();

    /**
     * Writes to this terminal.
     *
     * @param commands all commands
     */
    public HelpCommand(Terminal terminal, Supplier<CommandLine> commands) {
        this.terminal = terminal;
        this.commands = commands;
    }

    @Override
    public Integer call() {
        CommandLine command = commands.get();
        for (String name : names) {
            CommandLine next = command.getSubcommands().get(name);
            if (next == null) {
                throw new UsageException("unknown command " + name
                        + Likeness.question(name, command.getSubcommands().keySet()));
            }
            command = next;
        }
        terminal.out().text(command.getUsageMessage(command.getColorScheme()));
        return 0;
    }
}
