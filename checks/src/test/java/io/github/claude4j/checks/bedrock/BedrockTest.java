package io.github.claude4j.checks.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.aws.AwsCredentials;
import io.github.claude4j.bedrock.Bedrock;
import io.github.claude4j.checks.Pushed;
import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.NotFoundException;
import io.github.claude4j.errors.PermissionDeniedException;
import io.github.claude4j.errors.RateLimitException;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.Transport;
import io.github.claude4j.jdk.JdkTransport;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.StreamInterruptedException;
import io.github.claude4j.okhttp.OkHttpTransport;
import io.github.claude4j.testkit.internal.cloud.EventFrames;
import io.github.claude4j.testkit.internal.server.Received;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Amazon Bedrock, whoever takes the answer, over both transports, with all that may go wrong in a stream. */
@Timeout(120)
class BedrockTest {
    private static final String ARN = "arn:aws:bedrock:us-west-2:123456789012:application-inference-profile/abc123";
    private static final MessageCreateParams PARAMS = params("us.anthropic.claude-opus-5-5-v1:0");

    private final BedrockServer server = new BedrockServer();

    /** The number of the session token that was lent last. */
    private final AtomicInteger token = new AtomicInteger();

    @AfterEach
    void close() {
        server.close();
    }

    enum Over {
        JDK(JdkTransport::create),
        OK_HTTP(OkHttpTransport::create);

        private final Supplier<Transport> transport;

        Over(Supplier<Transport> transport) {
            this.transport = transport;
        }
    }

    private static MessageCreateParams params(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(16)
                .addUserMessage("Hello")
                .build();
    }

    private Claude.Builder options(Over over) {
        return Claude.builder()
                .backend(Bedrock.builder()
                        .baseUrl(server.url())
                        .region(BedrockServer.REGION)
                        .credentials(() -> AwsCredentials.of(
                                        BedrockServer.KEY_ID, BedrockServer.SECRET, "token-" + token.incrementAndGet())
                                .until(Instant.now().plusSeconds(3600)))
                        .build())
                .transport(over.transport.get())
                .retry(r -> r.waits(wait -> Duration.ZERO));
    }

