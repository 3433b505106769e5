package io.github.claude4j.cli.options;

import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageListener;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.StopReason;
import java.util.function.Supplier;

/**
 * Shows an answer as it comes: its text on standard output, what was thought on standard error. It ends with a line feed also
 * when the answer breaks off, so that what is said about it has a line of its own.
 */
public final class AnswerView {
    private final Terminal terminal;
    private String text = "\n";
    private String thinking = "\n";

    public AnswerView(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Shows all of it. */
    public void show(MessageStream stream) {
        try {
            stream.listen(new MessageListener() {
                @Override
                public void onText(String delta, Supplier<String> soFar) {
                    text(delta);
                }

                @Override
                public void onThinking(String delta, Supplier<String> soFar) {
                    thinking(delta);
                }
            });
        } finally {
            end();
        }
    }

    /**
     * Ends the line; more may come.
     *
     * @return whether there was one to end
     */
    public boolean end() {
        boolean begun = !text.endsWith("\n");
        endThinking();
        if (begun) {
            terminal.out().text("\n");
        }
        text = "\n";
        return begun;
    }

    /** Shows a piece of its text. */
    public void text(String piece) {
        if (!piece.isEmpty()) {
            endThinking();
            text = piece;
            terminal.answer(piece);
        }
    }

    /** Shows a piece of what was thought. */
    public void thinking(String piece) {
        if (!piece.isEmpty()) {
            thinking = piece;
            terminal.thought(piece);
        }
    }

    private void endThinking() {
        if (!thinking.endsWith("\n")) {
            terminal.err().println();
        }
        thinking = "\n";
    }

    /** Tells why an answer ended where it did, unless it was complete. */
    public static void tellWhyItStopped(Terminal terminal, MessageCreateParams params, Message message) {
        String reason = message.stopReason().map(StopReason::value).orElse("");
        switch (reason) {
            case "max_tokens" ->
                terminal.note("the answer is cut at " + params.maxTokens() + " tokens; --max-tokens allows for more");
            case "model_context_window_exceeded" ->
                terminal.note("the answer is cut where the model's context window ends");
            case "refusal" -> terminal.note("the model declined to answer");
            default -> {}
        }
    }
}
