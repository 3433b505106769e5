package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Content;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.Model;
import java.util.List;

/** Hands the model what a search of one's own has found, for it to cite. */
public final class SearchResults {
    private SearchResults() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            Message message = claude.messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5)
                            .maxTokens(1024)
                            .addUserMessage(
                                    Content.searchResult(
                                            "https://docs/api",
                                            "API Reference",
                                            List.of("Send a key."),
                                            r -> r.cited().cached()),
                                    Content.text("How do I authenticate?")));
            System.out.println(message.text());
        }
    }
}
