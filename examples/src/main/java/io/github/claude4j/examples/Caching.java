package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.CacheTtl;
import io.github.claude4j.messages.Content;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.Model;

/** Marks what the API is to keep for the next request: prompt, messages, or wherever it sees fit. */
public final class Caching {
    private Caching() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            Message message = claude.messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5)
                            .maxTokens(1024)
                            .cachedSystem("Long system prompt...", CacheTtl.TTL_1H)
                            .addUserMessage(Content.cachedText("Large shared context...", CacheTtl.TTL_1H))
                            .addUserMessage("The actual question"));
            System.out.println(message.usage().cacheCreationInputTokens());
            message = claude.messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5)
                            .maxTokens(1024)
                            .system("Large shared context...")
                            .cached(CacheTtl.TTL_1H) // on the last block that can be cached
                            .addUserMessage("The actual question"));
            System.out.println(message.usage().cacheCreationInputTokens());
        }
    }
}
