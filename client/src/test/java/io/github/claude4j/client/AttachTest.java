package io.github.claude4j.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.MissingCredentialsException;
import io.github.claude4j.errors.RateLimitException;
import io.github.claude4j.fixtures.ProfileFiles;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.fixtures.TokenServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a user builds and sends. */
class AttachTest {
    private final ScriptedServer server = new ScriptedServer();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Claude claude =
            server.options().beta("one").header("x-mine", "1").build();

    @AfterEach
    void close() {
        claude.close();
        server.close();
    }

    @Test
    void request_getsWhatCallsOfTheClientCarry() throws Exception {
        server.thenJson(200, "{}");
        HttpRequest request =
                claude.http().attach("/v1/new?a=b", HttpRequest.newBuilder().POST(BodyPublishers.ofString("{}")));
        HttpResponse<String> answer = claude.http().check(client.send(request, BodyHandlers.ofString()));

        assertThat(answer.body()).isEqualTo("{}");
        ScriptedServer.Received seen = server.request();
        assertThat(seen.target()).isEqualTo("/v1/new?a=b");
        assertThat(seen.text()).isEqualTo("{}");
        assertThat(seen.header("authorization")).isEqualTo("Bearer sk-test-key");
        assertThat(seen.header("anthropic-version")).isEqualTo("2026-10-21");
        assertThat(seen.header("anthropic-beta")).isEqualTo("one");
        assertThat(seen.header("x-mine")).isEqualTo("1");
        assertThat(seen.header("user-agent")).startsWith("claude4j/");
        assertThat(seen.header("content-type")).isEqualTo("application/json");
    }

    @Test
    void request_keepsWhatItHas_andBetasAreJoined() {
        HttpRequest request = claude.http()
                .attach(HttpRequest.newBuilder(URI.create(server.url() + "/v1/x"))
                        .header("authorization", "Bearer mine")
                        .header("x-mine", "2")
                        .header("anthropic-beta", "two, one")
                        .PUT(BodyPublishers.ofString("a"))
                        .header("content-type", "text/plain")
                        .build());

        assertThat(request.headers().allValues("authorization")).containsExactly("Bearer mine");
        assertThat(request.headers().allValues("x-mine")).containsExactly("2");
        assertThat(request.headers().allValues("anthropic-beta")).containsExactly("two,one");
        assertThat(request.headers().allValues("content-type")).containsExactly("text/plain");
        assertThat(request.method()).isEqualTo("PUT");
    }

    @Test
    void olderVersion_movesTheKey() {
        HttpRequest request =
                claude.with(o -> o.apiVersion("2023-06-01")).http().attach("/v1/x", HttpRequest.newBuilder());

        assertThat(request.headers().firstValue("x-api-key")).contains("sk-test-key");
        assertThat(request.headers().firstValue("authorization")).isEmpty();
        assertThat(request.headers().firstValue("content-type")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/%2e%2e/x", "/v1/%2E./x", "/v1/..;/x", "/v1/..;a=b/x", "/v1/%252e%252e/x", "/v1/a%2f..%2fx"})
    void path_thatLeadsUp_getsNoCredentials(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.url() + path)).build();

        assertThatThrownBy(() -> claude.http().attach(request))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageStartingWith("url: expected a path that stays below the base URL");
        assertThat(claude.http().attach("/v1/a..b/x%2e%2e", HttpRequest.newBuilder()))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example.test/base/v1",
                "http://evil.test/base/v1",
                "http://api.example.test:81/base/v1",
                "http://api.example.test@evil.test/base/v1",
                "http://user@api.example.test/base/v1",
                "http://api.example.test/other",
                "http://api.example.test/basement",
                "http://api.example.test/base/../other"
            })
    void otherPlace_getsNoCredentials(String url) {
        try (Claude based = server.options()
                .baseUrl("http://api.example.test/base")
                .allowInsecureHttp()
                .build()) {
            assertThat(based.http()
                            .attach(HttpRequest.newBuilder(URI.create("http://API.example.test:80/base/v1"))
                                    .build()))
                    .isNotNull();
            HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
            assertThatThrownBy(() -> based.http().attach(request))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageStartingWith("url: expected one under http://api.example.test/base");
        }
    }

    @Test
    void path_thatIsNone_isRefused() {
        HttpRequest.Builder builder = HttpRequest.newBuilder();

        assertThatThrownBy(() -> claude.http().attach(".evil.test/v1", builder))
                .isInstanceOf(InvalidParamsException.class);
        assertThatThrownBy(() -> claude.http().attach("/a b", builder)).isInstanceOf(InvalidParamsException.class);
    }

    @Test
    void noCredentials_areNamed() {
        try (Claude none = Claude.builder().build()) {
            assertThatThrownBy(() -> none.http().attach("/v1/x", HttpRequest.newBuilder()))
                    .isInstanceOf(MissingCredentialsException.class);
        }
    }

    @Test
    void error_isThrownAsCallsThrowIt_whateverItsBodyIs() throws Exception {
        server.otherwise(connection -> connection.json(
                429,
                ScriptedServer.error("rate_limit_error"),
                "retry-after: 7",
                "anthropic-ratelimit-requests-limit: 50"));
        HttpRequest request = claude.http().attach("/v1/x", HttpRequest.newBuilder());
        for (BodyHandler<?> handler :
                List.of(BodyHandlers.ofString(UTF_8), BodyHandlers.ofByteArray(), BodyHandlers.ofInputStream())) {
            HttpResponse<?> answer = client.send(request, handler);
            assertThatThrownBy(() -> claude.http().check(answer))
                    .isInstanceOfSatisfying(RateLimitException.class, error -> {
                        assertThat(error.type()).contains("rate_limit_error");
                        assertThat(error.retryAfter())
                                .hasValueSatisfying(
                                        wait -> assertThat(wait.toSeconds()).isEqualTo(7));
                        assertThat(error.requestId()).contains("req_b");
                    });
        }
        HttpResponse<Void> none = discarded(request);
        assertThatThrownBy(() -> claude.http().check(none)).isInstanceOf(ApiException.class);
    }

    private HttpResponse<Void> discarded(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.discarding());
    }

    @Test
    void profile_saysWhereRequestsGo(@TempDir Path directory) throws Exception {
        try (TokenServer tokens = new TokenServer()) {
            ProfileFiles profiles = new ProfileFiles(directory, tokens);
            String url = tokens.server.url();
            profiles.config(
                    "default",
                    "{\"base_url\":\"" + url + "\",\"authentication\":{\"type\":\"user_oauth\",\"client_id\":\"c\"}}");
            profiles.credentials("default", profiles.tokens("acc-1", 3600, "ref-1"));
            try (Claude ofProfile = profiles.fromEnv()) {
                HttpRequest request = ofProfile.http().attach("/v1/x", HttpRequest.newBuilder());

                assertThat(request.uri()).hasToString(url + "/v1/x");
                assertThat(request.headers().allValues("authorization")).containsExactly("Bearer acc-1");
            }
        }
    }
}
