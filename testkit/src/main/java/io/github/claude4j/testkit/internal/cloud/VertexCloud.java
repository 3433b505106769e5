package io.github.claude4j.testkit.internal.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.spec.Refusal;
import java.util.List;
import java.util.Map;

/** Google's Vertex AI: models are in the path, the version is in the body. */
public final class VertexCloud implements Cloud {
    private final boolean strict;

    public VertexCloud(boolean strict) {
        this.strict = strict;
    }

    @Override
    public Received asked(Received request) {
        GoogleNames.check(request, strict);
        List<String> path = request.segments();
        boolean route = request.method().equals("POST")
                && path.size() == 9
                && path.get(0).equals("v1")
                && path.get(1).equals("projects")
                && path.get(3).equals("locations")
                && path.subList(5, 8).equals(List.of("publishers", "anthropic", "models"))
                && path.get(8).indexOf(':') > 0;
        if (!route) {
            throw Refusal.notFound("The requested URL was not found on this server.");
        }
        String model = path.get(8).substring(0, path.get(8).lastIndexOf(':'));
        String verb = path.get(8).substring(model.length() + 1);
        JsonObject body = request.json();
        boolean counts = model.equals("count-tokens");
        check(verb, counts, body);
        Map<String, List<String>> headers = Bearer.known(request);
        String version = String.valueOf(body.get("anthropic_version"));
        headers.put("anthropic-version", List.of(version.equals("vertex-2023-10-16") ? "2023-06-01" : version));
        JsonObject.Builder asked = JsonObject.builder();
        asked.put("model", api(counts ? String.valueOf(body.get("model")) : model));
        body.without("anthropic_version").without("model").forEach(asked::put);
        return new Received(
                "POST",
                counts ? "/v1/messages/count_tokens" : "/v1/messages",
                headers,
                asked.build().toJson().getBytes(UTF_8),
                request);
    }

    private static void check(String verb, boolean counts, JsonObject body) {
        if (!body.has("anthropic_version")) {
            throw Refusal.invalid("anthropic_version: Field required");
        }
        if (!counts && body.has("model")) {
            throw Refusal.invalid("model: Extra inputs are not permitted");
        }
        boolean streams = Boolean.TRUE.equals(body.get("stream"));
        if (!verb.equals(streams ? "streamRawPredict" : "rawPredict")) {
            throw Refusal.invalid("stream: expected " + !streams + " with " + verb);
        }
    }

    /** The API has the date of a model behind another hyphen. */
    private static String api(String model) {
        return model.replace('@', '-');
    }

    @Override
    public Answer told(Answer answer, Received request) {
        return GoogleNames.told(answer);
    }
}
