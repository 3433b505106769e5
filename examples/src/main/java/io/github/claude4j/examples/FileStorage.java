package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.files.FileMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Uploads a file, lists, inspects and deletes. */
public final class FileStorage {
    private FileStorage() {}

    public static void main(String[] args) throws IOException {
        Path report = Files.writeString(Files.createTempFile("report", ".txt"), "Sales went up by 3 %.");
        try (Claude claude = Claude.fromEnv()) {
            FileMetadata file = claude.files().upload(report);
            claude.files().list().forEach(each -> System.out.println(each.filename()));
            FileMetadata info = claude.files().retrieveMetadata(file.id());
            if (info.downloadable()) {
                claude.files().download(file.id()).saveTo(report); // what tools made, not what was uploaded
            }
            claude.files().delete(file.id());
        } finally {
            Files.delete(report);
        }
    }
}
