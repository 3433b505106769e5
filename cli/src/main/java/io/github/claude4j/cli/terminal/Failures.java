package io.github.claude4j.cli.terminal;

import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.MissingCredentialsException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Makes one line and an exit code of whatever goes wrong. */
public final class Failures {
    static final int FAILED = 1;
    public static final int USAGE = 2;
    /** As shells count what a signal ended: 128 and the signal's number. */
    static final int INTERRUPTED = 130;

    static final int READER_LEFT = 141;

    private final Terminal terminal;

    public Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The command line cannot be understood. */
    public int ofArguments(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        tell(BadArguments.reason(failure) + " (see " + command.getCommandSpec().qualifiedName() + " --help)");
        return USAGE;
    }

    /** The command failed. */
    public int ofCommand(Exception failure) {
        if (failure instanceof CancelledException || failure instanceof InterruptedException) {
            return INTERRUPTED;
        }
        if (failure instanceof OutputException output && output.readerLeft()) {
            return READER_LEFT;
        }
        if (failure instanceof MissingCredentialsException) {
            tell("no API key: set ANTHROPIC_API_KEY (or ANTHROPIC_AUTH_TOKEN),"
                    + " or add --offline for a local fake that needs none");
            return USAGE;
        }
        String message = failure.getMessage();
        tell(message == null || message.isBlank() ? failure.getClass().getSimpleName() : message);
        return isUsage(failure) ? USAGE : FAILED;
    }

    /** Whether nothing was sent because of what the user gave or has set up. */
    private static boolean isUsage(Exception failure) {
        return failure instanceof UsageException
                || failure instanceof InvalidParamsException
                || (failure instanceof CredentialsException && !(failure.getCause() instanceof ConnectionException));
    }

    private void tell(String message) {
        terminal.note(message);
    }
}
