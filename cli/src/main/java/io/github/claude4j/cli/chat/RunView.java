package io.github.claude4j.cli.chat;

import io.github.claude4j.cli.options.AnswerView;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.runs.RunEvent;
import io.github.claude4j.runs.RunStream;

/** Shows what happens between a question and its answer, and knows how much of an answer has come. */
final class RunView {
    private final Terminal terminal;
    private final AnswerView view;
    private final StringBuilder answer = new StringBuilder();

    RunView(Terminal terminal) {
        this.terminal = terminal;
        this.view = new AnswerView(terminal);
    }

    void show(RunStream events) {
        try {
            for (RunEvent event : events) {
                show(event);
            }
        } finally {
            view.end();
        }
    }

    /** The text of an answer that has not ended; empty where none is under way. */
    String unfinished() {
        return answer.toString();
    }

    private void show(RunEvent event) {
        if (event instanceof RunEvent.Text text) {
            answer.append(text.text());
            view.text(text.text());
        } else if (event instanceof RunEvent.Thinking thinking) {
            view.thinking(thinking.thinking());
        } else if (event instanceof RunEvent.Reply) {
            answer.setLength(0);
            view.end();
        } else if (event instanceof RunEvent.Restarted restarted) {
            answer.setLength(0);
            note(restarted.reason() + ": the answer begins again");
        } else if (event instanceof RunEvent.Called called) {
            note(called.name() + " runs");
        } else if (event instanceof RunEvent.Result result && result.isError()) {
            note(result.name() + ": " + result.text().lines().findFirst().orElse("failed"));
        } else if (event instanceof RunEvent.Waiting waiting) {
            note(waiting.name() + " was called, for which there is no code here");
        } else if (event instanceof RunEvent.Warned warned) {
            note(warned.text());
        }
    }

    private void note(String text) {
        view.end();
        terminal.note(text);
    }
}
