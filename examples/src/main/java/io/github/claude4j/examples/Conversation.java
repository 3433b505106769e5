package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.Model;

/** Goes on with a conversation; each answer goes back as it came. */
public final class Conversation {
    private Conversation() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            MessageCreateParams.Builder conversation = MessageCreateParams.builder()
                    .model(Model.CLAUDE_HAIKU_4_5)
                    .maxTokens(512)
                    .system("You are concise.")
                    .addUserMessage("Why is the sky blue?")
                    .addAssistantMessage("Due to rayleigh scattering.")
                    .addUserMessage("How is that different than mie scattering?");
            Message message = claude.messages().create(conversation.build());
            System.out.println(message.text());
            conversation.addMessage(message).addUserMessage("And which makes clouds white?");
            System.out.println(claude.messages().create(conversation.build()).text());
        }
    }
}
