package io.github.claude4j.testkit.internal.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.spec.Refusal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Amazon Bedrock: models are in the path, events in frames, errors in a header. */
public final class BedrockCloud implements Cloud {
    private static final Pattern ID = Pattern.compile("(?:.*[./])?anthropic\\.(claude-.*?)(?:-v\\d+(?::\\d+)?)?");

    /** What an ARN or a profile stands for that hides its model. */
    private static final String SOME_MODEL = "claude-opus-5-5";

    /** The bare id of an application's inference profile. */
    private static final Pattern PROFILE = Pattern.compile("[a-z0-9]{12}");

    private final AwsKeys keys;
    private final boolean strict;

    public BedrockCloud(String keyId, String secret, boolean strict) {
        this.keys = new AwsKeys(keyId, secret, "bedrock", strict);
        this.strict = strict;
    }

    @Override
    public Received asked(Received request) {
        keys.check(request);
        List<String> path = request.segments();
        boolean route = request.method().equals("POST")
                && path.size() == 3
                && path.get(0).equals("model")
                && List.of("invoke", "invoke-with-response-stream", "count-tokens")
                        .contains(path.get(2));
        if (!route) {
            throw Refusal.of(
                    404, "UnknownOperationException", "Unable to determine service/operation name to be authorized");
        }
        if (strict && !isKnown(path.get(1))) {
            throw Refusal.invalid("The provided model identifier is invalid.");
        }
        boolean counts = path.get(2).equals("count-tokens");
        JsonObject body = counts ? counted(request.json()) : request.json();
        if (!body.has("anthropic_version")) {
            throw Refusal.invalid("anthropic_version: Field required");
        }
        for (String extra : List.of("model", "stream")) {
            if (body.has(extra)) {
                throw Refusal.invalid("#: extraneous key [" + extra + "] is not permitted");
            }
        }
        Map<String, List<String>> headers = Bearer.known(request);
        JsonObject.Builder asked = JsonObject.builder().put("model", model(path.get(1)));
        withoutCloud(body, headers).forEach(asked::put);
        if (path.get(2).equals("invoke-with-response-stream")) {
            asked.put("stream", true);
        }
        if (counts) {
            asked.remove("max_tokens");
        }
        String target = counts ? "/v1/messages/count_tokens" : "/v1/messages";
        return new Received("POST", target, headers, bytes(asked.build()), request);
    }

    private static JsonObject counted(JsonObject body) {
        try {
            String base64 = body.object("input").object("invokeModel").string("body");
            return JsonObject.parse(Base64.getDecoder().decode(base64));
        } catch (InvalidDataException | IllegalArgumentException e) {
            throw Refusal.invalid("input.invokeModel.body: expected a body in Base64");
        }
    }

    /** Takes out of a body what the API has in headers. */
    private static JsonObject withoutCloud(JsonObject body, Map<String, List<String>> headers) {
        String version = String.valueOf(body.get("anthropic_version"));
        headers.put("anthropic-version", List.of(version.equals("bedrock-2023-05-31") ? "2023-06-01" : version));
        if (body.get("anthropic_beta") instanceof JsonArray betas) {
            StringJoiner list = new StringJoiner(",");
            betas.forEach(beta -> list.add(String.valueOf(beta)));
            headers.put("anthropic-beta", List.of(list.toString()));
        }
        return body.without("anthropic_version").without("anthropic_beta").without("user_profile_id");
    }

    /** A body as the API takes it, where only the name of the model and the user profile are Bedrock's own. */
    static byte[] known(byte[] body) {
        try {
            JsonObject json = JsonObject.parse(body).without("user_profile_id");
            return bytes(json.get("model") instanceof String id ? json.with("model", model(id)) : json);
        } catch (InvalidDataException e) {
            return body;
        }
    }

    private static boolean isKnown(String id) {
        return ID.matcher(id).matches() || hidesModel(id);
    }

    private static boolean hidesModel(String id) {
        return id.startsWith("arn:") || PROFILE.matcher(id).matches();
    }

    private static String model(String id) {
        var known = ID.matcher(id);
        return known.matches() ? known.group(1) : hidesModel(id) ? SOME_MODEL : id;
    }

    private static byte[] bytes(JsonObject json) {
        return json.toJson().getBytes(UTF_8);
    }

    @Override
    public Answer told(Answer answer, Received request) {
        String type = answer.headers().getOrDefault("content-type", "");
        if (answer.events() != null || answer.feed() != null) {
            Map<String, String> headers = headers(answer);
            headers.put("content-type", "application/vnd.amazon.eventstream");
            headers.put("x-amzn-bedrock-content-type", "application/json");
            return answer.headers(headers).encoded(BedrockCloud::frame);
        }
        if (!type.startsWith("application/json")) {
            return answer;
        }
        Answer told = answer.headers(headers(answer));
        try {
            JsonObject body = JsonObject.parse(answer.body());
            if ("error".equals(body.get("type"))) {
                return error(told, body.object("error"));
            }
            return body.size() == 1 && body.has("input_tokens")
                    ? told.body(JsonObject.of("inputTokens", body.get("input_tokens")))
                    : told;
        } catch (InvalidDataException e) {
            // A script may send broken JSON on purpose.
            return told;
        }
    }

    private static Map<String, String> headers(Answer answer) {
        Map<String, String> headers = new TreeMap<>(answer.headers());
        String id = headers.remove("request-id");
        headers.keySet().removeIf(name -> name.startsWith("anthropic-"));
        if (id != null) {
            headers.put("x-amzn-requestid", id);
        }
        return headers;
    }

    private static Answer error(Answer answer, JsonObject error) {
        String type = AwsNames.of(String.valueOf(error.get("type")));
        return answer.body(JsonObject.of("message", String.valueOf(error.get("message"))))
                .status(AwsNames.status(answer.status()))
                .header("x-amzn-errortype", type + ":http://internal.amazon.com/coral/com.amazon.bedrock/");
    }

    private static byte[] frame(JsonObject event) {
        if (!(event.get("type") instanceof String type) || !type.equals("error")) {
            return EventFrames.chunk(event.toJson());
        }
        JsonObject error = event.object("error");
        String name = AwsNames.of(String.valueOf(error.get("type")));
        return EventFrames.exception(
                Character.toLowerCase(name.charAt(0)) + name.substring(1), String.valueOf(error.get("message")));
    }
}
