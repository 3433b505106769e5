package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.Model;
import io.github.claude4j.models.ModelInfo;

/** Lists the models and counts the tokens of a message before it is sent. */
public final class Models {
    private Models() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            for (ModelInfo model : claude.models().list()) {
                System.out.println(model.id() + ", " + model.displayName());
            }
            MessageCreateParams params = MessageCreateParams.builder()
                    .model(Model.CLAUDE_OPUS_5_5)
                    .maxTokens(1024)
                    .addUserMessage("How long is this?")
                    .build();
            System.out.println(claude.messages().countTokens(params).inputTokens() + " tokens");
        }
    }
}
