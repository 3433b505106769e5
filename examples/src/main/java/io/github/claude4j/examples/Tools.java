package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Content;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.Model;
import io.github.claude4j.messages.Tool;
import io.github.claude4j.messages.ToolResultBlock;
import java.util.List;

/** Lets the model call a tool until it has its answer. */
public final class Tools {
    private static final Tool WEATHER = Tool.builder()
            .name("get_weather")
            .description("The weather in a city now.")
            .inputSchema(s -> s.properties(JsonObject.of("city", JsonObject.of("type", "string")))
                    .required(List.of("city")))
            .build();

    private Tools() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            MessageCreateParams.Builder params = MessageCreateParams.builder()
                    .model(Model.CLAUDE_OPUS_5_5)
                    .maxTokens(1024)
                    .addTool(WEATHER)
                    .addUserMessage("Use get_weather: do I need an umbrella in Paris?");
            Message message = claude.messages().create(params.build());
            while (!message.toolUses().isEmpty()) {
                List<ToolResultBlock> results = message.toolUses().stream()
                        .map(use -> Content.toolResult(
                                use.id(), weatherIn(use.input().string("city"))))
                        .toList();
                message = claude.messages()
                        .create(params.addMessage(message)
                                .addUserMessage(results)
                                .build());
            }
            System.out.println(message.text());
        }
    }

    private static String weatherIn(String city) {
        return "15 degrees and rain in " + city;
    }
}
