package io.github.claude4j.vertex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.AuthenticationException;
import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.MissingCredentialsException;
import io.github.claude4j.errors.NotFoundException;
import io.github.claude4j.errors.RateLimitException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.FakeCloud;
import io.github.claude4j.testkit.FakeResponse;
import io.github.claude4j.testkit.RecordedRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vertex AI: the model in the path, the version in the body, a token of Google. */
@Timeout(60)
class VertexTest {
    private static final String MODELS = "/v1/projects/p-1/locations/us-east5/publishers/anthropic/models/";
    private static final MessageCreateParams PARAMS = params("claude-opus-5-5");

    private final FakeClaude fake = FakeCloud.VERTEX.start();

    @AfterEach
    void close() {
        fake.close();
    }

    private static MessageCreateParams params(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(5)
                .addUserMessage("Hello")
                .build();
    }

    private Vertex.Builder vertex() {
        return Vertex.builder().baseUrl(fake.url()).project("p-1").region("us-east5");
    }

    private static Claude.Builder over(Vertex vertex) {
        return Claude.builder().backend(vertex).retry(r -> r.waits(wait -> Duration.ZERO));
    }

    private Claude claude() {
        return over(vertex().accessToken("ya29.token").build()).build();
    }

    @Test
    void message_hasItsModelInThePath_andItsVersionInTheBody() {
        fake.reply("Hello!");
        try (Claude claude = claude()) {
            assertThat(claude.with(o -> o.beta("b1,b2").userProfileId("up_1"))
                            .messages()
                            .create(PARAMS)
                            .text())
                    .isEqualTo("Hello!");
        }
        RecordedRequest sent = fake.lastRequest().onTheWire();
        assertThat(sent.path()).isEqualTo(MODELS + "claude-opus-5-5:rawPredict");
        assertThat(sent.text())
                .isEqualTo("{\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],"
                        + "\"anthropic_version\":\"2026-10-21\"}");
        assertThat(sent.header("authorization")).contains("Bearer ya29.token");
        assertThat(sent.header("anthropic-version")).isEmpty();
        assertThat(sent.header("anthropic-beta")).contains("b1,b2");
        assertThat(sent.header("anthropic-user-profile-id")).contains("up_1");
    }

    @Test
    void stream_staysInTheBody_andChoosesTheVerb() throws Exception {
        fake.reply("Hello!").reply("Hello!");
        try (Claude claude = claude()) {
            try (MessageStream stream = claude.messages().stream(PARAMS)) {
                assertThat(stream.message().text()).isEqualTo("Hello!");
            }
            RecordedRequest sent = fake.lastRequest().onTheWire();
            assertThat(sent.path()).isEqualTo(MODELS + "claude-opus-5-5:streamRawPredict");
            assertThat(sent.json().get("stream")).isEqualTo(true);
        }
    }

    @Test
    void tokens_areCountedWithoutBetas_andWithTheModelInTheBody() {
        try (Claude claude = claude()) {
            assertThat(claude.with(o -> o.beta("b1"))
                            .messages()
                            .countTokens(c -> c.model("claude-opus-5-5").addUserMessage("Hello"))
                            .inputTokens())
                    .isPositive();
        }
        RecordedRequest sent = fake.lastRequest().onTheWire();
        assertThat(sent.path()).isEqualTo(MODELS + "count-tokens:rawPredict");
        assertThat(sent.json().string("model")).isEqualTo("claude-opus-5-5");
        assertThat(sent.header("anthropic-beta")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "global, https://aiplatform.googleapis.com",
        "eu, https://aiplatform.eu.rep.googleapis.com",
        "us, https://aiplatform.us.rep.googleapis.com",
        "europe-west1, https://europe-west1-aiplatform.googleapis.com"
    })
    void region_hasItsHost_andTokensMayBeCountedInAnother(String region, String host) {
        Elsewhere elsewhere = new Elsewhere(fake.url());
        Vertex vertex = Vertex.builder()
                .project("p-1")
                .region(region)
                .countRegion("us-central1")
                .accessToken("t")
                .build();
        assertThat(vertex.baseUrl()).isEqualTo(host);
        try (Claude claude = over(vertex).transport(elsewhere).build()) {
            claude.messages().create(PARAMS);
            claude.messages().countTokens(c -> c.model("claude-opus-5-5").addUserMessage("Hello"));
        }
        assertThat(elsewhere.asked)
                .containsExactly(
                        host + "/v1/projects/p-1/locations/" + region
                                + "/publishers/anthropic/models/claude-opus-5-5:rawPredict",
                        "https://us-central1-aiplatform.googleapis.com/v1/projects/p-1/locations/us-central1"
                                + "/publishers/anthropic/models/count-tokens:rawPredict");
    }

