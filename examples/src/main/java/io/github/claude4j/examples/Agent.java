package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Model;
import io.github.claude4j.prices.Prices;
import io.github.claude4j.runs.Conversation;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import io.github.claude4j.types.Description;

/** Lets the model call a function, and tools of the API, until it has its answer. */
public final class Agent {
    private Agent() {}

    record Weather(@Description("such as Tokyo") String city) {}

    public static void main(String[] args) {
        ToolFunction weather = Tools.function(
                "get_weather",
                "Look up the weather for a city.",
                Weather.class,
                in -> "72°F and sunny in " + in.city());

        try (Claude claude = Claude.fromEnv()) {
            Conversation end = claude.run(
                    m -> m.model(Model.CLAUDE_SONNET_5_5)
                            .maxTokens(1024)
                            .addUserMessage("Use get_weather: what's the weather in Tokyo?"),
                    weather,
                    Tools.webSearch(t -> t.maxUses(5)),
                    Tools.webFetch());
            System.out.println(end.text());
            System.out.println(end.turns() + " turns, " + end.cost(Prices.standard()));
        }
    }
}
