package io.github.claude4j.internal.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Interceptor;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.RequestBody;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code around calls, code around attempts, and code that is told of both. */
class InterceptorsTest {
    private static final MessageCreateParams PARAMS = MessageCreateParams.of(JsonObject.of("max_tokens", 16));

    private final ScriptedServer server = new ScriptedServer();
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    private Claude client(Consumer<Claude.Builder> options) {
        Claude.Builder builder = server.options();
        options.accept(builder);
        return builder.build();
    }

    private Interceptor noting(String name) {
        return (request, chain) -> {
            seen.add(name + " " + chain.call().attempt());
            Response response = chain.proceed(request);
            seen.add(name + " " + response.status());
            return response;
        };
    }

    /** Notes what it is told. */
    private final class Listener implements CallListener {
        @Override
        public void onAttempt(Call call, Request request) {
            seen.add("attempt " + call.attempt() + " " + request);
        }

        @Override
        public void onHead(Call call, Response response) {
            seen.add("head " + response.status());
        }

        @Override
        public void onEvent(Call call, JsonObject event) {
            seen.add("event " + event.get("type"));
        }

        @Override
        public void onEnd(Call call, Throwable failure) {
            seen.add("end " + (failure == null ? "well" : failure.getClass().getSimpleName()));
        }
    }

    @Test
    void interceptors_runInOrder_onceACallOutsideAndOnceAnAttemptInside() {
        server.thenJson(500, "{}").thenJson(200, "{}");
        try (Claude claude = client(options -> options.attemptInterceptor(noting("inner 1"))
                .interceptor(noting("outer 1"))
                .attemptInterceptor(noting("inner 2")))) {
            claude.with(o -> o.interceptor(noting("outer 2"))).models().retrieve("m");
        }

        assertThat(seen)
                .containsExactly(
                        "outer 1 0",
                        "outer 2 0",
                        "inner 1 1",
                        "inner 2 1",
                        "inner 2 500",
                        "inner 1 500",
                        "inner 1 2",
                        "inner 2 2",
                        "inner 2 200",
                        "inner 1 200",
                        "outer 2 200",
                        "outer 1 200");
    }

    @Test
    void interceptorOfACopy_isNotThatOfItsOriginal() {
        server.thenJson(200, "{}");
        try (Claude claude = client(options -> {})) {
            claude.with(o -> o.interceptor(noting("copy")));
            claude.models().retrieve("m");
        }

        assertThat(seen).isEmpty();
    }

    @Test
    void interceptor_seesTheRequestAsTheApiDefinesIt() {
        server.thenJson(200, ScriptedServer.MESSAGE);
        try (Claude claude = client(options -> options.attemptInterceptor((request, chain) -> {
            assertThat(request.operation().name()).isEqualTo("messages.create");
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.url()).isEqualTo(URI.create(server.url() + "/v1/messages"));
            assertThat(request.headers().has("authorization")).isFalse();
            RequestBody body = request.body().orElseThrow();
            assertThat(body.json()).contains(PARAMS.json());
            assertThat(body.contentType()).isEqualTo("application/json");
            byte[] bytes = body.open().readAllBytes();
            assertThat(bytes).hasSize((int) body.length()).isEqualTo(body.open().readAllBytes());
            seen.add("checked");
            return chain.proceed(request);
        }))) {
            claude.messages().create(PARAMS);
        }

