package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Model;
import io.github.claude4j.runs.Conversation;

/** Goes on with a conversation of which some turns were there before. */
public final class GoOn {
    private GoOn() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            Conversation conversation = claude.run(m -> m.model(Model.CLAUDE_HAIKU_4_5)
                    .maxTokens(512)
                    .addUserMessage("Why is the sky blue?")
                    .addAssistantMessage("Due to rayleigh scattering.")
                    .addUserMessage("How is that different than mie scattering?"));
            System.out.println(conversation.text());
            conversation = claude.runner(r -> {}).run(conversation.say("And which makes clouds white?"));
            System.out.println(conversation.text());
        }
    }
}
