package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Model;
import io.github.claude4j.runs.Conversation;
import io.github.claude4j.runs.Step;
import io.github.claude4j.tools.ToolCall;
import io.github.claude4j.tools.ToolOutput;
import io.github.claude4j.tools.Tools;
import java.util.HashMap;
import java.util.Map;

/** The loop by hand, saved after each step: for a workflow engine, a queue, or whatever else runs things. */
public final class OwnLoop {
    private static final Map<String, String> STORE = new HashMap<>();

    private OwnLoop() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            Conversation begin = claude.conversation(m -> m.model(Model.CLAUDE_OPUS_5_5)
                    .maxTokens(1024)
                    .addTool(Tools.custom("get_weather", "The weather in a city now.", """
                            {"properties": {"city": {"type": "string"}}, "required": ["city"]}"""))
                    .addUserMessage("Use get_weather: what's the weather in Paris?"));
            STORE.put("42", begin.json().toJson());

            boolean goesOn = true;
            while (goesOn) {
                Conversation before = Conversation.of(STORE.get("42")); // perhaps in another process
                Conversation after = step(claude, before);
                goesOn = !after.equals(before);
                STORE.put("42", after.json().toJson()); // compare version() here where others write too
            }
            System.out.println(Conversation.of(STORE.get("42")).text());
        }
    }

    private static Conversation step(Claude claude, Conversation conversation) {
        Conversation c = conversation;
        Step next = c.next();
        if (next instanceof Step.Ask ask) {
            c = c.replied(claude.messages().create(ask.params()));
        } else if (next instanceof Step.Decide decide) {
            for (ToolCall call : decide.calls()) {
                c = c.allow(call.id());
            }
        } else if (next instanceof Step.Call run) {
            for (ToolCall call : run.calls()) {
                c = c.answer(call.id(), weather(call));
            }
        }
        return c;
    }

    private static ToolOutput weather(ToolCall call) {
        return call.input()
                .optString("city")
                .map(city -> ToolOutput.text("15 degrees and rain in " + city))
                .orElseGet(() -> ToolOutput.error("city is missing")); // the model is told, and may try again
    }
}
