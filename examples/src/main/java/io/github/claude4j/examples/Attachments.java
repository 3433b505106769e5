package io.github.claude4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.Claude;
import io.github.claude4j.files.FileMetadata;
import io.github.claude4j.messages.Content;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.Model;
import io.github.claude4j.messages.ServiceTier;

/** Shows the model pictures and documents: from the net, from memory, uploaded before. */
public final class Attachments {
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";

    private Attachments() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            Message summary = claude.messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5)
                            .maxTokens(4096)
                            .system("You are a careful analyst.")
                            .thinkingAdaptive()
                            .serviceTier(ServiceTier.AUTO)
                            .addUserMessage(
                                    Content.imageUrl("https://example.com/chart.png"),
                                    Content.documentUrl("https://example.com/handbook.pdf"),
                                    Content.text("Summarize both attachments.")));
            System.out.println(summary.text());

            FileMetadata file = claude.files().upload("Sales went up by 3 %.".getBytes(UTF_8), "report.txt");
            Message answer = claude.messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5)
                            .maxTokens(1024)
                            .addUserMessage(Content.imageBase64(PIXEL), Content.text("What's in this image?"))
                            .addAssistantMessage("One pixel.")
                            .addUserMessage(
                                    Content.documentFileId(
                                            file.id(), d -> d.cited().title("Q4 Report")),
                                    Content.text("Summarize this document")));
            System.out.println(answer.text());
        }
    }
}
