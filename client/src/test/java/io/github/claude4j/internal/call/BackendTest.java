package io.github.claude4j.internal.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.Operations;
import io.github.claude4j.client.Knobs;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.PermissionDeniedException;
import io.github.claude4j.errors.RateLimitException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.fixtures.Signals;
import io.github.claude4j.http.Backend;
import io.github.claude4j.http.ByteSource;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Operation;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.RequestBody;
import io.github.claude4j.http.Response;
import io.github.claude4j.jdk.JdkTransport;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client whose calls go to another place than the API. */
class BackendTest {
    private static final MessageCreateParams PARAMS =
            MessageCreateParams.of(JsonObject.of("model", "claude-opus-5-5", "max_tokens", 16, "speed", "fast"));

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    /**
     * A cloud: the model is in the path, version and betas are in the body, the final bytes are signed with keys that end, events
     * come in frames, errors have a form of their own.
     */
    private final class Cloud implements Backend {
        private final AtomicInteger key = new AtomicInteger(1);
        private volatile boolean closed;

        @Override
        public String provider() {
            return "some.cloud";
        }

        @Override
        public String baseUrl() {
            return server.url();
        }

        @Override
        public boolean supports(Operation operation) {
            return operation.name().startsWith("messages.");
        }

        @Override
        public Request adapt(Request request, Call call) throws IOException {
            JsonObject body = request.body().orElseThrow().json().orElseThrow();
            boolean streams = Boolean.TRUE.equals(body.get("stream"));
            JsonObject.Builder rewritten =
                    body.without("model").without("stream").toBuilder().put("anthropic_version", "cloud-1");
            request.headers()
                    .first("anthropic-beta")
                    .ifPresent(betas -> rewritten.put("anthropic_beta", JsonArray.of((Object[]) betas.split(","))));
            RequestBody sent = RequestBody.of(rewritten.build());
            Headers headers = request.headers().toBuilder()
                    .remove("anthropic-beta")
                    .remove("anthropic-version")
                    .set("host", request.url().getRawAuthority())
                    .set("content-length", "" + sent.length())
                    .set("authorization", "Key " + key + " " + signature(request.headers(), sent))
                    .build();
            String path = "/model/" + body.string("model") + (streams ? "/stream" : "/invoke");
            return request.withUrl(URI.create(call.baseUrl() + path))
                    .withBody(sent)
                    .withHeaders(headers);
        }

        @Override
        public Response answer(Response answer, Call call) {
            boolean frames = answer.headers()
                    .first("content-type")
                    .filter("application/frames"::equals)
                    .isPresent();
            Headers.Builder headers = answer.headers().toBuilder();
            answer.headers().first("x-cloud-id").ifPresent(id -> headers.set("request-id", id));
            return frames
                    ? answer.withBody(new Frames(answer.source()))
                            .withHeaders(headers.set("content-type", "text/event-stream")
                                    .build())
                    : answer.withHeaders(headers.build());
        }

        @Override
        public Response whole(Response answer, Call call) throws IOException {
            JsonObject counted = JsonObject.parse(answer.bytes());
            return counted.has("inputTokens")
                    ? Response.of(
                            answer.status(),
                            answer.headers(),
                            JsonObject.of("input_tokens", counted.get("inputTokens"))
                                    .toJson()
                                    .getBytes(UTF_8))
                    : answer;
        }

        @Override
        public Response error(Response error, Call call) throws IOException {
            String text = new String(error.bytes(), UTF_8);
            JsonObject told = JsonObject.of(
                    "type",
                    "error",
                    "error",
                    JsonObject.of(
                            "type",
                            "permission_error",
                            "message",
                            JsonObject.parse(text).string("Message")));
            return Response.of(error.status(), error.headers(), told.toJson().getBytes(UTF_8));
        }

        @Override
        public boolean isRefusal(Response answer) {
            return answer.headers().first("x-cloud-error").equals(Optional.of("Expired"));
        }

        @Override
        public boolean renew(Response refusal, Call call) {
            key.incrementAndGet();
            return true;
        }

