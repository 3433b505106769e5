package io.github.claude4j.testkit.internal.cloud;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.spec.Refusal;
import java.util.regex.Pattern;

/** Microsoft Foundry: a part of the API as it is, below {@code /anthropic}. Any deployment is there. */
public final class FoundryCloud implements Cloud {
    private static final String PREFIX = "/anthropic";
    private static final Pattern THERE =
            Pattern.compile("/v1/(messages|messages/count_tokens|(files|skills|user_profiles)(/.*)?)");

    private final boolean strict;

    public FoundryCloud(boolean strict) {
        this.strict = strict;
    }

    @Override
    public Received asked(Received request) {
        boolean key = request.header("x-api-key").isPresent()
                || request.header("api-key").isPresent();
        boolean token = Bearer.isIn(request);
        if (strict && key == token) {
            throw new Refusal(401, "expected a key or a token, found " + (key ? "both" : "none"));
        }
        String path = request.path().startsWith(PREFIX + "/") ? request.path().substring(PREFIX.length()) : "";
        if (!THERE.matcher(path).matches()) {
            throw Refusal.of(404, "api_not_supported", "Requested API is currently not supported");
        }
        var headers = Bearer.known(request);
        headers.remove("x-api-key");
        return new Received(
                request.method(), request.target().substring(PREFIX.length()), headers, request.body(), request);
    }

    /** What Azure itself refuses it tells in its own form. */
    @Override
    public Answer told(Answer answer, Received request) {
        if (answer.status() != 401 && answer.status() != 404) {
            return answer;
        }
        try {
            JsonObject error = JsonObject.parse(answer.body()).object("error");
            String type = String.valueOf(error.get("type"));
            JsonObject told = JsonObject.of("message", String.valueOf(error.get("message")));
            if (answer.status() == 401) {
                return answer.body(told.with("statusCode", 401L));
            }
            boolean missing = type.equals("not_found_error");
            boolean ofAzure = !missing || request.path().startsWith(PREFIX + "/v1/messages");
            JsonObject own = JsonObject.of("error", told.with("code", missing ? "DeploymentNotFound" : type));
            return ofAzure ? answer.body(own) : answer;
        } catch (InvalidDataException e) {
            // A script may send broken JSON on purpose.
            return answer;
        }
    }
}
