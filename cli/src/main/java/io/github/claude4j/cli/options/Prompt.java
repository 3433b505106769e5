package io.github.claude4j.cli.options;

import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.messages.ContentBlock;
import io.github.claude4j.messages.TextBlock;
import io.github.claude4j.messages.UserMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the user says, of every command that takes it: words, and files that go with them. */
public final class Prompt {
    @Parameters(
            arity = "0..*",
            paramLabel = "PROMPT",
            description = "What to ask. Without it, or with -, it is read from standard input.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "An image, a PDF or text to ask about: a file or an https URL; may be repeated.")
    private List<String> files = new ArrayList<>();

    /** The user's turn: the files, and behind them the text that asks about them. */
    public UserMessage message(Terminal terminal, String command) throws IOException {
        String text = text(terminal, words, command);
        if (files.isEmpty()) {
            return UserMessage.of(text);
        }
        List<ContentBlock> content = new ArrayList<>();
        for (String file : files) {
            content.add(Attachment.of(file));
        }
        content.add(TextBlock.of(text));
        return UserMessage.builder().content(content).build();
    }

    /** The words as one text; that of standard input where there are none. */
    public static String text(Terminal terminal, List<String> words, String command) throws IOException {
        String text = String.join(" ", words);
        if (words.isEmpty() && terminal.typed()) {
            throw new UsageException("no prompt: expected one as an argument or on standard input (see claude4j "
                    + command + " --help)");
        }
        if (words.isEmpty() || text.equals("-")) {
            text = terminal.text().strip();
        }
        if (text.isBlank()) {
            throw new UsageException("the prompt is empty");
        }
        return text;
    }
}
