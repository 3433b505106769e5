package io.github.claude4j.json;

import io.github.claude4j.errors.InvalidParamsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that go to the API: held in memory, or a file that is read while it is sent. In JSON they are base64 text,
 * encoded while being written; in an upload they are a part with a file name.
 */
public final class Binary {
    private final byte @Nullable [] bytes;
    private final @Nullable Path path;
    /** Where the content comes from if neither from memory nor from a file. */
    private final @Nullable Source source;

    private final long length;
    private final @Nullable String filename;
    private final @Nullable String mediaType;

    private Binary(
            byte @Nullable [] bytes,
            @Nullable Path path,
            @Nullable Source source,
            long length,
            @Nullable String filename,
            @Nullable String mediaType) {
        this.bytes = bytes;
        this.path = path;
        this.source = source;
        this.length = length;
        this.filename = filename;
        this.mediaType = mediaType;
    }

    /** A copy of these bytes. */
    public static Binary of(byte[] bytes) {
        Objects.requireNonNull(bytes, "bytes");
        return new Binary(bytes.clone(), null, null, bytes.length, null, null);
    }

    /**
     * The content of this file, read each time it is sent; it must not change before that. The file's own name becomes
     * {@link #filename()}.
     *
     * @throws UncheckedIOException when it is no readable file
     */
    public static Binary of(Path file) {
        Objects.requireNonNull(file, "file");
        try {
            if (!Files.isRegularFile(file)) {
                String found = Files.exists(file) ? "something else at " : "none at ";
                throw new UncheckedIOException(
                        "file: expected a file, found " + found + file, new NoSuchFileException(file.toString()));
            }
            Path name = file.getFileName();
            return new Binary(null, file, null, Files.size(file), name == null ? null : name.toString(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The next {@code length} bytes of this stream, read while they are sent and never in memory as a whole. The stream is
     * read once, so a request with it is not sent again once some of it was read; it is not closed.
     */
    public static Binary of(InputStream in, long length) {
        if (length < 0) {
            throw new InvalidParamsException("length: expected 0 or more, found " + length);
        }
        return new Binary(null, null, new OnceRead(Objects.requireNonNull(in, "in"), length), length, null, null);
    }

    /**
     * The same bytes, and code that is told how many of them were read so far each time some are. If they are sent again it
     * begins at 0 again. It runs on the thread that sends, so it should be quick.
     */
    public Binary watched(LongConsumer bytesRead) {
        return new Binary(
                bytes,
                path,
                new Watched(this, Objects.requireNonNull(bytesRead, "bytesRead")),
                length,
                filename,
                mediaType);
    }

    /** The same bytes under this file name. */
    public Binary named(String name) {
        return new Binary(bytes, path, source, length, Objects.requireNonNull(name, "name"), mediaType);
    }

    /** The same bytes with this media type, such as {@code application/pdf}. */
    public Binary as(String type) {
        return new Binary(bytes, path, source, length, filename, Objects.requireNonNull(type, "type"));
    }

    /** How many bytes there are. */
    public long length() {
        return length;
    }

    /** The file name; empty for bytes that were given none. */
    public Optional<String> filename() {
        return Optional.ofNullable(filename);
    }

    /** The media type; empty when none was given. */
    public Optional<String> mediaType() {
        return Optional.ofNullable(mediaType);
    }

    /** Whether the content is in memory, so that it can neither change nor be missing. */
    public boolean isInMemory() {
        return bytes != null && source == null;
    }

    /** Whether {@link #open()} gives the content again: not so for a stream once some of it was read. */
    public boolean isReplayable() {
        return source == null || source.isReplayable();
    }

    /** Whether the content can be read only once, read already or not. */
    public boolean isReadOnce() {
        return source != null && source.isReadOnce();
    }

    /**
     * The content from its beginning. Each call opens it anew; the caller closes it.
     *
     * @throws IOException when it cannot be read, or was a stream that is read already
     */
    public InputStream open() throws IOException {
        if (source != null) {
            return source.open();
        }
        if (bytes != null) {
            return new ByteArrayInputStream(bytes);
        }
        return Files.newInputStream(Objects.requireNonNull(path));
    }

    /**
     * The content as base64 text.
     *
     * @throws UncheckedIOException when the file cannot be read
     */
    public String base64() {
        try (InputStream in = open()) {
            return Base64.getEncoder().encodeToString(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Binary that) || length != that.length) {
            return false;
        }
        return bytes != null
                ? Arrays.equals(bytes, that.bytes)
                : path != null ? path.equals(that.path) : Objects.equals(source, that.source);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(length);
    }

    @Override
    public String toString() {
        return "Binary[" + (filename == null ? "" : filename + ", ") + length + " bytes]";
    }

    /** Content that is made when it is opened. */
    interface Source {
        InputStream open() throws IOException;

        boolean isReplayable();

        boolean isReadOnce();
    }
}
