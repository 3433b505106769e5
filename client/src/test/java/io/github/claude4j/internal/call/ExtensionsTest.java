package io.github.claude4j.internal.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.AuthenticationException;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.fixtures.Background;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Interceptor;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.RequestBody;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.StreamInterruptedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What others build from interceptors and listeners: cloud backends, tokens that expire, limiters, tracers. */
class ExtensionsTest {
    private static final MessageCreateParams PARAMS =
            MessageCreateParams.of(JsonObject.of("model", "claude-opus-5-5", "max_tokens", 16, "speed", "fast"));

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    /**
     * A backend as clouds have them: the model is in the path, version and betas are in the body, the final bytes are
     * signed, and events of a stream come in frames of their own.
     */
    private static final class CloudBackend implements Interceptor {
        @Override
        public Response intercept(Request request, Chain chain) throws IOException, InterruptedException {
            RequestBody original = request.body().orElseThrow();
            JsonObject body = original.json().orElseThrow();
            boolean streams = Boolean.TRUE.equals(body.get("stream"));
            String path = "/model/" + body.string("model") + (streams ? "/invoke-with-response-stream" : "/invoke");
            JsonObject.Builder rewritten =
                    body.without("model").without("stream").toBuilder().put("anthropic_version", "cloud-2023-05-31");
            request.headers()
                    .first("anthropic-beta")
                    .ifPresent(betas -> rewritten.put("anthropic_beta", JsonArray.of((Object[]) betas.split(","))));
            RequestBody sent = RequestBody.of(rewritten.build());
            Response response = chain.proceed(request.withUrl(request.url().resolve(path))
                    .withBody(sent)
                    .withHeaders(request.headers().toBuilder()
                            .remove("anthropic-beta")
                            .remove("anthropic-version")
                            .set("authorization", "Signature " + checksum(sent))
                            .build()));
            boolean frames = response.headers()
                    .first("content-type")
                    .filter("application/frames"::equals)
                    .isPresent();
            return frames ? response.withBody(new Frames(response.body())) : response;
        }

        static int checksum(RequestBody body) throws IOException {
            try (InputStream in = body.open()) {
                return Arrays.hashCode(in.readAllBytes());
            }
        }
    }

    /** Server-sent events out of frames that begin with their length. */
    private static final class Frames extends InputStream {
        private final DataInputStream frames;
        private ByteArrayInputStream event = new ByteArrayInputStream(new byte[0]);

        Frames(InputStream frames) {
            this.frames = new DataInputStream(frames);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            while (event.available() == 0) {
                int size;
                try {
                    size = frames.readInt();
                } catch (EOFException e) {
                    return -1;
                }
                ByteArrayOutputStream text = new ByteArrayOutputStream();
                text.writeBytes("data: ".getBytes(UTF_8));
                text.writeBytes(frames.readNBytes(size));
                text.writeBytes("\n\n".getBytes(UTF_8));
                event = new ByteArrayInputStream(text.toByteArray());
            }
            return event.read(target, offset, length);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public void close() throws IOException {
            frames.close();
        }
    }

    private static byte[] frames(String events) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream frames = new DataOutputStream(bytes);
        for (String line : events.split("\n")) {
            if (line.startsWith("data: ")) {
                byte[] data = line.substring("data: ".length()).getBytes(UTF_8);
                frames.writeInt(data.length);
                frames.write(data);
            }
        }
        return bytes.toByteArray();
    }

    private Claude cloud() {
        return server.options().attemptInterceptor(new CloudBackend()).build();
    }

    private static ScriptedServer.Script frameAnswer(byte[] frames, int length) {
        return connection -> connection
                .head(200, "content-length: " + length, "content-type: application/frames")
                .write(frames);
    }

    @Test
    void backend_rewritesPathAndBody() {
        server.thenJson(529, "{}").thenJson(200, ScriptedServer.MESSAGE);
        try (Claude claude = cloud()) {
            assertThat(claude.messages().create(PARAMS).text()).isEqualTo("Hello");
        }

        assertThat(server.requests()).hasSize(2).allSatisfy(request -> {
            assertThat(request.target()).isEqualTo("/model/claude-opus-5-5/invoke");
            assertThat(request.json())
                    .isEqualTo(
                            JsonObject.parse(
                                    "{\"max_tokens\":16,\"speed\":\"fast\","
                                            + "\"anthropic_version\":\"cloud-2023-05-31\",\"anthropic_beta\":[\"fast-mode-2026-02-01\"]}"));
            assertThat(request.header("authorization")).isEqualTo("Signature " + Arrays.hashCode(request.body()));
            assertThat(request.headers().has("anthropic-beta")).isFalse();
            assertThat(request.headers().has("anthropic-version")).isFalse();
        });
    }

