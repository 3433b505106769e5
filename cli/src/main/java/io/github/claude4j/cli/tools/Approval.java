package io.github.claude4j.cli.tools;

import io.github.claude4j.cli.terminal.ChatInput;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Asks the person at the terminal whether a tool may run, with all of its input in view. */
public final class Approval {
    private final Terminal terminal;
    private final ChatInput input;
    private final Set<String> always = new HashSet<>();

    /** What was answered; the reason is for the model, and empty where the call is allowed. */
    public record Answer(boolean isAllowed, String reason) {
        private static final Answer YES = new Answer(true, "");
    }

    public Approval(Terminal terminal, ChatInput input) {
        this.terminal = terminal;
        this.input = input;
    }

    /** What becomes of a call. Nobody is asked where nobody types: then it does not run. */
    public Answer of(String name, JsonObject toolInput) {
        if (always.contains(name)) {
            return Answer.YES;
        }
        if (!terminal.typed()) {
            terminal.note("the model calls " + name + ", and nobody is here to allow it");
            return new Answer(false, "nobody is here to allow it");
        }
        tell(name, toolInput);
        while (true) {
            switch (answer()) {
                case "y", "yes" -> {
                    return Answer.YES;
                }
                case "a", "always" -> {
                    always.add(name);
                    return Answer.YES;
                }
                case "", "n", "no" -> {
                    return new Answer(false, "the user said no");
                }
                default -> terminal.note("expected y, n or a (for always)");
            }
        }
    }

    /** Shows all of a call, so that nothing of it is hidden. */
    public void tell(String name, JsonObject toolInput) {
        terminal.note("the model calls " + Terminal.visible(name) + " with " + Terminal.visible(toolInput.toJson()));
    }

    private String answer() {
        try {
            String answer = input.ask("run it? y(es), n(o), a(lways) ");
            if (answer == null) {
                throw new CancelledException("nobody answered whether the tool may run", null);
            }
            return answer.strip().toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
