package io.github.claude4j.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.MissingCredentialsException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.FakeCloud;
import io.github.claude4j.testkit.RecordedRequest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes to Amazon Bedrock, byte by byte, and what it has. */
@Timeout(60)
class BedrockTest extends OnBedrock {
    private RecordedRequest sent() {
        return fake.lastRequest().onTheWire();
    }

    @Test
    void message_isWhatTheOfficialClientsSend() {
        fake.reply("Hello!");
        try (Claude claude = claude()) {
            assertThat(claude.with(o -> o.beta("b1", "b2").userProfileId("up_1"))
                            .messages()
                            .create(params(MODEL))
                            .text())
                    .isEqualTo("Hello!");
        }
        assertThat(sent().path()).isEqualTo("/model/us.anthropic.claude-opus-5-5-v1:0/invoke");
        assertThat(sent().text())
                .isEqualTo(
                        "{\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],"
                                + "\"anthropic_version\":\"2026-10-21\",\"anthropic_beta\":[\"b1\",\"b2\"],\"user_profile_id\":\"up_1\"}");
        assertThat(sent().headers())
                .containsOnlyKeys(
                        "Content-Length",
                        "Host",
                        "accept",
                        "authorization",
                        "content-type",
                        "user-agent",
                        "x-amz-content-sha256",
                        "x-amz-date");
        assertThat(sent().header("accept")).contains("application/json");
        assertThat(sent().header("authorization").orElseThrow())
                .contains(
                        "/us-west-2/bedrock/aws4_request, SignedHeaders=accept;content-type;host;x-amz-content-sha256;x-amz-date,");
    }

    @Test
    void stream_isInFrames_andItsRequestIsTheSameElsewhere() {
        fake.reply("Hello you!").eventDelay(Duration.ofMillis(1)).reply("Hello you!");
        try (Claude claude = claude()) {
            for (int i = 0; i < 2; i++) {
                try (MessageStream stream = claude.messages().stream(params(MODEL))) {
                    assertThat(stream.message().text()).isEqualTo("Hello you!");
                    assertThat(stream.response().requestId()).isPresent();
                }
            }
        }
        assertThat(sent().path()).endsWith("/invoke-with-response-stream");
        assertThat(sent().header("accept")).contains("application/json");
        assertThat(sent().json().has("stream")).isFalse();
        assertThat(fake.lastRequest().operation()).contains("messages.create");
        assertThat(fake.lastRequest().json().booleanValue("stream")).isTrue();
    }

