package io.github.claude4j.internal.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.RequestBody;
import io.github.claude4j.json.Binary;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Parameters as multipart/form-data; files are read while they are sent. */
final class MultipartBody implements RequestBody {
    private final String boundary = "claude4j-" + UUID.randomUUID();
    private final List<Binary> pieces = new ArrayList<>();

    MultipartBody(JsonObject params) {
        params.forEach(this::part);
        text("--" + boundary + "--\r\n");
    }

    private void part(String name, @Nullable Object value) {
        if (value instanceof JsonArray list) {
            list.forEach(element -> part(name + "[]", element));
        } else if (value instanceof Binary file) {
            file(name, file);
        } else if (value instanceof JsonObject object) {
            field(name, object.toJson());
        } else if (value != null) {
            field(name, value.toString());
        }
    }

    private void field(String name, String value) {
        text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + quoted(name) + "\"\r\n\r\n" + value
                + "\r\n");
    }

    private void file(String name, Binary file) {
        String filename = file.filename()
                .orElseThrow(() -> new InvalidParamsException(
                        name + ": expected a file name, found none; Binary.of(bytes).named(\"report.pdf\") gives one"));
        text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + quoted(name) + "\"; filename=\""
                + quoted(filename) + "\"\r\nContent-Type: "
                + quoted(file.mediaType().orElse("application/octet-stream")) + "\r\n\r\n");
        pieces.add(file);
        text("\r\n");
    }

    /** As browsers do it, so that a name or type cannot add headers of its own. */
    private static String quoted(String text) {
        return text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private void text(String text) {
        pieces.add(Binary.of(text.getBytes(UTF_8)));
    }

    @Override
    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    @Override
    public long length() {
        return pieces.stream().mapToLong(Binary::length).sum();
    }

    @Override
    public boolean isReplayable() {
        return pieces.stream().allMatch(Binary::isReplayable);
    }

    @Override
    public boolean isReadOnce() {
        return pieces.stream().anyMatch(Binary::isReadOnce);
    }

    @Override
    public InputStream open() {
        List<InputStream> streams = new ArrayList<>(pieces.size());
        for (Binary piece : pieces) {
            streams.add(new Lazy(piece));
        }
        return new SequenceInputStream(Collections.enumeration(streams));
    }

    /**
     * Opens a file only when its turn comes, so that a request with many files holds one open. A failure to read it is no
     * failure of the connection: it comes as an {@link UncheckedIOException}, and the request is not sent again.
     */
    private static final class Lazy extends InputStream {
        private final Binary content;
        private @Nullable InputStream in;
        private long count;

        Lazy(Binary content) {
            this.content = content;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int read;
            try {
                if (in == null) {
                    in = content.open();
                }
                read = in.read(buffer, offset, length);
            } catch (IOException e) {
                throw new UncheckedIOException("a file in the request could not be read: " + e, e);
            }
            count += Math.max(read, 0);
            if (read < 0 ? count < content.length() : count > content.length()) {
                String changed = content + " has changed since the request was made";
                throw new UncheckedIOException(changed, new IOException(changed));
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            if (in != null) {
                in.close();
            }
        }
    }
}