        assertThat(seen).containsExactly("checked");
    }

    @Test
    void interceptor_canReplaceTheRequest() {
        server.thenJson(200, ScriptedServer.MESSAGE);
        try (Claude claude = client(options -> options.interceptor((request, chain) ->
                chain.proceed(request.withUrl(URI.create(server.url() + "/elsewhere?a=b"))
                        .withHeader("Authorization", "mine")
                        .withBody(RequestBody.of("raw".getBytes(UTF_8), "text/plain")))))) {
            claude.messages().create(PARAMS);
        }

        ScriptedServer.Received request = server.request();
        assertThat(request.target()).isEqualTo("/elsewhere?a=b");
        assertThat(request.headers().all("authorization")).containsExactly("mine");
        assertThat(request.text()).isEqualTo("raw");
        assertThat(request.headers().all("content-type")).containsExactly("text/plain");
    }

    @Test
    void interceptor_canAnswerByItself() {
        try (Claude claude = client(options -> options.listener(new Listener())
                .interceptor((request, chain) ->
                        Response.of(200, Headers.of("request-id", "req_me"), "{\"id\":\"mine\"}".getBytes(UTF_8))))) {
            var model = claude.models().retrieve("m");
            assertThat(model.id()).isEqualTo("mine");
            assertThat(model.response().orElseThrow().requestId()).contains("req_me");
        }

        assertThat(server.requests()).isEmpty();
        assertThat(seen).containsExactly("end well");
    }

    @Test
    void interceptor_canAnswerAStream() {
        try (Claude claude = client(options -> options.interceptor(
                        (request, chain) -> Response.of(200, Headers.of(), ScriptedServer.STREAM.getBytes(UTF_8))));
                MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThat(stream.message().text()).isEqualTo("Hello");
        }
    }

    @Test
    void stream_thatIsAskedForAgain_keepsWhatTheInterceptorsMadeOfTheRequest() {
        server.thenEvents("").thenEvents(ScriptedServer.STREAM);
        try (Claude claude = client(options -> options.attemptInterceptor(noting("inner"))
                        .interceptor((request, chain) -> {
                            seen.add("outer");
                            return chain.proceed(request.withHeader("x-outer", "1"));
                        }));
                MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThat(stream.message().text()).isEqualTo("Hello");
        }

        assertThat(server.requests())
                .extracting(request -> request.header("x-outer"))
                .containsExactly("1", "1");
        assertThat(seen).containsExactly("outer", "inner 1", "inner 200", "inner 2", "inner 200");
    }

    @Test
    void stream_thatAnInterceptorAnswered_isNotAskedForAgain() {
        String events = ScriptedServer.event("error", ScriptedServer.error("overloaded_error"));
        try (Claude claude = client(options -> options.interceptor((request, chain) -> {
                    seen.add("asked");
                    return Response.of(200, Headers.of(), events.getBytes(UTF_8));
                }));
                MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThatThrownBy(stream::message).isInstanceOf(OverloadedException.class);
        }

        assertThat(seen).containsExactly("asked");
    }

    @Test
    void interceptor_thatAnswersWithAnError_isThrownAsOne() {
        try (Claude claude = client(options -> options.interceptor((request, chain) ->
                Response.of(400, Headers.of(), "{\"error\":{\"message\":\"mine\"}}".getBytes(UTF_8))))) {
            assertThatThrownBy(() -> claude.models().retrieve("m"))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("mine");
        }
    }

    @Test
    void attemptInterceptor_thatAnswersWithAPassingError_isTriedAgain() {
        server.thenJson(200, "{}");
        try (Claude claude = client(options ->
                options.attemptInterceptor((request, chain) -> chain.call().attempt() == 1
                        ? Response.of(503, Headers.of("retry-after", "3"), new byte[0])
                        : chain.proceed(request)))) {
            assertThat(claude.models().retrieve("m").response().orElseThrow().attempts())
                    .isEqualTo(2);
        }
        assertThat(server.pauses).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void attemptInterceptor_thatFailsAsTheNetworkDoes_isTriedAgain() {
        try (Claude claude = client(options -> options.attemptInterceptor((request, chain) -> {
            seen.add("tried");
            throw new IOException("signing service is down");
        }))) {
            assertThatThrownBy(() -> claude.models().retrieve("m"))
                    .isExactlyInstanceOf(ConnectionException.class)
                    .hasMessage("models.retrieve (GET /v1/models/{model_id}) at 127.0.0.1:" + server.port()
                            + ": signing service is down");
        }
        assertThat(seen).hasSize(3);
    }

    @Test
    void errorAnswer_canBeReadByInterceptorsAndIsStillThrown() {
        server.thenJson(400, ScriptedServer.error("invalid_request_error"));
        try (Claude claude = client(options -> options.attemptInterceptor((request, chain) -> {
            Response response = chain.proceed(request);
            byte[] body = response.body().readAllBytes();
            seen.add(new String(body, UTF_8));
            return Response.of(response.status(), response.headers(), body);
        }))) {
            assertThatThrownBy(() -> claude.models().retrieve("m"))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.type()).contains("invalid_request_error"));
        }
        assertThat(seen).containsExactly(ScriptedServer.error("invalid_request_error"));
    }

    @Test
    void listener_ofACallThatIsRepeated_isToldEverythingOnce() {
        server.thenJson(500, "{}").thenJson(200, "{}");
        try (Claude claude = client(options -> options.listener(new Listener()))) {
            claude.models().retrieve("m");
        }

        String request = " GET " + server.url() + "/v1/models/m";
        assertThat(seen)
                .containsExactly("attempt 1" + request, "head 500", "attempt 2" + request, "head 200", "end well");
    }

    @Test
    void listener_ofAStream_isToldOfEachEventThatIsDelivered() {
        server.thenEvents(ScriptedServer.MESSAGE_START
                        + ScriptedServer.event("error", ScriptedServer.error("overloaded_error")))
                .thenEvents(ScriptedServer.STREAM);
        try (Claude claude = client(options -> options.listener(new Listener()))) {
            MessageStream stream = claude.messages().stream(PARAMS);
            stream.message();
            stream.close();
        }

        String request = " POST " + server.url() + "/v1/messages";
        assertThat(seen)
                .containsExactly(
                        "attempt 1" + request,
                        "head 200",
                        "attempt 2" + request,
                        "head 200",
                        "event message_start",
                        "event content_block_start",
                        "event content_block_delta",
                        "event content_block_delta",
                        "event content_block_stop",
                        "event message_delta",
                        "event message_stop",
                        "end well");
    }

    @Test
    void listener_ofAStreamThatIsClosedEarly_isToldTheEndOnce() {
        server.then(connection -> connection.events(ScriptedServer.STREAM));
        try (Claude claude = client(options -> options.listener(new Listener()))) {
            MessageStream stream = claude.messages().stream(PARAMS);
            stream.iterator().next();
            stream.close();
            stream.close();
        }

        assertThat(seen).endsWith("event message_start", "end well").containsOnlyOnce("end well");
    }

    @Test
    void listener_isToldWhatACallFailedWith() {
        server.thenJson(400, "{}")
                .then(connection -> connection.head(200, "content-length: 9").close());
        try (Claude claude = client(options -> options.listener(new Listener()).maxRetries(0))) {
            assertThatThrownBy(() -> claude.models().retrieve("m")).isInstanceOf(ApiException.class);
            assertThatThrownBy(() -> claude.models().retrieve("m")).isInstanceOf(ConnectionException.class);
            assertThatThrownBy(() -> claude.messages().stream(PARAMS).message()).isInstanceOf(ApiException.class);
        }

        assertThat(seen.stream().filter(line -> line.startsWith("end")))
                .containsExactly("end BadRequestException", "end ConnectionException", "end ApiException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-user Jürgen", "connection close"})
    void header_ofAnInterceptor_thatCannotBeSent_endsTheCall(String nameAndValue) {
        String[] header = nameAndValue.split(" ");
        try (Claude claude = server.options()
                .attemptInterceptor((request, chain) -> chain.proceed(request.withHeader(header[0], header[1])))
                .build()) {
            assertThatThrownBy(() -> claude.models().retrieve("m"))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageStartingWith(header[0] + ": expected ");
        }
        assertThat(server.requests()).isEmpty();
    }
}
