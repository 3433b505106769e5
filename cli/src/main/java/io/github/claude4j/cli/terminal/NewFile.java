package io.github.claude4j.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that a command writes: it appears whole or not at all, and replaces none unless that is wanted. */
public final class NewFile {
    /** Writes what the file is to hold. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final Path path;
    private final boolean replace;

    /** Checks what can be checked before anything is asked of the API. */
    public NewFile(Path path, boolean replace) {
        this.path = path;
        this.replace = replace;
        if (Files.isDirectory(path)) {
            throw new UsageException(path + ": expected a file, found a folder");
        }
        if (Files.isRegularFile(path) && !replace) {
            throw new UsageException(path + " is there already; --force replaces it");
        }
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            throw new UsageException(path + ": there is no folder " + folder);
        }
    }

    private Path folder() {
        Path folder = path.toAbsolutePath().getParent();
        return folder == null ? path : folder;
    }

    /** Writes the file. */
    public void write(Content content) {
        write(content, false);
    }

    /** Writes the file for its owner's eyes alone. */
    public void writePrivate(Content content) {
        write(content, true);
    }

    private void write(Content content, boolean secret) {
        try {
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                // A device or a pipe, which nothing can be moved to.
                try (OutputStream out = Files.newOutputStream(path)) {
                    content.writeTo(out);
                }
                return;
            }
            Path part = secret
                    ? Files.createTempFile(folder(), ".claude4j-", ".part")
                    : Files.createFile(folder().resolve(".claude4j-" + UUID.randomUUID() + ".part"));
            part.toFile().deleteOnExit();
            try {
                try (OutputStream out =
                        new BufferedOutputStream(Files.newOutputStream(part, StandardOpenOption.WRITE))) {
                    content.writeTo(out);
                }
                move(part);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (FileAlreadyExistsException e) {
            throw new UsageException(path + " is there already; --force replaces it");
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + path + ": " + e.getMessage(), e);
        }
    }

    private void move(Path part) throws IOException {
        if (replace) {
            Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.move(part, path);
        }
    }
}
