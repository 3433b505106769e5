package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Model;

/** Counts the tokens of a request before it is made. */
public final class TokenCounting {
    private TokenCounting() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            long tokens = claude.messages()
                    .countTokens(m -> m.model(Model.CLAUDE_HAIKU_4_5).addUserMessage("How many tokens is this?"))
                    .inputTokens();
            System.out.println("this request would cost " + tokens + " input tokens");
        }
    }
}
