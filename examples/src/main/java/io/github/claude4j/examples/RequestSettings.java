package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Effort;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.Model;
import io.github.claude4j.messages.ServiceTier;
import io.github.claude4j.tools.Tools;
import java.util.List;

/** The smaller settings of a request; beta headers go along by themselves. */
public final class RequestSettings {
    private RequestSettings() {}

    public static void main(String[] args) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(Model.CLAUDE_OPUS_5_5)
                .maxTokens(1024)
                .system("You are a helpful assistant")
                .stopSequences(List.of("END", "STOP"))
                .metadata(d -> d.userId("123"))
                .serviceTier(ServiceTier.STANDARD_ONLY)
                .addTool(Tools.codeExecution())
                .container("my-container-123")
                .clearOldToolUses()
                .effort(Effort.HIGH)
                .addUserMessage("Hello!")
                .build();
        System.out.println(params.json()); // what is sent
        try (Claude claude = Claude.fromEnv()) {
            System.out.println(claude.messages().create(params).text());
        }
    }
}
