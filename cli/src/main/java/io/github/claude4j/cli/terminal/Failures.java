package io.github.claude4j.cli.terminal;

import io.github.claude4j.CancelledException;
import io.github.claude4j.InvalidRequestException;
import io.github.claude4j.MissingCredentialsException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

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
        tell(reason(failure) + " (see " + command.getCommandSpec().qualifiedName() + " --help)");
        return USAGE;
    }

    private static String reason(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            boolean command = !failure.getCommandLine().getSubcommands().isEmpty();
            String what = unmatched.isUnknownOption() ? "option " : command ? "command " : "argument ";
            List<String> near = unmatched.getSuggestions();
            return "unknown " + what + unmatched.getUnmatched().get(0)
                    + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?");
        }
        String message = String.valueOf(failure.getMessage());
        return Character.toLowerCase(message.charAt(0)) + message.substring(1);
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
        return failure instanceof UsageException || failure instanceof InvalidRequestException ? USAGE : FAILED;
    }

    private void tell(String message) {
        terminal.note(message.strip().replaceAll("\\s*\\R\\s*", " "));
    }
}
