package io.github.claude4j.a2a;

import static java.util.stream.Collectors.joining;

import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A piece of a message or a result: a text, a file, the URL of one, or data. */
public final class Part extends ApiObject {
    private Part(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    public static Part of(JsonObject json) {
        return new Part(json);
    }

    /** A text. */
    public static Part ofText(String text) {
        return new Part(JsonObject.of("text", Objects.requireNonNull(text, "text")));
    }

    /** A file. */
    public static Part ofFile(String name, String mediaType, byte[] content) {
        return new Part(JsonObject.of(
                "raw",
                Base64.getEncoder().encodeToString(Objects.requireNonNull(content, "content")),
                "filename",
                Objects.requireNonNull(name, "name"),
                "mediaType",
                Objects.requireNonNull(mediaType, "mediaType")));
    }

    /** A file that the agent fetches itself. */
    public static Part ofUrl(String url, String mediaType) {
        return new Part(JsonObject.of(
                "url",
                Objects.requireNonNull(url, "url"),
                "mediaType",
                Objects.requireNonNull(mediaType, "mediaType")));
    }

    /** Any JSON. */
    public static Part ofData(Object data) {
        return new Part(JsonObject.of("data", Objects.requireNonNull(data, "data"), "mediaType", "application/json"));
    }

    /** The text, if it is one. */
    public Optional<String> text() {
        return optionalString("text");
    }

    /** The bytes of the file, if it is one. */
    public Optional<byte[]> raw() {
        return json().has("raw") ? Optional.of(bytes("raw")) : Optional.empty();
    }

    /** Where the file is, if that is what it says. */
    public Optional<String> url() {
        return optionalString("url");
    }

    /** The JSON, if it is that; null where it is not, or is JSON's null. */
    public @Nullable Object data() {
        return json().get("data");
    }

    /** The name of the file. */
    public Optional<String> filename() {
        return optionalString("filename");
    }

    /** What kind of content it is. */
    public Optional<String> mediaType() {
        return optionalString("mediaType");
    }

    static String text(List<Part> parts) {
        return parts.stream().flatMap(part -> part.text().stream()).collect(joining());
    }
}
