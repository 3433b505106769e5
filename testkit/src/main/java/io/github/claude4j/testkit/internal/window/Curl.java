package io.github.claude4j.testkit.internal.window;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request as a line for a shell. Credentials are left out: the line takes them from the environment of who runs it. */
final class Curl {
    /** A longer body does not fit into a line. */
    private static final int LONGEST = 20_000;

    private static final Set<String> LEFT_OUT = Set.of(
            "host", "connection", "content-length", "accept-encoding", "keep-alive", "transfer-encoding", "user-agent");

    private static final Set<String> KEYS = Set.of("x-api-key", "api-key", "authorization");

    private Curl() {}

    /**
     * The line.
     *
     * @param request what is shown of the exchange's request
     */
    static String of(KeptExchange exchange, JsonObject request, URI api) {
        StringBuilder line = new StringBuilder("curl");
        String method = exchange.request.method();
        if (!method.equals(exchange.requestBytes > 0 ? "POST" : "GET")) {
            line.append(" -X ").append(quoted(method));
        }
        String base = api.toString();
        String target = exchange.request.path() + query(request);
        line.append(' ').append(quoted((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + target));
        exchange.request.headers().forEach((name, values) -> values.forEach(value -> header(line, name, value)));
        body(line, request);
        return line.toString();
    }

    private static String query(JsonObject request) {
        if (!request.has("query")) {
            return "";
        }
        StringBuilder query = new StringBuilder();
        request.object("query")
                .forEach((name, values) -> each(
                        values,
                        value -> query.append(query.isEmpty() ? '?' : '&')
                                .append(encoded(name))
                                .append('=')
                                .append(encoded(value))));
        return query.toString();
    }

    private static void each(@Nullable Object values, Consumer<String> action) {
        for (Object value : values instanceof JsonArray list ? list : JsonArray.of(values)) {
            action.accept(String.valueOf(value));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void header(StringBuilder line, String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (KEYS.contains(lower)) {
            String scheme = value.regionMatches(true, 0, "Bearer ", 0, 7) ? "Bearer " : "";
            // In double quotes, for the shell to put the key in.
            line.append(" -H \"").append(lower).append(": ").append(scheme).append("$ANTHROPIC_API_KEY\"");
        } else if (Details.isShown(lower) && !LEFT_OUT.contains(lower)) {
            boolean form = lower.equals("content-type") && value.startsWith("multipart/");
            line.append(form ? "" : " -H " + quoted(lower + ": " + value));
        }
    }

    private static void body(StringBuilder line, JsonObject request) {
        if (request.has("body") || request.has("text")) {
            String text = request.has("body") ? Json.write(request.get("body")) : request.string("text");
            line.append(" --data-binary ").append(quoted(text.length() > LONGEST ? "@request.json" : text));
        }
        if (request.has("form")) {
            request.object("form")
                    .forEach((name, values) -> each(
                            values, value -> line.append(" --data-urlencode ").append(quoted(name + "=" + value))));
        }
        if (request.has("parts")) {
            for (JsonObject part : request.array("parts").objects()) {
                String value = part.has("filename") ? "@" + part.string("filename") : part.string("text");
                line.append(" -F ").append(quoted(part.string("name") + "=" + value));
            }
        }
        if (request.has("base64")) {
            line.append(" --data-binary '@request.bin'");
        }
    }

    /** For a shell; control characters, which would speak to the terminal it is pasted into, as escapes. */
    static String quoted(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return "'" + text.replace("'", "'\\''") + "'";
        }
        StringBuilder quoted = new StringBuilder("$'");
        text.chars().forEach(letter -> {
            if (Character.isISOControl(letter)) {
                quoted.append(String.format("\\u%04x", letter));
            } else {
                quoted.append(letter == '\'' || letter == '\\' ? "\\" : "").append((char) letter);
            }
        });
        return quoted.append('\'').toString();
    }
}
