package io.github.claude4j.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Standard output. What was written is visible at once, since answers come in pieces; a failed write ends the command,
 * since nobody reads on.
 */
public final class Output {
    private final OutputStream bytes;
    /** Keeps half a surrogate pair until its other half comes with the next piece of text. */
    private final Writer text;

    public Output(OutputStream bytes) {
        this.bytes = bytes;
        this.text = new OutputStreamWriter(bytes, UTF_8);
    }

    /** Writes a piece of text as it is: of this program, or with nothing in it that came from outside. */
    public void text(String piece) {
        writing(() -> {
            text.write(piece);
            text.flush();
        });
    }

    /** Writes one line, whatever is in it: what comes from outside, such as an id, cannot make two of it, or speak to a terminal. */
    public void line(String line) {
        text(Table.plain(line) + "\n");
    }

    /** Writes a value as indented JSON. */
    public void json(@Nullable Object value) {
        text(escaped(Json.writePretty(value)) + "\n");
    }

    /** Writes a value as one line of JSON. */
    public void jsonLine(@Nullable Object value) {
        text(escaped(Json.write(value)) + "\n");
    }

    /** JSON may hold control characters from DEL on as they are; a terminal would obey some of them. */
    private static String escaped(String json) {
        StringBuilder escaped = null;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            boolean control = c >= 0x7f && c <= 0x9f;
            if (control && escaped == null) {
                escaped = new StringBuilder(json.length() + 16).append(json, 0, i);
            }
            if (escaped != null) {
                escaped.append(control ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return escaped == null ? json : escaped.toString();
    }

    /** Writes bytes as they come. */
    public void bytes(InputStream in) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            int length = count;
            writing(() -> bytes.write(buffer, 0, length));
        }
        writing(bytes::flush);
    }

    private interface Write {
        void run() throws IOException;
    }

    private static void writing(Write write) {
        try {
            write.run();
        } catch (IOException e) {
            throw new OutputException(e);
        }
    }
}
