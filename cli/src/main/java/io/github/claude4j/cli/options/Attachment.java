package io.github.claude4j.cli.options;

import io.github.claude4j.InvalidRequestException;
import io.github.claude4j.cli.terminal.Table;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.messages.Content;
import io.github.claude4j.messages.ContentBlock;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Files that go with what the user says. */
public final class Attachment {
    private static final List<String> IMAGES = List.of(".png", ".jpg", ".jpeg", ".gif", ".webp");

    private Attachment() {}

    /** An image, PDF or text: a file, which its content tells, or a URL, which its ending tells. */
    public static ContentBlock of(String name) {
        if (name.startsWith("https://") || name.startsWith("http://")) {
            String path = name.replaceFirst("[?#].*", "").toLowerCase(Locale.ROOT);
            return IMAGES.stream().anyMatch(path::endsWith) ? Content.imageUrl(name) : Content.documentUrl(name);
        }
        return ofFile(name, file(name));
    }

    private static ContentBlock ofFile(String name, Path file) {
        try {
            return Content.image(file);
        } catch (InvalidRequestException e) {
            // Not an image, so a document.
        }
        try {
            return Content.document(file);
        } catch (InvalidRequestException e) {
            throw new UsageException(name + ": expected a JPEG, PNG, GIF or WebP image, a PDF or text in UTF-8");
        }
    }

    /** A file that can be read. */
    public static Path file(String name) {
        try {
            Path file = Path.of(name);
            if (!Files.exists(file)) {
                throw new UsageException(name + ": there is no such file");
            }
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new UsageException(name + ": expected a file that can be read");
            }
            return file;
        } catch (InvalidPathException e) {
            throw new UsageException(Table.plain(name) + ": expected the name of a file");
        }
    }
}
