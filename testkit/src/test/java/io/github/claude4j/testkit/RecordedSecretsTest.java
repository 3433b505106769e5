package io.github.claude4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.credentials.Federation;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Model;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cassette must not hold, whoever records it. */
@Timeout(60)
class RecordedSecretsTest {
    private static final String ASSERTION = "eyJhbGciOi.assertion-of-the-workload.c2ln";
    private static final String ACCESS = "sk-ant-oat01-the-access-token";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    private final AtomicInteger exchanges = new AtomicInteger();
    private final FakeClaude api = FakeClaude.start()
            .on("POST", "/v1/oauth/token", request -> {
                exchanges.incrementAndGet();
                return FakeResponse.json(JsonObject.builder()
                        .put("access_token", ACCESS)
                        .put("refresh_token", "sk-ant-ort01-the-refresh-token")
                        .put("token_type", "Bearer")
                        .put("expires_in", 3600)
                        .put("account", JsonObject.of("email", "ada@example.com"))
                        .build());
            })
            .onMessage(body -> JsonObject.of("content", "Your token is " + ACCESS + ", mind it."));

    @AfterEach
    void close() {
        api.close();
    }

    private Path file() {
        return folder.resolve("cassette.json");
    }

    private static void federated(Recorder recorder, String assertion) {
        Federation federation = Federation.of(f -> f.ruleId("fdrl_01")
                .organizationId("00000000-0000-0000-0000-000000000000")
                .identityToken(() -> assertion));
        try (recorder;
                Claude claude = Claude.builder()
                        .baseUrl(recorder.url())
                        .credentials(federation)
                        .build()) {
            String text = claude.messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5)
                            .maxTokens(100)
                            .addUserMessage("I am " + assertion + ", who are you?"))
                    .text();
            assertThat(text).startsWith("Your token is ").endsWith(", mind it.");
        }
    }

    @Test
    void federation_leavesNoTokenInTheCassette_andIsReplayed() throws IOException {
        federated(Recorder.record(file(), api.url()), ASSERTION);

        String cassette = Files.readString(file());
        assertThat(exchanges).hasValue(1);
        assertThat(cassette)
                .contains("/v1/oauth/token", "fdrl_01", "jwt-bearer", "Your token is ***, mind it.", "I am ***, who")
                .doesNotContain(ASSERTION, ACCESS, "the-refresh-token", "ada@example.com");
        federated(Recorder.replay(file()), "eyJhbGciOi.assertion-of-another-day.c2ln");
        assertThat(exchanges).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-api-key",
                "authorization",
                "x-portkey-api-key",
                "helicone-auth",
                "cf-aig-authorization",
                "x-litellm-key",
                "x-goog-api-key",
                "api-key",
                "x-amz-security-token",
                "cookie"
            })
    void credentialOfAnyHeader_isMaskedWhereverItRecurs(String header) throws Exception {
        String secret = "s3cret/of+" + header;
        String value = header.endsWith("authorization")
                ? "Bearer " + secret
                : header.equals("cookie") ? "a=b; sid=" + secret : secret;
        api.on("POST", "/gateway", request -> FakeResponse.error(401, "authentication_error", "bad key " + secret));
        record(recorder -> send(
                recorder,
                "/gateway/v1/messages?trace=" + header,
                HttpRequest.newBuilder().header(header, value),
                JsonObject.of("note", "is " + secret + " right?", "list", JsonArray.of(secret))));

        assertThat(Files.readString(file()))
                .contains("bad key ***", "is *** right?")
                .doesNotContain(secret);
        try (Recorder replay = Recorder.replay(file())) {
            String answer = send(
                    replay,
                    "/gateway/v1/messages?trace=" + header,
                    HttpRequest.newBuilder(),
                    JsonObject.of("note", "is " + secret + " right?", "list", JsonArray.of("another")));
            assertThat(answer).contains("bad key ***");
        }
    }

    @Test
    void passwordOfALogin_isMasked() throws Exception {
        String login = Base64.getEncoder().encodeToString("ada:correct horse battery".getBytes());
        record(recorder -> send(
                recorder,
                "/v1/unknown",
                HttpRequest.newBuilder().header("authorization", "Basic " + login),
                JsonObject.of("note", "correct horse battery")));
        assertThat(Files.readString(file())).doesNotContain("correct horse", login);
    }

    @Test
    void formsAndQueries_loseTheirSecretsByName() throws Exception {
        String form = "grant_type=refresh_token&refresh_token=secret%2Frefresh&client_id=me";
        record(recorder -> {
            send(recorder, "/v1/oauth/token", "application/x-www-form-urlencoded", form);
            send(recorder, "/v1/oauth/token", "text/plain", "my-refresh-token");
            send(
                    recorder,
                    "/v1/unknown?key=secret-of-query&page_token=p2",
                    "application/json",
                    "{\"api_key\":\"k-in-body\"}");
        });

        assertThat(Files.readString(file()))
                .contains("grant_type", "client_id", "p2")
                .doesNotContain(
                        "secret/refresh", "secret%2Frefresh", "my-refresh-token", "secret-of-query", "k-in-body");
    }

    @Test
    void codesOfALogin_areMaskedInQueriesAndForms_andNotInJson() throws Exception {
        String login =
                "code=query-code-1&code_verifier=query-verifier&client_secret=query-client&refresh_token=query-refresh"
                        + "&id_token=query-id-token&assertion=query-assertion&device_code=query-device&state=kept-state";
        record(recorder -> {
            send(recorder, "/callback?" + login, "application/json", "{\"code\":\"print(12345)\"}");
            send(recorder, "/v1/unknown", "Application/X-WWW-Form-URLencoded", login.replace("query-", "form-"));
            send(recorder, "/v1/unknown", "text/plain", "it was query-code-1");
        });

        assertThat(Files.readString(file()))
                .contains("code_verifier", "device_code", "kept-state", "print(12345)", "it was ***")
                .doesNotContain("query-", "form-");
    }

    @Test
    void cassette_isForItsUserAlone() throws IOException {
        Assumptions.assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "no permissions here");
        Files.writeString(file(), "{}");
        record(recorder -> send(recorder, "/v1/unknown", "application/json", "{}"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    private void record(Consumer<Recorder> calls) {
        try (Recorder recorder = Recorder.record(file(), api.url())) {
            calls.accept(recorder);
        }
    }

    private static void send(Recorder recorder, String path, String type, String body) {
        send(recorder, path, HttpRequest.newBuilder().header("content-type", type), body);
    }

    private static String send(Recorder recorder, String path, HttpRequest.Builder request, JsonObject body) {
        return send(recorder, path, request.header("content-type", "application/json"), body.toJson());
    }

    private static String send(Recorder recorder, String path, HttpRequest.Builder request, String body) {
        try {
            HttpRequest post = request.uri(URI.create(recorder.url() + path))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return HTTP.send(post, BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
