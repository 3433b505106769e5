package io.github.claude4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * Passes a stream on as server-sent events, such as to a browser: every event as it came, at once. The names and the JSON are
 * the API's, so that whatever understands its streams understands these. Half a character at the end of a delta goes out with
 * the next delta of its block, which has the other half.
 *
 * <pre>{@code
 * response.setContentType(SseWriter.CONTENT_TYPE);
 * try (MessageStream stream = claude.messages().stream(params)) {
 *     new SseWriter(response.getOutputStream()).relay(stream);
 * }
 * }</pre>
 */
public final class SseWriter {
    /** The content type of the answer that is written to. */
    public static final String CONTENT_TYPE = "text/event-stream";

    private final OutputStream out;
    private final SplitCharacters characters = new SplitCharacters();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);

    /** Writes to this, which stays open. */
    public SseWriter(OutputStream out) {
        this.out = Objects.requireNonNull(out, "out");
    }

    /**
     * Writes all events of a stream as they come. A failure of the stream is written as an {@code error} event, without what
     * only the server should know, and thrown.
     *
     * @throws UncheckedIOException when nobody reads any more; close the stream then, so that the model stops too
     */
    public void relay(Iterable<? extends JsonView> events) {
        try {
            for (JsonView event : events) {
                write(event);
            }
        } catch (ClaudeException e) {
            write(error(e));
            throw e;
        }
    }

    /** Writes one event. */
    public void write(JsonView event) {
        if (event.json() instanceof JsonObject object) {
            characters.joined(object).forEach(this::write);
        }
    }

    private void write(JsonObject event) {
        try {
            String name = event.get("type") instanceof String type ? "event: " + type + "\n" : "";
            // Pieces would go over the network one by one where the stream has no buffer.
            buffer.reset();
            buffer.write((name + "data: ").getBytes(UTF_8));
            Json.write(event, buffer);
            buffer.write("\n\n".getBytes(UTF_8));
            buffer.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject error(ClaudeException failure) {
        boolean passing = failure.retryable();
        return JsonObject.of(
                "type",
                "error",
                "error",
                JsonObject.of(
                        "type",
                        passing ? "overloaded_error" : "api_error",
                        "message",
                        passing ? "The answer broke off; try again." : "The answer broke off."));
    }
}
