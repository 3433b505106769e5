package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.files.FileMetadata;
import io.github.claude4j.messages.Content;
import io.github.claude4j.messages.DocumentBlock;
import io.github.claude4j.messages.FileSource;
import io.github.claude4j.messages.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Uploads a file, asks about it and deletes it. */
public final class Uploads {
    private Uploads() {}

    public static void main(String[] args) throws IOException {
        Path report = Files.writeString(Files.createTempFile("report", ".txt"), "Sales went up by 3 %.");
        try (Claude claude = Claude.fromEnv()) {
            FileMetadata file = claude.files().upload(report);
            System.out.println(claude.messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5)
                            .maxTokens(1024)
                            .addUserMessage(
                                    DocumentBlock.of(FileSource.of(file.id())), Content.text("How are sales going?")))
                    .text());
            claude.files().delete(file.id());
        } finally {
            Files.delete(report);
        }
    }
}
