package io.github.claude4j.cli.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.claude4j.Claude;
import io.github.claude4j.cli.fixtures.Serving;
import io.github.claude4j.cli.fixtures.Shell;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fake as a server for programs of other languages, spoken to over HTTP alone. */
class ServeCommandTest {
    private static final String HELLO = """
            {"model": "claude-opus-5-5", "max_tokens": 100, "messages": [{"role": "user", "content": "%s"}],
             "tools": [{"name": "dig", "input_schema": {"type": "object"}}]}
            """;

    @TempDir
    Path folder;

    private final Shell shell = new Shell();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void itAnswersUntilItIsInterruptedAndKnowsTheTime() throws Exception {
        Serving serving = new Serving(shell);
        try (Claude claude =
                Claude.builder().baseUrl(serving.url()).apiKey("anything").build()) {
            Instant created = claude.files().upload(new byte[0], "a.txt").createdAt();
            assertThat(created).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        }

        Shell.Result result = serving.interrupt();

        assertThat(result.code()).isEqualTo(130);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void itSaysThatAPortIsTaken() {
        try (FakeClaude other = FakeClaude.start()) {
            Shell.Result result = shell.run("serve", "--port", "" + other.url().getPort());
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err())
                    .isEqualTo("claude4j: cannot listen on port " + other.url().getPort()
                            + ": another program listens there; --port 0 takes any free one\n");
            assertThat(shell.run("serve", "--window", "" + other.url().getPort())
                            .err())
                    .isEqualTo("claude4j: window: cannot listen on port "
                            + other.url().getPort()
                            + ": another program listens there; --window 0 takes any free one\n");
        }
    }

    @Test
    void script_isAnsweredFirst() throws Exception {
        Path script = folder.resolve("script.jsonl");
        Files.writeString(script, "{\"error\": 529}\n{\"text\": \"Later.\"}\n");
        try (Serving serving = new Serving(shell, "--script", script.toString())) {
            assertThat(ask(serving, "Now?").statusCode()).isEqualTo(529);
            assertThat(ask(serving, "Now?").body()).contains("Later.");
            assertThat(get(serving, "/_fake/requests").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void lenientWithoutTools_takesAnythingAndCallsNone() throws Exception {
        try (Serving strict = new Serving(shell)) {
            assertThat(ask(strict, "Use dig now.").body()).contains("\"stop_reason\":\"tool_use\"");
        }
        try (Serving lenient = new Serving(shell, "--lenient", "--no-tools")) {
            assertThat(ask(lenient, "Use dig now.").body()).contains("\"stop_reason\":\"end_turn\"");
            assertThat(get(lenient, "/v1/files/any").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void allowedOrigin_isLetIn() throws Exception {
        try (Serving serving = new Serving(shell, "--allow-origin", "http://app.test:3000", "--control")) {
            for (String path : List.of("/v1/models", "/_fake")) {
                assertThat(send(serving, "GET", path, "", "origin", "http://app.test:3000")
                                .statusCode())
                        .isEqualTo(200);
                assertThat(send(serving, "GET", path, "", "origin", "http://elsewhere.test")
                                .statusCode())
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void window_showsWhatWasAsked() throws Exception {
        try (Serving serving = new Serving(shell, "--window")) {
            String window = serving.window();
            ask(serving, "Seen?");

            assertThat(http.send(
                                    HttpRequest.newBuilder(URI.create(window + "changes?since=0"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("\"preview\":\"Seen?\"");
        }
        assertThat(shell.run("serve", "--window", "70000").err())
                .isEqualTo("claude4j: --window: expected a number up to 65535, found 70000\n");
    }

    @Test
    void pythonExample_passes() throws Exception {
        runExample("python3", "../examples/python/test_fortune.py");
    }

    @Test
    void nodeExample_passes() throws Exception {
        runExample("node", "--test", "../examples/node/fortune.test.mjs");
    }

    private void runExample(String... command) throws Exception {
        assumeTrue(isInstalled(command[0]), command[0] + " is not installed");
        try (Serving serving = new Serving(shell, "--control")) {
            Path log = folder.resolve("log");
            ProcessBuilder example =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            example.environment().put("ANTHROPIC_BASE_URL", serving.url());
            Process process = example.start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended ? process.exitValue() : -1)
                    .as(Files.readString(log, UTF_8))
                    .isZero();
        }
    }

    private static boolean isInstalled(String command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> ask(Serving serving, String question) throws Exception {
        return send(serving, "POST", "/v1/messages", HELLO.formatted(question), "content-type", "application/json");
    }

    private HttpResponse<String> get(Serving serving, String path) throws Exception {
        return send(serving, "GET", path, "", "accept", "*/*");
    }

    private HttpResponse<String> send(Serving serving, String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(serving.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .headers("x-api-key", "anything", "anthropic-version", "2026-10-21")
                .headers(headers)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(JsonObject.parse(answer.body()).isEmpty()).isFalse();
        return answer;
    }
}
