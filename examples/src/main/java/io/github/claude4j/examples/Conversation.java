package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.Model;
import java.util.List;

/** Says several things in turn; each answer goes back as it came. */
public final class Conversation {
    private Conversation() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            MessageCreateParams.Builder conversation = MessageCreateParams.builder()
                    .model(Model.CLAUDE_OPUS_5_5)
                    .maxTokens(1024)
                    .cachedSystem("You are a patient teacher.");
            for (String question : List.of("What is a prime?", "Is 91 one?", "Why?")) {
                Message answer = claude.messages()
                        .create(conversation.addUserMessage(question).build());
                System.out.println(answer.text());
                conversation.addMessage(answer);
            }
        }
    }
}