    @Test
    void modelWithADate_isSentRaw_andWhatWouldLeadElsewhereIsEncodedOrRefused() {
        try (Claude claude = claude()) {
            claude.messages().create(params("claude-sonnet-4-5@20250929"));
            assertThat(fake.lastRequest().onTheWire().path())
                    .isEqualTo(MODELS + "claude-sonnet-4-5@20250929:rawPredict");

            assertThatThrownBy(() -> claude.messages().create(params("a;b/c"))).isInstanceOf(ApiException.class);
            assertThat(fake.lastRequest().onTheWire().path()).endsWith("/a%3Bb%2Fc:rawPredict");

            int before = fake.requests().size();
            for (String wrong : List.of(".", "..", ";x", "..;x", " ")) {
                assertThatThrownBy(() ->
                                claude.http().post("/v1/messages", JsonObject.of("model", wrong, "max_tokens", 1L)))
                        .as(wrong)
                        .isInstanceOf(InvalidParamsException.class)
                        .hasMessageStartingWith("model: ");
            }
            assertThat(fake.requests()).hasSize(before);
        }
        for (String wrong : List.of("..", ";x")) {
            assertThatThrownBy(() -> vertex().project(wrong).skipAuth().build())
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageStartingWith("project: ");
        }
        assertThatThrownBy(() -> vertex().region("evil.example/").skipAuth().build())
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageStartingWith("region: ");
    }

    @Test
    void olderVersion_hasTheNameThatItHasThere() {
        try (Claude claude = claude()) {
            claude.with(o -> o.apiVersion("2023-06-01"))
                    .messages()
                    .create(m -> m.model("claude-sonnet-4-5")
                            .maxTokens(5)
                            .temperature(0.5)
                            .addUserMessage("Hello"));
        }
        assertThat(fake.lastRequest().onTheWire().json().string("anthropic_version"))
                .isEqualTo("vertex-2023-10-16");
        assertThat(fake.lastRequest().header("anthropic-version")).contains("2023-06-01");
    }