    @Test
    void backend_decodesItsOwnStreamFormat() throws IOException {
        byte[] frames = frames(ScriptedServer.STREAM);
        server.then(frameAnswer(frames, frames.length));
        try (Claude claude = cloud();
                MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThat(stream.textDeltas()).containsExactly("Hel", "lo");
        }

        assertThat(server.request().target()).isEqualTo("/model/claude-opus-5-5/invoke-with-response-stream");
        assertThat(server.request().json().has("stream")).isFalse();
    }

    @Test
    void backend_getsTheRetriesOfStreamsToo() throws IOException {
        byte[] overloaded = frames(
                ScriptedServer.MESSAGE_START + ScriptedServer.event("error", ScriptedServer.error("overloaded_error")));
        byte[] cut = frames(ScriptedServer.MESSAGE_START + ScriptedServer.BLOCK_START + ScriptedServer.text("Hel"));
        server.then(frameAnswer(overloaded, overloaded.length)).then(connection -> {
            frameAnswer(cut, cut.length + 10).play(connection);
            connection.close();
        });
        try (Claude claude = cloud();
                MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThatThrownBy(stream::message)
                    .isInstanceOfSatisfying(
                            StreamInterruptedException.class,
                            e -> assertThat(e.partial().orElseThrow().text()).isEqualTo("Hel"));
        }

        assertThat(server.requests()).hasSize(2);
    }

    /** Puts a token on each attempt and gets a new one, once, when it is refused. */
    private static final class RefreshingToken implements Interceptor {
        private final AtomicInteger generation = new AtomicInteger(1);

        @Override
        public Response intercept(Request request, Chain chain) throws IOException, InterruptedException {
            int current = generation.get();
            Response response = chain.proceed(request.withHeader("authorization", "Bearer token-" + current));
            if (response.status() != 401) {
                return response;
            }
            response.close();
            generation.compareAndSet(current, current + 1);
            return chain.proceed(request.withHeader("authorization", "Bearer token-" + generation.get()));
        }
    }

    @Test
    void token_thatIsRefused_isRefreshedOnce() {
        server.thenJson(401, ScriptedServer.error("authentication_error"))
                .thenJson(200, ScriptedServer.MESSAGE)
                .thenJson(200, ScriptedServer.MESSAGE)
                .thenJson(401, ScriptedServer.error("authentication_error"))
                .thenJson(401, ScriptedServer.error("authentication_error"));
        try (Claude claude = Claude.builder()
                .baseUrl(server.url())
                .attemptInterceptor(new RefreshingToken())
                .build()) {
            Message message = claude.messages().create(PARAMS);
            assertThat(message.response().orElseThrow().attempts()).isEqualTo(1);
            claude.messages().create(PARAMS);
            assertThatThrownBy(() -> claude.messages().create(PARAMS)).isInstanceOf(AuthenticationException.class);
        }

        assertThat(server.requests())
                .extracting(request -> request.header("authorization"))
                .containsExactly(
                        "Bearer token-1", "Bearer token-2", "Bearer token-2", "Bearer token-2", "Bearer token-3");
    }

    @Test
    void token_thatIsRefusedBeforeAStream_isRefreshedToo() {
        server.thenJson(401, "{}").thenEvents(ScriptedServer.STREAM);
        try (Claude claude = Claude.builder()
                        .baseUrl(server.url())
                        .attemptInterceptor(new RefreshingToken())
                        .build();
                MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThat(stream.message().text()).isEqualTo("Hello");
        }
    }

    /** Lets only so many calls through at a time; a stream counts until it has ended. */
    private static final class Limiter implements Interceptor, CallListener {
        private final Semaphore permits = new Semaphore(1);

        @Override
        public Response intercept(Request request, Chain chain) throws IOException, InterruptedException {
            permits.acquire();
            chain.call().attribute("permit", true);
            return chain.proceed(request);
        }

        @Override
        public void onEnd(Call call, Throwable failure) {
            if (call.attribute("permit") != null) {
                permits.release();
            }
        }
    }

