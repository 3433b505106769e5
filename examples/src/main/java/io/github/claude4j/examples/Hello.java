package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.Model;

/** Asks once; prints the answer and what it took. */
public final class Hello {
    private Hello() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            Message message = claude.messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(1024).addUserMessage("Hello, Claude"));
            System.out.println(message.text());
            System.out.println(message.content());
            System.out.println(message.usage());
        }
    }
}
