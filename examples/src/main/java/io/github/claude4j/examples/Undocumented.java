package io.github.claude4j.examples;

import io.github.claude4j.ApiResponse;
import io.github.claude4j.Claude;
import io.github.claude4j.json.JsonObject;

/** Calls an endpoint by its path, as for one that this version does not know. */
public final class Undocumented {
    private Undocumented() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            ApiResponse answer = claude.http()
                    .post(
                            "/v1/messages/count_tokens",
                            JsonObject.parse("{\"model\":\"claude-opus-5-5\",\"messages\":"
                                    + "[{\"role\":\"user\",\"content\":\"Hi\"}]}"));
            System.out.println(answer.status() + " " + answer.json().longValue("input_tokens"));
        }
    }
}
