package io.github.claude4j.cli.chat;

import io.github.claude4j.cli.options.AnswerView;
import io.github.claude4j.cli.terminal.ChatInput;
import io.github.claude4j.cli.terminal.Failures;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.runs.Conversation;
import io.github.claude4j.runs.RunStream;
import io.github.claude4j.runs.Runner;
import io.github.claude4j.runs.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * The conversation as it goes on in a terminal. What goes wrong is told, and a person goes on; a program that cannot see it
 * gets its error code.
 */
final class ChatSession {
    private final Terminal terminal;
    private final Runner runner;
    private final Meter meter;
    private final ChatInput input;
    private final ChatCommands commands;
    private final Failures failures;

    ChatSession(Terminal terminal, Runner runner, Meter meter, Chat chat, ChatInput input) {
        this.terminal = terminal;
        this.runner = runner;
        this.meter = meter;
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

    /** One answer, and the calls on the way to it. What arrives is kept, also when it breaks off. */
    private void turn() {
        Chat chat = commands.chat();
        RunView view = new RunView(terminal);
        try (RunStream events = runner.stream(chat.conversation())) {
            view.show(events);
            chat.conversation(events.conversation());
            tellHowItEnded(chat);
        } catch (ClaudeException e) {
            Conversation asked = Conversation.of(e).orElse(chat.conversation());
            boolean cut = asked.next() instanceof Step.Ask && !view.unfinished().isBlank();
            chat.conversation(cut ? SavedChat.cut(asked, view.unfinished()) : asked);
            if (!terminal.typed()) {
                throw e;
            }
            tellFailure(e, cut);
        }
    }

    private void tellFailure(ClaudeException e, boolean cut) {
        if (e instanceof CancelledException) {
            // The flag has done its work; what follows is to run as ever.
            if (Thread.interrupted() && !cut) {
                // The terminal has shown ^C, and no answer has ended the line.
                terminal.err().println();
            }
            terminal.note("stopped");
        } else {
            failures.ofCommand(e);
        }
        terminal.note((cut ? "what arrived is kept; " : "") + "/retry asks again");
    }

    private void tellHowItEnded(Chat chat) {
        Conversation end = chat.conversation();
        MessageCreateParams params = MessageCreateParams.of(chat.request());
        end.message().ifPresent(answer -> AnswerView.tellWhyItStopped(terminal, params, answer));
        if (end.limit().equals(Optional.of(Conversation.Limit.WINDOW))) {
            terminal.note("the conversation fills the model's context window; /clear begins a new one");
        } else if (end.outcome() == Conversation.Outcome.LIMITED) {
            terminal.note("/retry lets the model go on");
        } else if (end.message().filter(answer -> answer.content().isEmpty()).isPresent()) {
            terminal.note("the answer is empty; /retry asks again");
        }
        if (terminal.typed()) {
            terminal.note(meter.read(end));
        }
    }
}