        @Override
        public Optional<Duration> idleTimeout() {
            return Optional.of(Duration.ofSeconds(180));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static int signature(Headers headers, RequestBody body) throws IOException {
        try (InputStream in = body.open()) {
            return Arrays.hashCode(in.readAllBytes()) + headers.first("accept").hashCode();
        }
    }

    /** Server-sent events out of frames that begin with their length. */
    private static final class Frames implements ByteSource {
        private final ByteSource frames;
        private final ByteBuffer come = ByteBuffer.allocate(64 * 1024);
        private byte[] event = new byte[0];
        private int given;
        private boolean ended;

        Frames(ByteSource frames) {
            this.frames = frames;
        }

        @Override
        public int poll(byte[] target, int offset, int length) throws IOException {
            while (given == event.length) {
                if (!next()) {
                    int count = frames.poll(come.array(), come.position(), come.remaining());
                    if (count <= 0) {
                        ended = count < 0;
                        if (ended && come.position() > 0) {
                            throw new EOFException("a frame was cut");
                        }
                        return count;
                    }
                    come.position(come.position() + count);
                }
            }
            int count = Math.min(length, event.length - given);
            System.arraycopy(event, given, target, offset, count);
            given += count;
            return count;
        }

        private boolean next() {
            if (come.position() < 4 || come.position() < 4 + come.getInt(0)) {
                return false;
            }
            int size = come.getInt(0);
            event = ("data: " + new String(come.array(), 4, size, UTF_8) + "\n\n").getBytes(UTF_8);
            given = 0;
            come.flip().position(4 + size);
            come.compact();
            return true;
        }

        @Override
        public void await() throws IOException {
            frames.await();
        }

        @Override
        public void onArrival(Runnable action) {
            frames.onArrival(action);
        }

        @Override
        public void close() {
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

    private static ScriptedServer.Script inFrames(String events) throws IOException {
        byte[] frames = frames(events);
        return connection -> {
            connection.head(
                    200, "content-length: " + frames.length, "content-type: application/frames", "x-cloud-id: req_c");
            for (byte one : frames) {
                connection.write(new byte[] {one});
            }
        };
    }

    private Claude.Builder options(Backend cloud) {
        return Knobs.pause(Claude.builder().backend(cloud), (call, time) -> {});
    }

    private static List<String> signatures(ScriptedServer server) {
        List<String> wrong = new ArrayList<>();
        for (ScriptedServer.Received request : server.requests()) {
            int expected = Arrays.hashCode(request.body())
                    + Optional.of(request.header("accept")).hashCode();
            if (!request.header("authorization").endsWith(" " + expected)) {
                wrong.add(request.header("authorization") + ", expected " + expected);
            }
        }
        return wrong;
    }

    @Test
    void request_isAdaptedLastOfAll_soThatInterceptorsOfCopiesKeepTheSignatureWhole() {
        server.thenJson(200, ScriptedServer.MESSAGE);
        List<String> seen = new ArrayList<>();
        try (Claude claude = options(new Cloud()).build()) {
            Claude copy = claude.with(o -> o.attemptInterceptor((request, chain) -> {
                seen.add(request.method() + " " + request.url().getPath() + " "
                        + request.body().orElseThrow().json().orElseThrow().get("model"));
                return chain.proceed(request.withHeader("accept", "application/json, */*"));
            }));
            assertThat(copy.messages().create(PARAMS).text()).isEqualTo("Hello");
        }

        assertThat(seen).containsExactly("POST /v1/messages claude-opus-5-5");
        assertThat(server.request().target()).isEqualTo("/model/claude-opus-5-5/invoke");
        assertThat(server.request().json())
                .isEqualTo(JsonObject.parse("{\"max_tokens\":16,\"speed\":\"fast\",\"anthropic_version\":\"cloud-1\","
                        + "\"anthropic_beta\":[\"fast-mode-2026-02-01\"]}"));
        assertThat(signatures(server)).isEmpty();
    }

    @Test
    void prefixOfTheBaseUrl_isToldApartFromThePath() {
        server.thenJson(200, ScriptedServer.MESSAGE);
        try (Claude claude =
                options(new Cloud()).baseUrl(server.url() + "/gateway/v1/").build()) {
            claude.messages().create(PARAMS);
        }
        assertThat(server.request().target()).isEqualTo("/gateway/v1/model/claude-opus-5-5/invoke");
    }

    @Test
    void wholeAnswer_ofAnotherForm_isMadeTheApis() {
        server.thenJson(200, "{\"inputTokens\":14}");
        try (Claude claude = options(new Cloud()).build()) {
            assertThat(claude.messages()
                            .countTokens(c -> c.model("m").addUserMessage("Hello"))
                            .inputTokens())
                    .isEqualTo(14);
        }
    }

    @Test
    void client_saysWhereItCallsAndWhatIsThere() {
        Cloud cloud = new Cloud();
        try (Claude claude = options(cloud).build()) {
            assertThat(claude.with(o -> {}).backend()).contains(cloud);
            assertThat(Operations.all().stream().filter(cloud::supports))
                    .extracting(Operation::name)
                    .contains("messages.create", "messages.count_tokens")
                    .doesNotContain("models.list");
        }
        try (Claude claude = Claude.builder().apiKey("k").build()) {
            assertThat(claude.backend()).isEmpty();
        }
    }

    @Test
    void stream_ofFramesInSinglePieces_givesTheMessage() throws IOException {
        server.then(inFrames(ScriptedServer.STREAM));
        try (Claude claude = options(new Cloud()).build();
                MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThat(stream.textDeltas()).containsExactly("Hel", "lo");
            assertThat(stream.response().requestId()).contains("req_c");
        }
    }

    @Test
    void listeners_seeRequestAndAnswerAsTheApiHasThem() throws IOException {
        server.then(inFrames(ScriptedServer.STREAM));
        List<String> told = new ArrayList<>();
        CallListener listener = new CallListener() {
            @Override
            public void onAttempt(Call call, Request request) {
                told.add(call.provider() + " " + request.url().getPath() + " "
                        + call.params().get("model") + " " + request.headers().has("authorization"));
            }

            @Override
            public void onHead(Call call, Response response) {
                told.add(response.headers().first("content-type").orElse("") + " "
                        + response.headers().first("request-id").orElse(""));
            }

            @Override
            public void onEnd(Call call, Throwable failure) {
                told.add(call.usage().orElseThrow().toJson());
            }
        };
        try (Claude claude = options(new Cloud()).listener(listener).build();
                MessageStream stream = claude.messages().stream(PARAMS)) {
            stream.message();
        }

        assertThat(told)
                .containsExactly(
                        "some.cloud /v1/messages claude-opus-5-5 false",
                        "text/event-stream req_c",
                        "{\"input_tokens\":3,\"output_tokens\":2}");
    }

    /** Those of the library, of earlier tests too. */
    private static Set<Thread> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("claude4j"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void manyPushedStreams_holdNoThreadEach() throws Exception {
        int many = 300;
        Set<Thread> before = ourThreads();
        CountDownLatch all = new CountDownLatch(many);
        CountDownLatch go = new CountDownLatch(1);
        byte[] begin = frames(ScriptedServer.MESSAGE_START + ScriptedServer.BLOCK_START + ScriptedServer.text("Hel"));
        byte[] end = frames(ScriptedServer.text("lo") + ScriptedServer.STREAM_END);
        server.otherwise(connection -> {
            connection.head(200, "content-length: " + (begin.length + end.length), "content-type: application/frames");
            connection.write(begin);
            all.countDown();
            ScriptedServer.await(go);
            connection.write(end);
        });
        try (JdkTransport pushing = JdkTransport.create();
                Claude claude = options(new Cloud()).transport(pushing).build()) {
            List<Signals> streams = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                streams.add(new Signals(claude.publisher(c -> c.messages().stream(PARAMS))));
            }
            ScriptedServer.await(all);
            Set<Thread> ours = ourThreads();
            ours.removeAll(before);
            go.countDown();
            assertThat(streams).allSatisfy(stream -> assertThat(stream.text()).isEqualTo("Hello"));
            assertThat(ours).hasSizeLessThan(100);
        }
    }

    @Test
    void refusal_bringsOtherCredentials_onceACall() {
        server.thenJson(403, "{\"Message\":\"token has expired\"}", "x-cloud-error: Expired")
                .thenJson(200, ScriptedServer.MESSAGE)
                .thenJson(403, "{\"Message\":\"token has expired\"}", "x-cloud-error: Expired")
                .thenJson(403, "{\"Message\":\"still expired\"}", "x-cloud-error: Expired");
        try (Claude claude = options(new Cloud()).build()) {
            assertThat(claude.messages().create(PARAMS).text()).isEqualTo("Hello");
            assertThatThrownBy(() -> claude.messages().create(PARAMS))
                    .isInstanceOf(PermissionDeniedException.class)
                    .hasMessageContaining("still expired")
                    .hasMessageContaining("check the credentials for some.cloud");
        }

        assertThat(server.requests())
                .extracting(request -> request.header("authorization").split(" ")[1])
                .containsExactly("1", "2", "2", "3");
    }

    @Test
    void pushedRefusal_bringsOtherCredentials() throws IOException {
        server.thenJson(403, "{\"Message\":\"token has expired\"}", "x-cloud-error: Expired")
                .then(inFrames(ScriptedServer.STREAM));
        try (Claude claude = options(new Cloud()).build()) {
            assertThat(new Signals(claude.publisher(c -> c.messages().stream(PARAMS))).text())
                    .isEqualTo("Hello");
        }
    }

    @Test
    void error_ofAnotherForm_isToldAsTheApiWould() {
        server.thenJson(403, "{\"Message\":\"you may not\"}", "x-cloud-id: req_d")
                .thenJson(403, "{\"Message\":\"you may not\"}", "x-cloud-id: req_e");
        try (Claude claude = options(new Cloud()).build()) {
            assertThatThrownBy(() -> claude.messages().create(PARAMS))
                    .isInstanceOfSatisfying(PermissionDeniedException.class, e -> {
                        assertThat(e.apiMessage()).contains("you may not");
                        assertThat(e.requestId()).contains("req_d");
                    });
            assertThat(new Signals(claude.publisher(c -> c.messages().stream(PARAMS))).end())
                    .isInstanceOfSatisfying(
                            PermissionDeniedException.class,
                            e -> assertThat(e.requestId()).contains("req_e"));
        }
    }

    @Test
    void firstFrame_thatThrottles_isAskedAgain_andOneThatSaysNothingIsDropped() throws IOException {
        String throttled = "data: " + ScriptedServer.error("rate_limit_error") + "\n";
        server.then(inFrames("data: {}\n" + throttled))
                .then(inFrames("data: {}\n" + ScriptedServer.STREAM))
                .otherwise(inFrames(throttled));
        try (Claude claude = options(new Cloud()).build()) {
            try (MessageStream stream = claude.messages().stream(PARAMS)) {
                assertThat(stream.message().text()).isEqualTo("Hello");
            }
            assertThat(server.requests()).hasSize(2);
            assertThat(new Signals(claude.with(o -> o.maxRetries(0)).publisher(c -> c.messages().stream(PARAMS))).end())
                    .isInstanceOf(RateLimitException.class);
        }
    }

    @Test
    void credentialsOfTheApi_areNeitherNeededNorTaken() {
        assertThatThrownBy(() -> Claude.builder().apiKey("k").backend(new Cloud()))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("backend: apiKey is set already");

        server.thenJson(200, ScriptedServer.MESSAGE);
        Claude.Builder builder = Knobs.fromEnv(
                options(new Cloud()),
                name -> name.equals("ANTHROPIC_API_KEY")
                        ? "secret-key"
                        : name.equals("ANTHROPIC_BASE_URL") ? "http://127.0.0.1:1" : null,
                name -> null);
        try (Claude claude = builder.build()) {
            claude.messages().create(PARAMS);
        }
        assertThat(server.request().headers().toString()).doesNotContain("secret-key");
        assertThat(server.request().header("authorization")).startsWith("Key 1");
    }

    @Test
    void callThatItDoesNotHave_isRefusedBeforeAnythingIsSent() {
        try (Claude claude = options(new Cloud()).build()) {
            assertThatThrownBy(() -> claude.models().list())
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageContaining("some.cloud does not have it");
            assertThatThrownBy(() -> claude.http().attach("/v1/messages", HttpRequest.newBuilder()))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageContaining("attach: expected a client without a backend");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void versionsOfClouds_areComparedByTheirDate() {
        server.thenJson(200, ScriptedServer.MESSAGE);
        try (Claude claude = options(new Cloud()).apiVersion("cloud-2023-05-31").build()) {
            claude.messages()
                    .create(m -> m.model("m").maxTokens(1).addUserMessage("a").put("temperature", 0.5));
            assertThatThrownBy(() -> claude.with(o -> o.apiVersion("cloud-2026-10-21"))
                            .messages()
                            .create(m -> m.model("m")
                                    .maxTokens(1)
                                    .addUserMessage("a")
                                    .put("temperature", 0.5)))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageContaining("temperature");
        }
    }

    @Test
    void closingTheClient_closesTheBackend_butClosingACopyDoesNot() {
        Cloud cloud = new Cloud();
        try (Claude claude = options(cloud).build()) {
            claude.with(o -> {}).close();
            assertThat(cloud.closed).isFalse();
        }
        assertThat(cloud.closed).isTrue();
    }
}
