package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/**
 * A plain HTTP client for a fake: nothing of claude4j is between a test and the wire. Every answer is held against the
 * spec, unless a test says that it is broken on purpose.
 */
final class Http {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static final JsonObject HELLO = message("Hello");

    private final FakeClaude fake;
    private boolean checked = true;
    private final List<String> headers =
            new ArrayList<>(List.of("x-api-key", "sk-ant-fake", "anthropic-version", "2026-10-21"));

    Http(FakeClaude fake) {
        this.fake = fake;
    }

    static JsonObject message(String text) {
        return request(JsonObject.of("role", "user", "content", text));
    }

    static JsonObject request(JsonObject... messages) {
        return JsonObject.of(
                "model", "claude-opus-5-5", "max_tokens", 1024, "messages", JsonArray.of((Object[]) messages));
    }

    Http header(String name, String value) {
        headers.add(name);
        headers.add(value);
        return this;
    }

    /** Another client that sends this header too. */
    Http with(String name, String value) {
        Http other = new Http(fake);
        other.checked = checked;
        other.headers.clear();
        other.headers.addAll(headers);
        return other.header(name, value);
    }

    /** The same client for answers that the API would not give. */
    Http unchecked() {
        checked = false;
        return this;
    }

    /** The same client without the headers that the API wants. */
    Http bare() {
        headers.clear();
        return header("accept", "*/*");
    }

    HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(fake.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .headers(headers.toArray(String[]::new))
                .build();
        try {
            HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
            if (checked) {
                String type = response.headers().firstValue("content-type").orElse("");
                Answers.check(method, path, response.statusCode(), type, response.body());
            }
            return response;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    HttpResponse<String> post(String path, JsonObject body) {
        return send("POST", path, body.toJson());
    }

    HttpResponse<String> ask(JsonObject body) {
        return post("/v1/messages", body);
    }

    /** The message that comes back. */
    JsonObject message(JsonObject body) {
        HttpResponse<String> response = ask(body);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return JsonObject.parse(response.body());
    }

    /** What the API says is wrong. */
    static String error(HttpResponse<String> response) {
        return JsonObject.parse(response.body()).object("error").string("message");
    }

    /** The text of the first text block. */
    static String text(JsonObject message) {
        return Conversation.text(Conversation.blocks(message.get("content")));
    }
}
