package io.github.claude4j.files;

import io.github.claude4j.json.Binary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Short ways to upload a file. */
public interface FileUploads {
    /** Uploads a file. */
    FileMetadata upload(FileUploadParams params);

    /** Uploads a file under its own name; it is read while it is sent. */
    default FileMetadata upload(Path file) {
        return upload(typed(Binary.of(file), file));
    }

    /** Uploads a file under its own name, and tells how far it is. */
    default FileMetadata upload(Path file, UploadProgress progress) {
        return upload(watched(typed(Binary.of(file), file), progress));
    }

    /** Uploads bytes under this file name. */
    default FileMetadata upload(byte[] bytes, String filename) {
        return upload(typed(Binary.of(bytes), filename));
    }

    /**
     * Uploads a stream of a known length under this file name; it is read while it is sent, never as a whole in memory, and
     * not closed. A stream can be read only once, so the request is not sent again once some of it was read.
     */
    default FileMetadata upload(InputStream in, long length, String filename) {
        return upload(typed(Binary.of(in, length), filename));
    }

    /** Uploads a stream of a known length under this file name, and tells how far it is. */
    default FileMetadata upload(InputStream in, long length, String filename, UploadProgress progress) {
        return upload(watched(typed(Binary.of(in, length), filename), progress));
    }

    /**
     * Uploads a stream of unknown length under this file name. It is written to a temporary file first, so that its length
     * is known and the request can be sent again; it is not closed.
     *
     * @throws UncheckedIOException when it cannot be read, or the disk is full
     */
    default FileMetadata upload(InputStream in, String filename) {
        return upload(in, filename, (sent, total) -> {});
    }

    /** Uploads a stream of unknown length under this file name, by way of a temporary file, and tells how far it is. */
    default FileMetadata upload(InputStream in, String filename, UploadProgress progress) {
        Objects.requireNonNull(in, "in");
        Objects.requireNonNull(filename, "filename");
        Objects.requireNonNull(progress, "progress");
        try {
            Path copy = Files.createTempFile("upload-", ".part");
            try {
                Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
                return upload(watched(typed(Binary.of(copy), filename), progress));
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not copy the stream to a temporary file: " + e.getMessage(), e);
        }
    }

    private FileMetadata upload(Binary content) {
        return upload(FileUploadParams.builder().file(content).build());
    }

    private static Binary watched(Binary content, UploadProgress progress) {
        Objects.requireNonNull(progress, "progress");
        long total = content.length();
        return content.watched(sent -> progress.sent(sent, total));
    }

    private static Binary typed(Binary content, String filename) {
        Binary named = content.named(filename);
        try {
            return typed(named, Path.of(filename));
        } catch (InvalidPathException e) {
            // A name that this system does not allow may still be one for the API.
            return named;
        }
    }

    private static Binary typed(Binary content, Path file) {
        try {
            String type = Files.probeContentType(file);
            return type == null ? content : content.as(type);
        } catch (IOException e) {
            // Then the API finds the type out by itself.
            return content;
        }
    }
}
