package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Model;
import io.github.claude4j.runs.RunEvent;
import io.github.claude4j.runs.RunStream;
import io.github.claude4j.runs.Runner;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import java.time.Duration;

/** Shows what an agent does while it does it. */
public final class StreamingAgent {
    private StreamingAgent() {}

    record Search(String words) {}

    public static void main(String[] args) {
        ToolFunction search = Tools.function("search_docs", "Searches our documents.", Search.class, (in, call) -> {
                    call.progress("looking for " + in.words());
                    return "Two pages are about " + in.words() + ".";
                })
                .readOnly() // begins as soon as the call is written, before the answer has ended
                .timeout(Duration.ofSeconds(10));

        try (Claude claude = Claude.fromEnv()) {
            Runner runner = claude.runner(r -> r.tools(search).maxTurns(20).maxCost("0.50"));
            try (RunStream events = runner.stream(m -> m.model(Model.CLAUDE_OPUS_5_5)
                    .maxTokens(1024)
                    .addUserMessage("Use search_docs for \"owls\" and sum up what is there."))) {
                for (RunEvent event : events) {
                    show(event);
                }
                System.out.println(events.conversation().outcome());
            }
        }
    }

    private static void show(RunEvent event) {
        if (event instanceof RunEvent.Text text) {
            System.out.print(text.text());
        } else if (event instanceof RunEvent.Progress progress) {
            System.out.println("[" + progress.name() + ": " + progress.text() + "]");
        } else if (event instanceof RunEvent.Result result) {
            System.out.println("[" + result.name() + " " + (result.isError() ? "failed" : "is done") + "]");
        } else if (event instanceof RunEvent.Restarted) {
            System.out.println("\n[the connection was lost; once more]");
        } else if (event instanceof RunEvent.Reply) {
            System.out.println();
        }
    }
}
