package io.github.claude4j;

import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.http.ResponseInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bytes from the API, read as they come. It is read once, in one of these ways, and closed when it is done with. A second
 * time is an {@link IllegalStateException}.
 */
public final class Download implements AutoCloseable {
    private final InputStream in;
    private final ResponseInfo response;
    private final AtomicBoolean taken = new AtomicBoolean();

    /** For services: the bytes of this body. */
    public static Download of(InputStream in, ResponseInfo response) {
        return new Download(in, response);
    }

    private Download(InputStream in, ResponseInfo response) {
        this.in = in;
        this.response = response;
    }

    /** What HTTP said when the answer began. */
    public ResponseInfo response() {
        return response;
    }

    /** The media type that the API gives for these bytes. */
    public Optional<String> contentType() {
        return response.headers().first("content-type");
    }

    /** The bytes as they come. */
    public InputStream inputStream() {
        return in;
    }

    /**
     * All bytes, in memory; closes this.
     *
     * @throws io.github.claude4j.errors.InvalidDataException when there are more than {@code maxAnswerSize}: the others hold nothing
     */
    public byte[] bytes() {
        try (InputStream all = take()) {
            return all.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the bytes to a file, replacing one that is there, and closes this. The file appears whole or not at all.
     *
     * @throws UncheckedIOException when it cannot be written, or is a folder
     */
    public void saveTo(Path file) {
        try (InputStream all = take()) {
            Path directory = folderOf(file);
            Path part = Files.createTempFile(directory, ".download-", ".part");
            try {
                Files.copy(all, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (ClosedByInterruptException e) {
            throw new CancelledException("interrupted while saving to " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException("could not save to " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes the bytes to this stream, which stays open, and closes this.
     *
     * @return how many there were
     * @throws UncheckedIOException when they cannot be written
     */
    public long writeTo(OutputStream out) {
        Objects.requireNonNull(out, "out");
        try (InputStream all = take()) {
            return all.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write the download: " + e.getMessage(), e);
        }
    }

    private InputStream take() {
        if (!taken.compareAndSet(false, true)) {
            throw new IllegalStateException("the download is read already; its bytes come only once");
        }
        return in;
    }

    /** Moving a file to where an empty folder is would replace the folder. */
    private static Path folderOf(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("expected a file, found a folder");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        return folder;
    }

    /** Ends the answer and gives its connection back. */
    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // Nothing is lost that anyone still wanted.
        }
    }
}