    @Test
    void whatVertexDoesNotHave_isRefusedBeforeItIsSent() {
        try (Claude claude = claude()) {
            assertThatThrownBy(() -> claude.messages().batches().list()).isInstanceOf(InvalidParamsException.class);
            assertThatThrownBy(() -> claude.models().list())
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageContaining("gcp.vertex_ai");
            assertThatThrownBy(() -> claude.files().list()).isInstanceOf(InvalidParamsException.class);
            assertThatThrownBy(() -> claude.http()
                            .post(
                                    "/v1/messages",
                                    JsonObject.of("model", "claude-opus-5-5", "thread", JsonObject.of("id", "t"))))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageStartingWith("thread: ");
        }
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void betas_mayBeLeftOut() {
        try (Claude claude = over(vertex().skipAuth().withoutBetas("b1").build())
                .header("authorization", "Bearer of-the-user")
                .build()) {
            claude.with(o -> o.beta("b1", "b2")).messages().create(PARAMS);
            assertThat(fake.lastRequest().onTheWire().header("anthropic-beta")).contains("b2");
            claude.with(o -> o.beta("b1")).messages().create(PARAMS);
            assertThat(fake.lastRequest().onTheWire().header("anthropic-beta")).isEmpty();
            assertThat(fake.lastRequest().onTheWire().header("authorization")).contains("Bearer of-the-user");
        }
    }

    @Test
    void errors_haveTheTypesOfTheApi() {
        fake.fail(400).fail(404).fail(429).fail(429).fail(429);
        try (Claude claude = claude()) {
            assertThatThrownBy(() -> claude.messages().create(PARAMS))
                    .isInstanceOfSatisfying(
                            BadRequestException.class, e -> assertThat(e.type()).contains("invalid_request_error"));
            assertThatThrownBy(() -> claude.messages().create(PARAMS))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("NOT_FOUND: ")
                    .hasMessageContaining("served in us-east5");
            assertThatThrownBy(() -> claude.messages().create(PARAMS))
                    .isInstanceOfSatisfying(RateLimitException.class, e -> {
                        assertThat(e.type()).contains("rate_limit_error");
                        assertThat(e).hasMessageContaining("RESOURCE_EXHAUSTED: ");
                        assertThat(e.requestId()).isPresent();
                    });
        }
        assertThat(fake.requests()).hasSize(5);
    }

    /** As streams of Google tell of them. */
    @Test
    void errorInAnArray_isOneToo() {
        fake.reply(FakeResponse.of(
                403,
                "application/json",
                "[{\"error\":{\"code\":403,\"message\":\"no\",\"status\":\"PERMISSION_DENIED\"}}]".getBytes(UTF_8)));
        try (Claude claude = claude()) {
            assertThatThrownBy(() -> claude.messages().create(PARAMS))
                    .hasMessageContaining("403 permission_error: PERMISSION_DENIED: no");
        }
    }

    @Test
    void refusedToken_isAskedForOnceMore() {
        Queue<String> tokens = new ArrayDeque<>(List.of("old", "new", "new"));
        fake.fail(401).reply("Hello!");
        try (Claude claude = over(vertex().accessToken(tokens::remove).build()).build()) {
            assertThat(claude.messages().create(PARAMS).text()).isEqualTo("Hello!");
        }
        assertThat(fake.requests())
                .extracting(
                        request -> request.onTheWire().header("authorization").orElseThrow())
                .containsExactly("Bearer old", "Bearer new");
    }

    @Test
    void sameToken_isNotSentAgain() {
        fake.fail(401);
        try (Claude claude = over(vertex().accessToken(() -> "same").build()).build()) {
            assertThatThrownBy(() -> claude.messages().create(PARAMS))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("gcp.vertex_ai")
                    .hasMessageNotContaining("same");
        }
        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void failingSupplier_countsAsALostConnection() {
        Queue<RuntimeException> failures = new ArrayDeque<>(List.of(new IllegalStateException("vault")));
        fake.reply("Hello!");
        try (Claude claude = over(vertex().accessToken(() -> {
                            if (!failures.isEmpty()) {
                                throw failures.remove();
                            }
                            return "t";
                        })
                        .build())
                .build()) {
            assertThat(claude.messages().create(PARAMS).text()).isEqualTo("Hello!");
        }
    }

    @Test
    void keysOfTheApi_neverArrive() {
        try (Claude claude = over(vertex().accessToken("t").build()).build()) {
            claude.with(o -> o.header("x-api-key", "sk-ant-secret")).messages().create(PARAMS);
            assertThat(fake.lastRequest().onTheWire().header("x-api-key")).isEmpty();
            assertThat(fake.lastRequest().onTheWire().header("authorization")).contains("Bearer t");
            assertThatThrownBy(() -> claude.with(o -> o.apiKey("sk-ant-secret")))
                    .isInstanceOf(InvalidParamsException.class);
        }
        assertThatThrownBy(() -> over(vertex().skipAuth().build()).apiKey("k").build())
                .isInstanceOf(InvalidParamsException.class);
    }

    @Test
    void environment_saysWhatCodeDoesNot() {
        Map<String, String> variables = Map.of(
                "CLOUD_ML_REGION", "us-east5",
                "ANTHROPIC_VERTEX_PROJECT_ID", "p-1",
                "GOOGLE_CLOUD_PROJECT", "p-2",
                "ANTHROPIC_VERTEX_BASE_URL", fake.url() + "/v1/");
        Vertex vertex = Vertex.builder().skipAuth().fromEnv(variables::get).build();
        try (Claude claude = over(vertex).header("authorization", "Bearer x").build()) {
            claude.messages().create(PARAMS);
            assertThat(fake.lastRequest().onTheWire().path()).isEqualTo(MODELS + "claude-opus-5-5:rawPredict");
            assertThat(claude.backend().orElseThrow()).hasToString("gcp.vertex_ai at " + fake.url() + "/v1/");
        }
        assertThat(Vertex.builder()
                        .skipAuth()
                        .fromEnv(variables::get)
                        .region("eu")
                        .build()
                        .baseUrl())
                .startsWith(fake.url().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"region", "project"})
    void whatIsMissing_isToldWhenItIsBuilt(String missing) {
        Vertex.Builder builder = Vertex.builder().skipAuth().fromEnv(name -> " ");
        if (!missing.equals("region")) {
            builder.region("eu");
        }
        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageStartingWith(missing + ": expected a value, found none")
                .hasMessageContaining(missing.equals("region") ? "CLOUD_ML_REGION" : "ANTHROPIC_VERTEX_PROJECT_ID");
    }

    @Test
    void credentials_areOneOfThree() {
        assertThatThrownBy(() -> Vertex.builder().region("eu").project("p").build())
                .isInstanceOf(MissingCredentialsException.class);
        assertThatThrownBy(() -> Vertex.builder().accessToken("t").skipAuth())
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("accessToken is set already");
        assertThatThrownBy(() -> Vertex.builder().accessToken(" ")).isInstanceOf(InvalidParamsException.class);
    }
}