    @Test
    void limiter_waitsBeforeItPassesACallOn_andCanBeInterrupted() throws InterruptedException {
        server.thenEvents(ScriptedServer.STREAM).thenJson(400, "{}").thenJson(200, ScriptedServer.MESSAGE);
        Limiter limiter = new Limiter();
        try (Claude claude =
                server.options().interceptor(limiter).listener(limiter).build()) {
            MessageStream first = claude.messages().stream(PARAMS);
            Background second = new Background(() -> claude.messages().create(PARAMS));
            second.awaitWaiting();
            Background third = new Background(() -> claude.messages().create(PARAMS));
            third.awaitWaiting();
            assertThat(server.requests()).hasSize(1);
            third.interrupt();
            assertThat(third.failure()).isInstanceOf(CancelledException.class);
            assertThat(third.interrupted()).isTrue();

            first.message();
            assertThat(second.failure()).hasMessageStartingWith("400");
            assertThat(claude.messages().create(PARAMS).text()).isEqualTo("Hello");
        }
        assertThat(limiter.permits.availablePermits()).isEqualTo(1);
    }

    @Test
    void limiter_countsAStreamThatIsAskedForAgainOnce() {
        server.thenEvents(ScriptedServer.event("error", ScriptedServer.error("overloaded_error")))
                .thenEvents(ScriptedServer.STREAM);
        Limiter limiter = new Limiter();
        try (Claude claude =
                server.options().interceptor(limiter).listener(limiter).build()) {
            assertThat(claude.messages().stream(PARAMS).message().text()).isEqualTo("Hello");
        }
        assertThat(limiter.permits.availablePermits()).isEqualTo(1);
    }

    /** Measures each call as a tracer does, with what listeners are told. */
    private static final class Tracer implements CallListener {
        private final List<String> spans = new ArrayList<>();

        @Override
        public void onEvent(Call call, JsonObject event) {
            if ("content_block_delta".equals(event.get("type")) && call.attribute("first token") == null) {
                call.attribute("first token", call.elapsed());
            }
            if (event.get("usage") instanceof JsonObject usage) {
                call.attribute("output tokens", usage.longValue("output_tokens"));
            }
        }

        @Override
        public void onEnd(Call call, Throwable failure) {
            Duration firstToken = (Duration) call.attribute("first token");
            boolean timed = firstToken != null && firstToken.compareTo(call.elapsed()) <= 0;
            spans.add(call.operation().name() + ", attempts " + call.attempt() + ", first token " + timed
                    + ", output tokens " + call.attribute("output tokens") + ", "
                    + (failure == null ? "ok" : failure.getClass().getSimpleName()));
        }
    }

    @Test
    void tracer_seesTheTimeToTheFirstTokenAndTheFinalUsage() {
        server.thenJson(503, "{}")
                .thenEvents(ScriptedServer.STREAM)
                .thenEvents(ScriptedServer.MESSAGE_START
                        + ScriptedServer.BLOCK_START
                        + ScriptedServer.event("error", ScriptedServer.error("api_error")));
        Tracer tracer = new Tracer();
        try (Claude claude = server.options().listener(tracer).build()) {
            claude.messages().stream(PARAMS).message();
            MessageStream failing = claude.messages().stream(PARAMS);
            assertThatThrownBy(failing::message).isNotNull();
        }

        assertThat(tracer.spans)
                .containsExactly(
                        "messages.create, attempts 2, first token true, output tokens 2, ok",
                        "messages.create, attempts 1, first token false, output tokens null, InternalServerException");
    }

    @Test
    void failover_asksAnotherPlaceWhenAllRetriesFail() {
        server.thenJson(529, "{}").thenJson(529, "{}").thenJson(200, ScriptedServer.MESSAGE);
        URI other = URI.create(server.url() + "/other");
        try (Claude claude = server.options()
                .maxRetries(1)
                .interceptor((request, chain) -> {
                    Response response = chain.proceed(request);
                    if (response.status() != 529) {
                        return response;
                    }
                    response.close();
                    return chain.proceed(request.withUrl(other));
                })
                .build()) {
            assertThat(claude.messages().create(PARAMS).text()).isEqualTo("Hello");
        }

        assertThat(server.requests())
                .extracting(ScriptedServer.Received::target)
                .containsExactly("/v1/messages", "/v1/messages", "/other");
    }
}
