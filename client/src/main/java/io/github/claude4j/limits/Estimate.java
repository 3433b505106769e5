package io.github.claude4j.limits;

import io.github.claude4j.http.Request;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * What a request is expected to use, before anything is learned from answers.
 *
 * @param input tokens
 * @param output tokens, at most
 */
record Estimate(double input, double output) {
    private static final Estimate NOTHING = new Estimate(0, 0);
    private static final int CHARACTERS_A_TOKEN = 4;

    /** An image or a page, whatever it weighs. */
    private static final double FILE = 1600;

    static Estimate of(Request request) {
        JsonObject body = body(request);
        // Only requests for a message have it, and only they use tokens.
        return body != null && body.get("max_tokens") instanceof Long most
                ? new Estimate(tokens(body), Math.max(1, most))
                : NOTHING;
    }

    static @Nullable JsonObject body(Request request) {
        return request.body().flatMap(body -> body.json()).orElse(null);
    }

    private static double tokens(@Nullable Object json) {
        double sum = 0;
        if (json instanceof JsonObject object) {
            if ("base64".equals(object.get("type"))) {
                return FILE;
            }
            for (Object value : object.asMap().values()) {
                sum += 1 + tokens(value);
            }
        } else if (json instanceof JsonArray array) {
            for (Object value : array.asList()) {
                sum += tokens(value);
            }
        } else if (json instanceof String text) {
            sum = text.length() / (double) CHARACTERS_A_TOKEN;
        }
        return sum;
    }
}
