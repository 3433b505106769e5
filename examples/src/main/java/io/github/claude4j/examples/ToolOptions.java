package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.CacheTtl;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.Model;
import io.github.claude4j.tools.Tools;

/** Tools of one's own: strict, cached, streamed eagerly; and the choice among them. */
public final class ToolOptions {
    private static final String SCHEMA = """
            {"type": "object", "properties": {"location": {"type": "string"}},
             "required": ["location"], "additionalProperties": false}""";

    private ToolOptions() {}

    public static void main(String[] args) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(Model.CLAUDE_HAIKU_5_5)
                .maxTokens(1024)
                .addTool(Tools.custom("get_weather", "Get weather for a location", SCHEMA, t -> t.strict(true)))
                .addTool(Tools.custom("get_time", "Get the time there", SCHEMA, t -> t.cached(CacheTtl.TTL_1H)))
                .addTool(Tools.custom("write_poem", "Write a poem", SCHEMA, t -> t.eagerInputStreaming(true)))
                .toolChoiceTool("write_poem") // or toolChoiceAuto(), toolChoiceAny(), toolChoiceNone()
                .addUserMessage("A poem about Oslo, with write_poem.")
                .build();
        try (Claude claude = Claude.fromEnv();
                MessageStream stream = claude.messages().stream(params)) {
            stream.forEach(event -> stream.toolInput(0).ifPresent(input -> System.out.println(input)));
            System.out.println(stream.message().toolUses().get(0).name());
        }
    }
}
