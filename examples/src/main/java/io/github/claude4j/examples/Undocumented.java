package io.github.claude4j.examples;

import io.github.claude4j.ApiResponse;
import io.github.claude4j.Claude;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Builds requests by hand, and sends one by its own means; credentials and errors are those of every other call. */
public final class Undocumented {
    private Undocumented() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (Claude claude = Claude.fromEnv()) {
            System.out.println(claude.http().get("/v1/models?limit=1").json());
            ApiResponse answer = claude.http().post("/v1/messages", JsonObject.parse("""
                    {"model": "claude-haiku-4-5", "max_tokens": 256,
                     "messages": [{"role": "user", "content": "ping"}]}"""));
            System.out.println(answer.status() + " " + answer.json());

            HttpRequest.Builder own = HttpRequest.newBuilder().timeout(Duration.ofSeconds(60));
            HttpRequest request = claude.http().attach("/v1/models?limit=1", own);
            HttpResponse<String> sent = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            System.out.println(claude.http().check(sent).body());
        }
    }
}
