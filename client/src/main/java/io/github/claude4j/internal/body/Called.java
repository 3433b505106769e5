package io.github.claude4j.internal.body;

import io.github.claude4j.errors.ApiException;
import io.github.claude4j.http.Headers;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an error is the answer to: for the exception that it becomes.
 *
 * @param what the operation and where it was called; may be empty
 * @param hint what to check; may be empty
 * @param secrets what was sent as credentials: an answer may repeat it, the exception does not
 */
public record Called(String what, String hint, List<String> secrets) {
    /** Nothing is known of it. */
    public static final Called NOTHING = new Called("", "", List.of());

    private static final String MASK = "***";

    ApiException exception(int status, Headers headers, @Nullable JsonObject body) {
        return ApiException.of(status, masked(headers), body == null ? null : masked(body), hint, what);
    }

    private String masked(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }

    private Headers masked(Headers headers) {
        Headers.Builder masked = Headers.builder();
        boolean[] changed = {false};
        headers.forEach((name, value) -> {
            String shown = masked(value);
            if (!shown.equals(value)) {
                masked.remove(name).add(name, shown);
                changed[0] = true;
            }
        });
        return changed[0] ? replaced(headers, masked.build()) : headers;
    }

    private static Headers replaced(Headers headers, Headers masked) {
        return headers.toBuilder().setAll(masked).build();
    }

    private JsonObject masked(JsonObject object) {
        if (secrets.isEmpty()) {
            return object;
        }
        JsonObject.Builder masked = JsonObject.builder();
        object.forEach((name, value) -> masked.put(masked(name), masked(value)));
        return masked.build();
    }

    private @Nullable Object masked(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return masked(object);
        }
        if (value instanceof JsonArray list) {
            JsonArray.Builder masked = JsonArray.builder();
            list.forEach(element -> masked.add(masked(element)));
            return masked.build();
        }
        return value instanceof String text ? masked(text) : value;
    }
}
