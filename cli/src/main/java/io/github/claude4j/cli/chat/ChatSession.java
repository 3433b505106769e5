package io.github.claude4j.cli.chat;

import io.github.claude4j.CancelledException;
import io.github.claude4j.Claude;
import io.github.claude4j.ClaudeException;
import io.github.claude4j.InvalidDataException;
import io.github.claude4j.cli.options.AnswerView;
import io.github.claude4j.cli.terminal.ChatInput;
import io.github.claude4j.cli.terminal.Failures;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The conversation as it goes on in a terminal. What goes wrong is told, and a person goes on; a program that cannot see it
 * gets its error code.
 */
final class ChatSession {
    private final Terminal terminal;
    private final Claude claude;
    private final ChatInput input;
    private final ChatCommands commands;
    private final Failures failures;

    ChatSession(Terminal terminal, Claude claude, Chat chat, ChatInput input) {
        this.terminal = terminal;
        this.claude = claude;
        this.input = input;
        this.commands = new ChatCommands(terminal, chat);
        this.failures = new Failures(terminal);
    }

    /**
     * Goes on until the input or the user ends it.
     *
     * @param loaded whether the chat is one that was saved
     */
    void run(boolean loaded) throws IOException {
        if (loaded) {
            commands.tellLoaded();
        } else if (terminal.typed()) {
            terminal.note(
                    "talking to " + commands.chat().request().string("model") + "; /help tells what else is there");
        }
        for (String said = input.next(); said != null; said = input.next()) {
            try {
                if (ChatCommands.isCommand(said)) {
                    switch (commands.run(said.strip())) {
                        case EXIT -> {
                            return;
                        }
                        case ASK -> ask();
                        case DONE -> {}
                    }
                } else if (!said.isBlank()) {
                    commands.chat().say(commands.withFiles(said));
                    ask();
                }
            } catch (UsageException | ClaudeException | UncheckedIOException e) {
                if (!terminal.typed()) {
                    throw e;
                }
                failures.ofCommand(e);
            }
        }
    }

    private void ask() {
        input.interruptibly(this::turn);
        if (terminal.seen()) {
            terminal.out().line("");
        }
    }

    /** One answer. What arrives is kept, also when it breaks off, so far as it can be sent back. */
    private void turn() {
        MessageStream open = null;
        try (MessageStream stream = claude.messages().stream(commands.chat().params())) {
            open = stream;
            new AnswerView(terminal).show(stream);
            keep(stream.message());
        } catch (ClaudeException e) {
            boolean kept = brokenOff(open);
            if (!terminal.typed()) {
                throw e;
            }
            if (e instanceof CancelledException) {
                // The flag has done its work; what follows is to run as ever.
                Thread.interrupted();
                if (open == null) {
                    // The terminal has shown ^C, and no answer has ended the line.
                    terminal.err().println();
                }
                terminal.note("stopped");
            } else {
                failures.ofCommand(e);
            }
            terminal.note((kept ? "what arrived is kept; " : "") + "/retry asks again");
        }
    }

    private void keep(Message message) {
        AnswerView.tellWhyItStopped(terminal, commands.chat().params(), message);
        JsonArray content = message.json().array("content");
        if (!message.toolUses().isEmpty()) {
            terminal.note("the model asks for a tool, which a chat has none of; this answer is not kept");
        } else if (content.isEmpty()) {
            terminal.note("the answer is empty; /retry asks again");
        } else {
            commands.chat().answer(content);
        }
    }

    /** Whether anything could be kept. */
    private boolean brokenOff(@Nullable MessageStream stream) {
        JsonArray kept = stream == null ? JsonArray.of() : arrived(stream);
        if (!kept.isEmpty()) {
            commands.chat().answer(kept);
        }
        return !kept.isEmpty();
    }

    private static JsonArray arrived(MessageStream stream) {
        try {
            return stream.soFar().map(Chat::whole).orElse(JsonArray.of());
        } catch (InvalidDataException e) {
            // What came is no message; that it broke off is the news.
            return JsonArray.of();
        }
    }
}
