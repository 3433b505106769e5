package io.github.claude4j.bedrock.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.http.Headers;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/** A message's params as a body that invokes a model: what the API has in headers is in it, what Bedrock has in the path is not. */
public record InvokeBody(JsonObject json, Set<String> betas) {
    /**
     * The body of a request of the API.
     *
     * @param wanted which betas may be sent
     */
    public static InvokeBody of(JsonObject params, Headers headers, Predicate<String> wanted) {
        JsonObject.Builder json =
                params.toBuilder().remove("model").remove("stream").remove("anthropic_beta");
        Set<String> betas = betas(params, headers);
        betas.removeIf(beta -> !wanted.test(beta));
        if (!json.has("anthropic_version")) {
            headers.first("anthropic-version").ifPresent(version -> json.put("anthropic_version", version));
        }
        if (!betas.isEmpty()) {
            json.put("anthropic_beta", JsonArray.of(betas.toArray()));
        }
        putUserProfile(json, headers);
        return new InvokeBody(json.build(), betas);
    }

    /** The user profile stands in the body wherever unknown headers are dropped. */
    public static void putUserProfile(JsonObject.Builder json, Headers headers) {
        if (!json.has("user_profile_id")) {
            headers.first("anthropic-user-profile-id").ifPresent(id -> json.put("user_profile_id", id));
        }
    }

    private static Set<String> betas(JsonObject params, Headers headers) {
        Set<String> betas = new LinkedHashSet<>();
        if (params.get("anthropic_beta") instanceof JsonArray given) {
            for (Object beta : given) {
                betas.add(String.valueOf(beta));
            }
        }
        for (String header : headers.all("anthropic-beta")) {
            betas.addAll(Headers.words(header));
        }
        return betas;
    }

    /** The body that counts the tokens of this one, which has to say how many tokens it wants at most. */
    public JsonObject counting() {
        JsonObject counted = json.has("max_tokens") ? json : json.with("max_tokens", 1);
        String base64 = Base64.getEncoder().encodeToString(counted.toJson().getBytes(UTF_8));
        return JsonObject.of("input", JsonObject.of("invokeModel", JsonObject.of("body", base64)));
    }
}
