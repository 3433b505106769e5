package io.github.claude4j.cli.commands;

import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.Version;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what a shell needs to complete commands. */
@Command(
        name = "completion",
        description = "Prints the script by which a shell completes commands and options.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Put one of these into ~/.bashrc or ~/.zshrc:",
            "    source <(claude4j completion bash)",
            "    source <(claude4j completion zsh)"
        })
public final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Supplier<CommandLine> commands;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell = Shell.bash;

    /** The shells, as they are called. */
    enum Shell {
        bash,
        zsh
    }

    /**
     * Writes to this terminal.
     *
     * @param commands all commands
     */
    public CompletionCommand(Terminal terminal, Supplier<CommandLine> commands) {
        this.terminal = terminal;
        this.commands = commands;
    }

    @Override
    public Integer call() {
        // One script serves both: in zsh it begins by loading zsh's own imitation of bash's completion.
        String script = AutoComplete.bash("claude4j", commands.get());
        terminal.out().text(shell == Shell.zsh ? "autoload -Uz compinit && compinit -u\n" + script : script);
        return 0;
    }
}