    @Test
    void versionAndBetasOfTheBody_areTheCallers() {
        JsonObject given = params(MODEL)
                .json()
                .with("anthropic_version", "bedrock-2023-05-31")
                .with("anthropic_beta", JsonArray.of("of-the-body", "both"));
        try (Claude claude = options(backend()).beta("both", "of-the-header").build()) {
            claude.messages().create(MessageCreateParams.of(given));
            assertThat(sent().text())
                    .endsWith(
                            "\"anthropic_version\":\"bedrock-2023-05-31\",\"anthropic_beta\":[\"of-the-body\",\"both\",\"of-the-header\"]}");
            claude.with(o -> o.apiVersion("bedrock-2023-05-31")).messages().create(params(MODEL));
            assertThat(sent().json().string("anthropic_version")).isEqualTo("bedrock-2023-05-31");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic.claude-opus-5-5, anthropic.claude-opus-5-5",
        "eu.anthropic.claude-opus-5-5-v1:0, eu.anthropic.claude-opus-5-5-v1:0",
        "arn:aws:bedrock:us-west-2:123456789012:application-inference-profile/abc123, arn:aws:bedrock:us-west-2:123456789012:application-inference-profile%2Fabc123",
        "arn:aws:bedrock:us-west-2:123456789012:application-inference-profile%2Fabc123, arn:aws:bedrock:us-west-2:123456789012:application-inference-profile%2Fabc123",
        "arn%3Aaws%3Abedrock%3Aus-west-2%3A1%3Aprovisioned-model%2fx, arn:aws:bedrock:us-west-2:1:provisioned-model%2Fx",
        "a1b2c3d4e5f6, a1b2c3d4e5f6"
    })
    void model_isOneSegmentEncodedOnce_andSigned(String model, String segment) {
        try (Claude claude = claude()) {
            claude.messages().create(params(model));
        }
        assertThat(sent().path()).isEqualTo("/model/" + segment + "/invoke");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", ";x", "..;x", ".;"})
    void modelThatLeadsElsewhere_isRefused(String model) {
        try (Claude claude = claude()) {
            assertThatThrownBy(() -> claude.messages().create(params(model)))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageStartingWith("model: expected");
        }
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void betas_areLeftOutAsTold() {
        try (Claude claude =
                options(backend().withoutBetas("b2")).beta("b1", "b2").build()) {
            claude.messages().create(params(MODEL));
            assertThat(sent().json().array("anthropic_beta").toString()).isEqualTo("[\"b1\"]");
        }
        try (Claude claude = options(backend().onlyBetas("b3")).beta("b1", "b2").build()) {
            claude.messages().create(params(MODEL));
            assertThat(sent().json().has("anthropic_beta")).isFalse();
            claude.with(o -> o.beta("b3")).messages().create(params(MODEL));
            assertThat(sent().json().array("anthropic_beta").toString()).isEqualTo("[\"b3\"]");
        }
    }

    @Test
    void guardrailAndTiers_areHeadersThatAreSigned_andACopyHasItsOwn() {
        Bedrock.Builder backend = backend()
                .guardrail("gr-1", "DRAFT")
                .trace("ENABLED")
                .serviceTier("flex")
                .performanceLatency("optimized");
        try (Claude claude = options(backend).build()) {
            claude.messages().create(params(MODEL));
            assertThat(sent().headers())
                    .containsAllEntriesOf(Map.of(
                            "X-Amzn-Bedrock-GuardrailIdentifier", List.of("gr-1"),
                            "X-Amzn-Bedrock-GuardrailVersion", List.of("DRAFT"),
                            "X-Amzn-Bedrock-Trace", List.of("ENABLED"),
                            "X-Amzn-Bedrock-Service-Tier", List.of("flex"),
                            "X-Amzn-Bedrock-PerformanceConfig-Latency", List.of("optimized")));
            assertThat(sent().header("authorization").orElseThrow())
                    .contains(
                            "x-amzn-bedrock-guardrailidentifier;x-amzn-bedrock-guardrailversion;"
                                    + "x-amzn-bedrock-performanceconfig-latency;x-amzn-bedrock-service-tier;x-amzn-bedrock-trace");
            claude.with(o -> o.header("x-amzn-bedrock-guardrailidentifier", "gr-2"))
                    .messages()
                    .create(params(MODEL));
            assertThat(sent().headers().get("x-amzn-bedrock-guardrailidentifier"))
                    .containsExactly("gr-2");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "us.anthropic.claude-opus-5-5-v1:0, anthropic.claude-opus-5-5-v1:0",
        "global.anthropic.claude-opus-5-5, anthropic.claude-opus-5-5",
        "us-gov.anthropic.claude-opus-5-5, anthropic.claude-opus-5-5",
        "anthropic.claude-opus-5-5, anthropic.claude-opus-5-5",
        "arn:aws:bedrock:us-west-2:1:inference-profile/us.anthropic.claude-opus-5-5, anthropic.claude-opus-5-5",
        "arn:aws:bedrock:us-west-2:1:application-inference-profile/abc, arn:aws:bedrock:us-west-2:1:application-inference-profile%2Fabc"
    })
    void tokens_areCountedByAwssOperation_forTheModelBehindTheProfile(String model, String asked) {
        try (Claude claude = options(backend().guardrail("gr", "1")).build()) {
            assertThat(claude.messages()
                            .countTokens(c -> c.model(model).addUserMessage("Hello"))
                            .inputTokens())
                    .isPositive();
        }
        assertThat(sent().path()).isEqualTo("/model/" + asked + "/count-tokens");
        assertThat(sent().headers()).doesNotContainKey("x-amzn-bedrock-guardrailidentifier");
        String base64 = sent().json().object("input").object("invokeModel").string("body");
        assertThat(new String(Base64.getDecoder().decode(base64), UTF_8))
                .isEqualTo(
                        "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"anthropic_version\":\"2026-10-21\","
                                + "\"max_tokens\":1}");
    }

    @Test
    void requestByHand_isAsGood() {
        fake.reply("Hello!");
        try (Claude claude = claude()) {
            assertThat(claude.http()
                            .post("/v1/messages", params(MODEL).json())
                            .json()
                            .string("type"))
                    .isEqualTo("message");
        }
        assertThat(sent().path()).endsWith(":0/invoke");
    }

    @ParameterizedTest
    @CsvSource({
        "us-west-2, https://bedrock-runtime.us-west-2.amazonaws.com",
        "us-gov-west-1, https://bedrock-runtime.us-gov-west-1.amazonaws.com",
        "cn-north-1, https://bedrock-runtime.cn-north-1.amazonaws.com.cn",
        "eusc-de-east-1, https://bedrock-runtime.eusc-de-east-1.amazonaws.eu",
        "us-isob-east-1, https://bedrock-runtime.us-isob-east-1.sc2s.sgov.gov"
    })
    void host_isTheRegions(String region, String url) {
        assertThat(Bedrock.builder().region(region).apiKey("k").build().baseUrl())
                .isEqualTo(url);
    }

    @Test
    void silence_mayLastThreeMinutes() {
        assertThat(backend().build().idleTimeout()).isEqualTo(Optional.of(Duration.ofSeconds(180)));
    }

    @Test
    void gateway_hasItsOwnCredentials() {
        try (FakeClaude gateway =
                        FakeClaude.start(o -> o.cloud(FakeCloud.BEDROCK).strict(false));
                Claude claude = Claude.builder()
                        .backend(Bedrock.builder()
                                .baseUrl(gateway.url())
                                .skipAuth()
                                .build())
                        .header("x-gateway-key", "g")
                        .build()) {
            claude.messages().create(params(MODEL));
            assertThat(gateway.lastRequest().onTheWire().headers())
                    .containsKey("x-gateway-key")
                    .doesNotContainKeys("authorization", "x-amz-date");
        }
    }

    @Test
    void keysOfBedrock_comeFromTheirVariable_andNoKeyOfTheApiDoes() {
        Map<String, String> variables = Map.of(
                "ANTHROPIC_API_KEY", "sk-ant-secret",
                "AWS_BEARER_TOKEN_BEDROCK", "bedrock-api-key-1",
                "AWS_REGION", "eu-west-1",
                "ANTHROPIC_BEDROCK_BASE_URL", fake.url().toString());
        try (Claude claude = Claude.builder()
                .backend(Bedrock.builder().fromEnv(variables::get).build())
                .build()) {
            claude.messages().create(params(MODEL));
        }
        assertThat(sent().header("authorization")).contains("Bearer bedrock-api-key-1");

        assertThatThrownBy(() -> Bedrock.builder()
                        .fromEnv(Map.of(
                                "ANTHROPIC_API_KEY", "sk-ant-secret",
                                "AWS_REGION", "eu-west-1",
                                "AWS_CONFIG_FILE", "/nowhere/config",
                                "AWS_SHARED_CREDENTIALS_FILE", "/nowhere/credentials")::get)
                        .build())
                .isInstanceOf(MissingCredentialsException.class)
                .hasMessageContaining("AWS_BEARER_TOKEN_BEDROCK");
    }
}
