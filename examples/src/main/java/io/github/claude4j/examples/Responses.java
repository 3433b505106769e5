package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.http.ResponseInfo;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.Model;

/** Looks at what HTTP said, and at fields that the library does not know. */
public final class Responses {
    private Responses() {}

    public static void main(String[] args) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(Model.CLAUDE_OPUS_5_5)
                .maxTokens(1024)
                .addUserMessage("Hello, Claude")
                .build();
        try (Claude claude = Claude.fromEnv()) {
            Message message = claude.messages().create(params);
            ResponseInfo raw = message.response().orElseThrow();
            System.out.println(raw.status() + " " + raw.headers().first("X-My-Header"));
            System.out.println(message.content());
            System.out.println(message.json().get("undocumented_property"));
        }
        // How a field that the library does not know would go out; an API that does not know it either refuses it.
        System.out.println(params.toBuilder().put("baz", "undocumented option").build());
    }
}
