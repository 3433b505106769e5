package io.github.claude4j.cli.terminal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with arguments in the words of all other errors: the name, what was expected, what was found. */
final class BadArguments {
    private BadArguments() {}

    static String reason(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (failure instanceof MissingParameterException missing) {
            return missing.getMissing().stream().map(BadArguments::missing).collect(Collectors.joining("; "));
        }
        if (failure instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + ": was given twice";
        }
        ArgSpec argument = failure.getArgSpec();
        String value = failure.getValue();
        if (argument != null && value != null) {
            return name(argument) + ": expected " + expected(argument) + ", found " + value;
        }
        String message = String.valueOf(failure.getMessage());
        return Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    private static String unmatched(UnmatchedArgumentException failure) {
        CommandLine command = failure.getCommandLine();
        Set<String> commands = command.getSubcommands().keySet();
        String found = failure.getUnmatched().get(0);
        if (failure.isUnknownOption()) {
            String option = found.replaceFirst("=.*", "");
            String near = Likeness.question(
                    option, command.getCommandSpec().optionsMap().keySet());
            return "unknown option " + option
                    + (near.isEmpty() && !commands.isEmpty() ? "; options come after the command" : near);
        }
        return "unknown " + (commands.isEmpty() ? "argument " : "command ") + found
                + Likeness.question(found, commands);
    }

    private static String missing(ArgSpec argument) {
        return argument instanceof OptionSpec
                ? name(argument) + ": expected " + argument.paramLabel() + ", found nothing"
                : "expected " + argument.paramLabel() + ", found nothing";
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String expected(ArgSpec argument) {
        Class<?> type = argument.type();
        Iterable<String> candidates = argument.completionCandidates();
        if (type == boolean.class || type == Boolean.class) {
            return "no value";
        }
        if (candidates != null && type != String.class) {
            return "one of "
                    + StreamSupport.stream(candidates.spliterator(), false).collect(Collectors.joining(", "));
        }
        if (type == Path.class) {
            return "the name of a file";
        }
        return Map.class.isAssignableFrom(type) ? argument.paramLabel() : "a whole number";
    }
}
