package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Content;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.Model;
import io.github.claude4j.messages.StopReason;
import io.github.claude4j.messages.ToolResultBlock;
import io.github.claude4j.messages.ToolUseBlock;
import io.github.claude4j.tools.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets the model call a tool until it has its answer. */
public final class ToolLoop {
    private ToolLoop() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            MessageCreateParams.Builder params = MessageCreateParams.builder()
                    .model(Model.CLAUDE_OPUS_5_5)
                    .maxTokens(1024)
                    .addTool(Tools.webSearch(t -> t.maxUses(5)))
                    .addTool(Tools.webFetch())
                    .addTool(Tools.custom("get_weather", "Look up the weather for a city.", """
                            {"properties": {"city": {"type": "string"}}, "required": ["city"]}"""))
                    .addUserMessage("Use get_weather: what's the weather in Tokyo?");
            Message message = claude.messages().create(params.build());
            // An answer that was cut or refused asks for nothing, whatever calls are in it.
            while (message.stopReason().equals(Optional.of(StopReason.TOOL_USE))) {
                List<ToolResultBlock> results = new ArrayList<>();
                message.toolUses().forEach(use -> results.add(run(use)));
                message.invalidToolUses().forEach(use -> results.add(Content.invalidToolInput(use)));
                params.addMessage(message).addUserMessage(results);
                message = claude.messages().create(params.build());
            }
            System.out.println(message.text());
        }
    }

    private static ToolResultBlock run(ToolUseBlock use) {
        return use.input()
                .optString("city")
                .map(city -> Content.toolResult(use.id(), "72°F and sunny in " + city))
                .orElseGet(
                        () -> Content.toolError(use.id(), "city is missing")); // the model is told, and may try again
    }
}
