package io.github.claude4j.examples;

import io.github.claude4j.ApiResponse;
import io.github.claude4j.Claude;
import io.github.claude4j.json.JsonObject;

/** Builds a request by hand; credentials, retries, errors and logging are those of every other call. */
public final class Undocumented {
    private Undocumented() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            System.out.println(claude.http().get("/v1/models?limit=1").json());
            ApiResponse answer = claude.http().post("/v1/messages", JsonObject.parse("""
                    {"model": "claude-haiku-4-5", "max_tokens": 256,
                     "messages": [{"role": "user", "content": "ping"}]}"""));
            System.out.println(answer.status() + " " + answer.json());
        }
    }
}
