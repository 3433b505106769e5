package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.Model;
import io.github.claude4j.tools.Tools;

/** Offers the tools that the API brings along, each in its newest or its basic version. */
public final class ServerTools {
    private ServerTools() {}

    public static void main(String[] args) {
        MessageCreateParams.Builder params = MessageCreateParams.builder()
                .model(Model.CLAUDE_OPUS_5_5)
                .maxTokens(1024)
                .addTool(Tools.bash())
                .addTool(Tools.textEditor(t -> t.maxCharacters(10_000)))
                .addTool(Tools.memory())
                .addTool(Tools.codeExecution())
                .addTool(Tools.advisor(Model.CLAUDE_OPUS_5_5))
                .addTool(Tools.webSearch(t -> t.maxUses(5)
                        .addAllowedDomain("example.com")
                        .userLocation(l -> l.city("Oslo").country("NO"))))
                .addTool(Tools.webFetch(
                        t -> t.maxUses(3).maxContentTokens(20_000).cited()))
                .addUserMessage("Say hello.");
        try (Claude claude = Claude.fromEnv()) {
            Message message = claude.messages().create(params.build());
            System.out.println(message.content().size() + " blocks");
            System.out.println(claude.messages()
                    .create(m -> m.model(Model.CLAUDE_HAIKU_4_5)
                            .maxTokens(1024)
                            .addTool(Tools.basicWebSearch())
                            .addTool(Tools.basicWebFetch())
                            .addTool(Tools.basicComputer(1024, 768, t -> t.displayNumber(1)))
                            .addUserMessage("Say hello."))
                    .text());
        }
    }
}
