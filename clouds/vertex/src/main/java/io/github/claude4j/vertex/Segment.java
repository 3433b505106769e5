package io.github.claude4j.vertex;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.InvalidParamsException;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/** Texts as one segment of a path. */
final class Segment {
    private Segment() {}

    /**
     * A text, encoded but for the {@code @} before the date of a model.
     *
     * @param name what it is, for the message
     * @throws InvalidParamsException for what would lead to another path, or is none
     */
    static String of(String name, @Nullable Object value) {
        String text = value instanceof String given ? given : "";
        String bare = text.indexOf(';') < 0 ? text : text.substring(0, text.indexOf(';'));
        if (bare.isBlank() || bare.equals(".") || bare.equals("..")) {
            throw new InvalidParamsException(
                    name + ": expected a name, found " + (text.isBlank() ? "none" : "\"" + text + "\""));
        }
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("%7E", "~")
                .replace("%40", "@");
    }
}
