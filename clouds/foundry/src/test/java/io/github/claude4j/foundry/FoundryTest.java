package io.github.claude4j.foundry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.AuthenticationException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.MissingCredentialsException;
import io.github.claude4j.errors.NotFoundException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.FakeCloud;
import io.github.claude4j.testkit.RecordedRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Microsoft Foundry: a part of the API as it is, with a key or a token. */
@Timeout(60)
class FoundryTest {
    private static final MessageCreateParams PARAMS = MessageCreateParams.builder()
            .model("claude-opus-5-5")
            .maxTokens(5)
            .addUserMessage("Hello")
            .build();

    private final FakeClaude fake = FakeCloud.FOUNDRY.start();

    @AfterEach
    void close() {
        fake.close();
    }

    private Foundry.Builder foundry() {
        return Foundry.builder().baseUrl(fake.url());
    }

    private static Claude over(Foundry.Builder foundry) {
        return Claude.builder()
                .backend(foundry.build())
                .retry(r -> r.waits(wait -> Duration.ZERO))
                .build();
    }

    @Test
    void calls_areTheApisOwn_withTheKeyInItsHeader(@TempDir Path folder) throws Exception {
        fake.reply("Hello!").reply("Hello!");
        Path file = Files.writeString(folder.resolve("a.txt"), "text");
        try (Claude claude = over(foundry().apiKey("fk"))) {
            assertThat(claude.with(o -> o.beta("b1")).messages().create(PARAMS).text())
                    .isEqualTo("Hello!");
            RecordedRequest sent = fake.lastRequest().onTheWire();
            assertThat(sent.path()).isEqualTo("/anthropic/v1/messages");
            assertThat(sent.text())
                    .isEqualTo("{\"model\":\"claude-opus-5-5\",\"max_tokens\":5,"
                            + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
            assertThat(sent.header("x-api-key")).contains("fk");
            assertThat(sent.header("authorization")).isEmpty();
            assertThat(sent.header("anthropic-version")).contains("2026-10-21");
            assertThat(sent.header("anthropic-beta")).contains("b1");
            try (MessageStream stream = claude.messages().stream(PARAMS)) {
                assertThat(stream.message().text()).isEqualTo("Hello!");
            }
            claude.files().delete(claude.files().upload(file).id());
            claude.skills().list();
            claude.userProfiles().list();
            assertThat(claude.messages()
                            .countTokens(c -> c.model("claude-opus-5-5").addUserMessage("Hello"))
                            .inputTokens())
                    .isPositive();
        }
    }

    @Test
    void token_isABearer_andAskedForOnceMoreWhenItIsRefused() {
        Queue<String> tokens = new ArrayDeque<>(List.of("old", "new", "new"));
        fake.fail(401).reply("Hello!");
        try (Claude claude = over(foundry().accessToken(tokens::remove))) {
            assertThat(claude.messages().create(PARAMS).text()).isEqualTo("Hello!");
        }
        assertThat(fake.requests())
                .extracting(
                        request -> request.onTheWire().header("authorization").orElseThrow())
                .containsExactly("Bearer old", "Bearer new");
        assertThat(fake.lastRequest().onTheWire().header("x-api-key")).isEmpty();
    }

    @Test
    void refusedKey_isNotSentAgain_andNotTold() {
        fake.fail(401);
        try (Claude claude = over(foundry().apiKey(() -> "secret-key"))) {
            assertThatThrownBy(() -> claude.messages().create(PARAMS))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("azure.ai.inference")
                    .hasMessageNotContaining("secret-key");
        }
        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void failingSupplier_isRepeated_andNamed() {
        try (Claude claude = over(foundry().accessToken(() -> {
            throw new IllegalStateException("no Entra");
        }))) {
            assertThatThrownBy(() -> claude.messages().create(PARAMS))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("no Entra");
        }
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void errorsOfAzure_haveTheTypesOfTheApi() {
        fake.fail(404);
        try (Claude claude = over(foundry().apiKey("fk"))) {
            assertThatThrownBy(() -> claude.messages().create(PARAMS))
                    .isInstanceOfSatisfying(
                            NotFoundException.class, e -> assertThat(e.type()).contains("not_found_error"))
                    .hasMessageContaining("DeploymentNotFound: ")
                    .hasMessageContaining("name of a deployment");
        }
        try (Claude claude = over(foundry().skipAuth())) {
            assertThatThrownBy(() -> claude.messages().create(PARAMS))
                    .isInstanceOfSatisfying(
                            AuthenticationException.class,
                            e -> assertThat(e.type()).contains("authentication_error"));
        }
    }

    @Test
    void whatFoundryDoesNotHave_isRefusedBeforeItIsSent() {
        try (Claude claude = over(foundry().apiKey("fk"))) {
            assertThatThrownBy(() -> claude.models().list()).isInstanceOf(InvalidParamsException.class);
            assertThatThrownBy(() -> claude.messages().batches().list()).isInstanceOf(InvalidParamsException.class);
            assertThatThrownBy(() -> claude.http().post("/v1/messagesx", JsonObject.of()))
                    .isInstanceOf(InvalidParamsException.class);
            assertThatThrownBy(() -> claude.http().get("/v1/filesx")).isInstanceOf(InvalidParamsException.class);
        }
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void ownHeader_isLeftAlone_butNoKeyOfTheApi() {
        try (Claude claude = over(foundry().apiKey("fk"))) {
            claude.with(o -> o.header("authorization", "Bearer own")).messages().create(PARAMS);
            assertThat(fake.lastRequest().onTheWire().header("x-api-key")).isEmpty();
            claude.with(o -> o.header("authorization", "Bearer sk-ant-secret"))
                    .messages()
                    .create(PARAMS);
            assertThat(fake.lastRequest().onTheWire().header("x-api-key")).contains("fk");
            assertThat(fake.lastRequest().onTheWire().header("authorization")).isEmpty();
        }
    }

    @Test
    void place_isThatOfTheResource_orABaseUrl() {
        assertThat(Foundry.builder().resource("my-res").apiKey("k").build().baseUrl())
                .isEqualTo("https://my-res.services.ai.azure.com/anthropic");
        assertThat(Foundry.builder()
                        .baseUrl("https://gw.test/anthropic/")
                        .apiKey("k")
                        .build()
                        .baseUrl())
                .isEqualTo("https://gw.test/anthropic");
        for (String wrong : List.of("a.b", "a/b", "-", "a@evil.test/")) {
            assertThatThrownBy(() -> Foundry.builder().resource(wrong))
                    .as(wrong)
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageStartingWith("resource: ");
        }
        assertThatThrownBy(() -> Foundry.builder()
                        .resource("r")
                        .baseUrl("https://x")
                        .apiKey("k")
                        .build())
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("found both");
    }

    @Test
    void environment_saysWhatCodeDoesNot_andCodeWins() {
        Map<String, String> variables = Map.of("ANTHROPIC_FOUNDRY_API_KEY", "ek", "ANTHROPIC_FOUNDRY_RESOURCE", "er");
        assertThat(Foundry.builder().fromEnv(variables::get).build())
                .hasToString("azure.ai.inference at https://er.services.ai.azure.com/anthropic");
        try (Claude claude = over(foundry().accessToken(() -> "t").fromEnv(variables::get))) {
            claude.messages().create(PARAMS);
        }
        assertThat(fake.lastRequest().onTheWire().header("authorization")).contains("Bearer t");

        assertThatThrownBy(() ->
                        Foundry.builder().fromEnv(name -> "").resource("r").build())
                .isInstanceOf(MissingCredentialsException.class)
                .hasMessageContaining("ANTHROPIC_FOUNDRY_API_KEY");
        assertThatThrownBy(() -> Foundry.builder().apiKey("k").build())
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageStartingWith("resource: ");
        assertThatThrownBy(() -> Foundry.builder().apiKey("k").accessToken(() -> "t"))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("apiKey is set already");
    }
}
