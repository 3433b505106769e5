package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.Model;

/** Gets an answer in JSON of a given shape. */
public final class StructuredOutput {
    private StructuredOutput() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            Message message = claude.messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5)
                            .maxTokens(1024)
                            .outputSchema("""
                                    {"type": "object", "properties": {"name": {"type": "string"}},
                                     "required": ["name"], "additionalProperties": false}""")
                            .addUserMessage("Who wrote Faust?"));
            System.out.println(JsonObject.parse(message.text()).string("name"));
        }
    }
}
