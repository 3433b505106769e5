package io.github.claude4j.checks.runs;

import io.github.claude4j.Claude;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.runs.Conversation;
import io.github.claude4j.runs.Journal;
import io.github.claude4j.runs.RunStream;
import io.github.claude4j.runs.Runner;
import io.github.claude4j.tools.ToolCall;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The process that {@link KillTest} kills: begins a run, or goes on with it, whose tools write into a file. */
public final class KilledRun {
    static final JsonObject OPEN = JsonObject.of("type", "object");

    private KilledRun() {}

    /** Takes the URL of the API, the journal, the file of effects, and whether to stream. */
    public static void main(String[] args) {
        Path journalFile = Path.of(args[1]);
        Path effects = Path.of(args[2]);
        try (Claude claude = Claude.builder().apiKey("key").baseUrl(args[0]).build();
                Journal journal = Journal.file(journalFile)) {
            Runner runner = claude.runner(r -> r.tools(
                            tool("act", effects),
                            tool("again", effects).repeatable(),
                            tool("look", effects).readOnly())
                    .maxTurns(1000));
            MessageCreateParams params = MessageCreateParams.builder()
                    .model("claude-opus-5-5")
                    .maxTokens(1000)
                    .addUserMessage("Go.")
                    .build();
            Conversation end;
            if (Boolean.parseBoolean(args[3])) {
                try (RunStream stream = runner.stream(params, journal)) {
                    end = stream.end();
                }
            } else {
                end = runner.run(params, journal);
            }
            System.out.println(end.text());
        }
    }

    private static ToolFunction tool(String name, Path effects) {
        return Tools.function(name, "Does something.", OPEN, (in, call) -> {
            done(effects, call);
            // Long enough to be killed in the middle now and then.
            Thread.sleep(in.optLong("millis").orElse(0));
            return "did " + call.id();
        });
    }

    private static synchronized void done(Path effects, ToolCall call) throws IOException {
        Files.writeString(
                effects,
                call.name() + " " + call.id() + " " + call.key() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