    private static byte[] frames(int from, int to) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        BedrockServer.EVENTS.subList(from, to).forEach(event -> frames.writeBytes(EventFrames.chunk(event)));
        return frames.toByteArray();
    }

    private static byte[] allFrames() {
        return frames(0, BedrockServer.EVENTS.size());
    }

    @ParameterizedTest
    @EnumSource
    void message_wholeStreamedAndPushed_isTheAnswer(Over over) throws Throwable {
        server.cutEvery(7);
        try (Claude claude = options(over).build()) {
            Message whole = claude.messages().create(PARAMS);
            assertThat(whole.text()).isEqualTo("Hello");
            assertThat(whole.usage().inputTokens()).isEqualTo(3);
            try (MessageStream stream = claude.messages().stream(PARAMS)) {
                assertThat(stream.textDeltas()).containsExactly("Hel", "lo");
                assertThat(stream.response().requestId()).contains("request-2");
            }
            assertThat(new Pushed(claude, PARAMS).text()).isEqualTo("Hello");
        }

        assertThat(server.requests())
                .extracting(Received::target)
                .containsExactly(
                        "/model/us.anthropic.claude-opus-5-5-v1:0/invoke",
                        "/model/us.anthropic.claude-opus-5-5-v1:0/invoke-with-response-stream",
                        "/model/us.anthropic.claude-opus-5-5-v1:0/invoke-with-response-stream");
        assertThat(JsonObject.parse(server.requests().get(0).body()).string("anthropic_version"))
                .isEqualTo("2026-10-21");
    }

    @ParameterizedTest
    @EnumSource
    void profileWithSlash_isOneSegmentAndSigned(Over over) {
        try (Claude claude = options(over).build()) {
            assertThat(claude.messages().create(params(ARN)).text()).isEqualTo("Hello");
        }
        assertThat(server.requests().get(0).target()).endsWith("application-inference-profile%2Fabc123/invoke");
    }

    @ParameterizedTest
    @EnumSource
    void tokenCount_ofAnotherForm_isRewritten(Over over) {
        try (Claude claude = options(over).build()) {
            assertThat(claude.messages()
                            .countTokens(c -> c.model("m").addUserMessage("Hello"))
                            .inputTokens())
                    .isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void betasAndHeadersOfTheCaller_areSigned(Over over) {
        try (Claude claude = options(over)
                .header("anthropic-beta", "one-2026-01-01,two-2026-01-01")
                .header("x-amzn-bedrock-guardrailidentifier", "guard  1")
                .build()) {
            assertThat(claude.messages().create(PARAMS).text()).isEqualTo("Hello");
        }
        Received request = server.requests().get(0);
        assertThat(JsonObject.parse(request.body()).array("anthropic_beta").toString())
                .isEqualTo("[\"one-2026-01-01\",\"two-2026-01-01\"]");
        assertThat(request.header("anthropic-beta")).isEmpty();
        assertThat(request.header("authorization").orElseThrow()).contains("x-amzn-bedrock-guardrailidentifier");
    }

    @ParameterizedTest
    @EnumSource
    void interceptorOfACopy_keepsTheSignatureWhole(Over over) throws Throwable {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (Claude claude = options(over).build()) {
            Claude copy = claude.with(o -> o.attemptInterceptor((request, chain) -> {
                JsonObject body = request.body().orElseThrow().json().orElseThrow();
                seen.add(request.url().getPath() + " " + body.get("model"));
                Response answer = chain.proceed(request.withHeader("accept", "application/json, */*;q=0.1")
                        .withHeader("x-of-the-user", "yes"));
                seen.add(answer.headers().first("request-id").orElse("none") + " "
                        + answer.headers().first("content-type").orElse("none"));
                return answer;
            }));
            assertThat(copy.messages().create(PARAMS).text()).isEqualTo("Hello");
            try (MessageStream stream = copy.messages().stream(PARAMS)) {
                assertThat(stream.message().text()).isEqualTo("Hello");
            }
            assertThat(new Pushed(copy, PARAMS).text()).isEqualTo("Hello");
        }

        assertThat(seen)
                .containsExactly(
                        "/v1/messages us.anthropic.claude-opus-5-5-v1:0",
                        "request-1 application/json",
                        "/v1/messages us.anthropic.claude-opus-5-5-v1:0",
                        "request-2 text/event-stream",
                        "/v1/messages us.anthropic.claude-opus-5-5-v1:0",
                        "request-3 text/event-stream");
        assertThat(server.requests())
                .allSatisfy(
                        request -> assertThat(request.header("authorization").orElseThrow())
                                .contains("x-of-the-user"));
    }

    @ParameterizedTest
    @EnumSource
    void listeners_seeModelUsageAndRequestId_ofEveryWay(Over over) throws Throwable {
        List<String> told = new CopyOnWriteArrayList<>();
        CallListener listener = new CallListener() {
            @Override
            public Headers headers(Call call) {
                return Headers.of("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            }

            @Override
            public void onAttempt(Call call, Request request) {
                told.add(call.provider() + " " + request.url().getPath() + " "
                        + call.params().get("model"));
            }

            @Override
            public void onHead(Call call, Response response) {
                told.add(response.headers().first("request-id").orElse("none"));
            }

            @Override
            public void onEnd(Call call, @Nullable Throwable failure) {
                told.add(call.usage().map(JsonObject::toJson).orElse("none") + " " + failure);
            }
        };
        try (Claude claude = options(over).listener(listener).build()) {
            claude.messages().create(PARAMS);
            try (MessageStream stream = claude.messages().stream(PARAMS)) {
                stream.message();
            }
            new Pushed(claude, PARAMS).text();
        }

        String attempt = "aws.bedrock /v1/messages us.anthropic.claude-opus-5-5-v1:0";
        String usage = "{\"input_tokens\":3,\"output_tokens\":2} null";
        assertThat(told)
                .containsExactly(attempt, "request-1", usage, attempt, "request-2", usage, attempt, "request-3", usage);
        assertThat(server.requests())
                .allSatisfy(request -> assertThat(request.header("traceparent")).isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void throttlingInTheFirstFrame_isAskedAgain_whoeverTakesTheStream(Over over) throws Throwable {
        byte[] silent = EventFrames.frame(Map.of(":event-type", "chunk"), "{}".getBytes(UTF_8));
        server.then(reply -> reply.stream(EventFrames.exception("throttlingException", "slow down")))
                .then(reply -> reply.stream(silent, allFrames()))
                .then(reply -> reply.stream(silent, EventFrames.exception("throttlingException", "slow down")))
                .then(reply -> reply.stream(allFrames()));
        try (Claude claude = options(over).build()) {
            try (MessageStream stream = claude.messages().stream(PARAMS)) {
                assertThat(stream.message().text()).isEqualTo("Hello");
            }
            assertThat(new Pushed(claude, PARAMS).text()).isEqualTo("Hello");
        }
        assertThat(server.requests()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "throttlingException, RateLimitException, rate_limit_error",
        "serviceUnavailableException, OverloadedException, overloaded_error",
        "internalServerException, InternalServerException, api_error",
        "modelStreamErrorException, InternalServerException, api_error",
        "modelTimeoutException, InternalServerException, timeout_error",
        "validationException, BadRequestException, invalid_request_error"
    })
    void exceptionInAStream_isTheErrorOfTheApi(String name, String exception, String type) {
        server.then(reply -> reply.stream(frames(0, 3), EventFrames.exception(name, "it is so")));
        try (Claude claude = options(Over.JDK).build();
                MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThatThrownBy(stream::message).satisfies(thrown -> {
                Throwable cause = thrown instanceof StreamInterruptedException ? thrown.getCause() : thrown;
                assertThat(cause.getClass().getSimpleName()).isEqualTo(exception);
                assertThat(((ApiException) cause).type()).contains(type);
                assertThat(((ApiException) cause).requestId()).contains("request-1");
            });
            assertThat(stream.soFar().orElseThrow().text()).isEqualTo("Hel");
        }
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void errorOfAStatus_hasTypeMessageAndRequestId(Over over) throws Throwable {
        server.then(reply -> reply.error(400, "ValidationException", "use an inference profile"))
                .then(reply -> reply.error(404, "ResourceNotFoundException", "no such model"))
                .then(reply -> reply.error(403, "AccessDeniedException", "you may not"))
                .then(reply -> reply.error(429, "ThrottlingException", "slow down"))
                .then(reply -> reply.error(429, "ThrottlingException", "slow down"));
        try (Claude claude = options(over).maxRetries(0).build()) {
            assertThatThrownBy(() -> claude.messages().create(PARAMS))
                    .isInstanceOfSatisfying(BadRequestException.class, e -> {
                        assertThat(e.type()).contains("invalid_request_error");
                        assertThat(e.apiMessage()).contains("ValidationException: use an inference profile");
                        assertThat(e.requestId()).contains("request-1");
                    });
            assertThatThrownBy(() -> claude.messages().create(PARAMS)).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> claude.messages().create(PARAMS))
                    .isInstanceOf(PermissionDeniedException.class)
                    .hasMessageContaining("you may not");
            assertThatThrownBy(() -> claude.messages().stream(PARAMS).message()).isInstanceOf(RateLimitException.class);
            assertThatThrownBy(() -> new Pushed(claude, PARAMS).text()).isInstanceOf(RateLimitException.class);
        }
        assertThat(server.requests()).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource
    void expiredToken_isRenewedOnceACall(Over over) throws Throwable {
        BedrockServer.Script expired = reply -> reply.error(403, "ExpiredTokenException", "the token has expired");
        try (Claude claude = options(over).build()) {
            server.then(expired);
            assertThat(claude.messages().create(PARAMS).text()).isEqualTo("Hello");
            server.then(expired);
            assertThat(new Pushed(claude, PARAMS).text()).isEqualTo("Hello");
            server.then(expired).then(expired);
            assertThatThrownBy(() -> claude.messages().create(PARAMS))
                    .isInstanceOf(PermissionDeniedException.class)
                    .hasMessageContaining("ExpiredTokenException");
        }
        assertThat(server.requests())
                .extracting(request -> request.header("x-amz-security-token").orElseThrow())
                .containsExactly("token-1", "token-2", "token-2", "token-3", "token-3", "token-4");
    }

    @ParameterizedTest
    @EnumSource
    void flippedBitOrCutFrame_isAnError_neverData(Over over) throws Throwable {
        byte[] all = allFrames();
        int from = frames(0, 3).length;
        List<byte[]> broken = new ArrayList<>();
        for (int i = from; i < all.length - frames(6, 7).length; i += 41) {
            byte[] flipped = all.clone();
            flipped[i] ^= 4;
            broken.add(flipped);
            broken.add(Arrays.copyOf(all, i));
        }
        try (Claude claude = options(over).maxRetries(0).build()) {
            for (byte[] frames : broken) {
                server.then(reply -> reply.stream(frames));
                StringBuilder text = new StringBuilder();
                try (MessageStream stream = claude.messages().stream(PARAMS)) {
                    assertThatThrownBy(() -> stream.textDeltas().forEach(text::append))
                            .isInstanceOf(ClaudeException.class);
                }
                assertThat("Hello").startsWith(text);
                server.then(reply -> reply.stream(frames));
                Pushed pushed = new Pushed(claude, PARAMS);
                assertThatThrownBy(pushed::text).isInstanceOf(ClaudeException.class);
                assertThat("Hello").startsWith(pushed.soFar());
            }
        }
        assertThat(server.requests()).hasSize(2 * broken.size());
    }

    /** Those of the library, of earlier tests too. */
    private static Set<Thread> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("claude4j"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void manyPushedStreams_holdNoThreadEach() throws Throwable {
        int many = 300;
        Set<Thread> before = ourThreads();
        CountDownLatch all = new CountDownLatch(many);
        CountDownLatch go = new CountDownLatch(1);
        byte[] begin = frames(0, 3);
        byte[] rest = frames(3, BedrockServer.EVENTS.size());
        for (int i = 0; i < many; i++) {
            server.then(reply -> reply.stream(begin, () -> await(go), rest));
        }
        try (Claude claude = options(Over.JDK).build()) {
            List<Pushed> messages = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                messages.add(new Pushed(claude, PARAMS, all::countDown));
            }
            await(all);
            Set<Thread> ours = ourThreads();
            ours.removeAll(before);
            go.countDown();
            for (Pushed message : messages) {
                assertThat(message.text()).isEqualTo("Hello");
            }
            assertThat(ours).hasSizeLessThan(100);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nothing came");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void operationThatItDoesNotHave_isRefusedBeforeAnythingIsSent() {
        try (Claude claude = options(Over.JDK).build()) {
            assertThatThrownBy(() -> claude.models().list()).isInstanceOf(InvalidParamsException.class);
        }
        assertThat(server.requests()).isEmpty();
    }
}
