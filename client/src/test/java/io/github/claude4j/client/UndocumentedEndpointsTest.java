package io.github.claude4j.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.ApiResponse;
import io.github.claude4j.Claude;
import io.github.claude4j.EventStream;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InternalServerException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.NotFoundException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.json.JsonObject;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls to endpoints that no service knows. */
class UndocumentedEndpointsTest {
    private static final JsonObject BODY = JsonObject.of("a", 1);

    private final ScriptedServer server = new ScriptedServer();
    private final Claude claude = server.options().beta("new-2027").build();

    @AfterEach
    void close() {
        claude.close();
        server.close();
    }

    static Stream<Arguments> verbs() {
        return Stream.of(
                verb("GET", false, Http::get),
                verb("DELETE", false, Http::delete),
                verb("POST", true, (http, path) -> http.post(path, BODY)),
                verb("PUT", true, (http, path) -> http.put(path, BODY)),
                verb("PATCH", true, (http, path) -> http.patch(path, BODY)));
    }

    private static Arguments verb(String verb, boolean body, BiFunction<Http, String, ApiResponse> call) {
        return Arguments.of(verb, body, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("verbs")
    void call_hasItsVerbPathBodyAndTheUsualHeaders(
            String verb, boolean body, BiFunction<Http, String, ApiResponse> call) {
        server.thenJson(201, "{\"b\":2}", "request-id: req_1");

        ApiResponse response = call.apply(claude.http(), "/v1/brand_new/x%2Fy?z=1&w=%20");

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.requestId()).contains("req_1");
        assertThat(response.json()).isEqualTo(JsonObject.of("b", 2));
        assertThat(response.text()).isEqualTo("{\"b\":2}");
        assertThat(response.bytes()).isEqualTo("{\"b\":2}".getBytes(UTF_8));
        assertThat(response.headers().first("content-type")).contains("application/json");
        assertThat(response.toString()).isEqualTo("201, 7 bytes");
        ScriptedServer.Received request = server.request();
        assertThat(request.method()).isEqualTo(verb);
        assertThat(request.target()).isEqualTo("/v1/brand_new/x%2Fy?z=1&w=%20");
        assertThat(request.text()).isEqualTo(body ? "{\"a\":1}" : "");
        assertThat(request.header("authorization")).isEqualTo("Bearer sk-test-key");
        assertThat(request.header("anthropic-version")).isEqualTo("2026-10-21");
        assertThat(request.header("anthropic-beta")).isEqualTo("new-2027");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("verbs")
    void error_isThrown(String verb, boolean body, BiFunction<Http, String, ApiResponse> call) {
        server.thenJson(404, ScriptedServer.error("not_found_error"));

        assertThatThrownBy(() -> call.apply(claude.http(), "/v1/x")).isInstanceOf(NotFoundException.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("verbs")
    void failure_isTriedAgainWhereThatIsSafe(String verb, boolean unsafe, BiFunction<Http, String, ApiResponse> call) {
        server.then(ScriptedServer.Connection::close).thenJson(500, "{}").thenJson(200, "{}");

        if (unsafe) {
            assertThatThrownBy(() -> call.apply(claude.http(), "/v1/x"))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageStartingWith(verb + " /v1/x at 127.0.0.1:");
            assertThatThrownBy(() -> call.apply(claude.http(), "/v1/x")).isInstanceOf(InternalServerException.class);
            assertThat(server.requests()).hasSize(2);
        } else {
            assertThat(call.apply(claude.http(), "/v1/x").status()).isEqualTo(200);
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void answer_thatIsNoObject_canBeReadAsItCame() {
        server.thenJson(200, "[1]").thenJson(200, "");

        ApiResponse list = claude.http().get("/v1/x");
        assertThat(list.text()).isEqualTo("[1]");
        assertThatThrownBy(list::json).isInstanceOf(InvalidDataException.class);
        assertThat(claude.http().get("/v1/x").bytes()).isEmpty();
    }

    @Test
    void baseUrl_isPutInFront() {
        server.thenJson(200, "{}");
        try (Claude gateway =
                server.options().baseUrl(server.url() + "/gateway/").build()) {
            gateway.http().get("/v1/x");
        }

        assertThat(server.request().target()).isEqualTo("/gateway/v1/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1/x", "@other.test/x", ".other.test/x", ":1/x", ""})
    void path_thatWouldChangeTheHost_isRefused(String path) {
        assertThatThrownBy(() -> claude.http().get(path))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("path: expected one that begins with a slash, found " + path);
        assertThatThrownBy(() -> claude.http().stream(path, BODY)).isInstanceOf(InvalidParamsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/a b", "/v1/%zz", "/v1/\r\nx: y"})
    void path_thatIsNoUrl_isRefused(String path) {
        assertThatThrownBy(() -> claude.http().get(path)).isInstanceOf(InvalidParamsException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void stream_givesEventsAsJson() {
        server.thenEvents("event: one\ndata: {\"a\":1}\n\ndata: {\"type\":\"two\"}\n\n");

        try (EventStream<JsonObject> events = claude.http().stream("/v1/x", BODY)) {
            assertThat(events.response().status()).isEqualTo(200);
            assertThat(events).containsExactly(JsonObject.of("a", 1, "type", "one"), JsonObject.of("type", "two"));
        }
        assertThat(server.request().header("accept")).isEqualTo("text/event-stream");
        assertThat(server.request().json()).isEqualTo(BODY);
    }

    @Test
    void get_pathWithBraces_sendsThemEncoded() {
        server.thenJson(200, "{}");

        claude.http().get("/v1/a{b?c={d}");

        assertThat(server.request().target()).isEqualTo("/v1/a%7Bb?c=%7Bd%7D");
    }
}
