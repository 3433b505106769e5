package io.github.claude4j.internal.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.batches.BatchCreateParams;
import io.github.claude4j.client.Knobs;
import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.models.ModelListParams;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire for a call. */
class RequestsTest {
    private final ScriptedServer server =
            new ScriptedServer().otherwise(connection -> connection.json(200, ScriptedServer.MESSAGE));

    @AfterEach
    void close() {
        server.close();
    }

    private static MessageCreateParams.Builder hello() {
        return MessageCreateParams.builder()
                .model("claude-opus-5-5")
                .maxTokens(16)
                .addUserMessage("Hi");
    }

    private ScriptedServer.Received received(Consumer<Claude> calls) {
        return received(options -> {}, calls);
    }

    private ScriptedServer.Received received(Consumer<Claude.Builder> options, Consumer<Claude> calls) {
        Claude.Builder builder = server.options();
        options.accept(builder);
        try (Claude claude = builder.build()) {
            calls.accept(claude);
        }
        return server.request();
    }

    @Test
    void create_sendsTheParamsAsJsonWithTheStandardHeaders() {
        ScriptedServer.Received request = received(claude -> claude.messages().create(hello().build()));

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/v1/messages");
        assertThat(request.text())
                .isEqualTo("{\"model\":\"claude-opus-5-5\",\"max_tokens\":16,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
        assertThat(request.header("content-length")).isEqualTo(String.valueOf(request.body().length));
        assertThat(request.header("content-type")).isEqualTo("application/json");
        assertThat(request.header("accept")).isEqualTo("application/json");
        assertThat(request.header("anthropic-version")).isEqualTo("2026-10-21");
        assertThat(request.header("authorization")).isEqualTo("Bearer sk-test-key");
        assertThat(request.headers().has("x-api-key")).isFalse();
        assertThat(request.headers().has("anthropic-beta")).isFalse();
        assertThat(request.header("user-agent")).matches("claude4j/\\S+ \\(Java \\d+\\)");
    }

    @Test
    void create_textOutsideAscii_isUtf8WithTheRightLength() {
        ScriptedServer.Received request = received(
                claude -> claude.messages().create(hello().system("Grüße, 世界").build()));

        assertThat(new String(request.body(), UTF_8)).contains("Grüße, 世界");
        assertThat(request.header("content-length")).isEqualTo(String.valueOf(request.body().length));
    }

    @Test
    void stream_asksForEvents() {
        server.thenEvents(ScriptedServer.STREAM);
        ScriptedServer.Received request = received(claude -> {
            try (var stream = claude.messages().stream(hello().build())) {
                stream.message();
            }
        });

        assertThat(request.header("accept")).isEqualTo("text/event-stream");
        assertThat(request.json().get("stream")).isEqualTo(true);
    }

    @Test
    void baseUrl_withPathAndSlashes_keepsThePath() {
        ScriptedServer.Received request = received(
                options -> options.baseUrl(server.url() + "/gateway/claude//"),
                claude -> claude.models().retrieve("m"));

        assertThat(request.target()).isEqualTo("/gateway/claude/v1/models/m");
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a%2Fb",
        "a b+c, a%20b%2Bc",
        "a?b#c, a%3Fb%23c",
        "ü~., %C3%BC~.",
        "%2e%2e, %252e%252e",
        "a;b, a%3Bb",
        "..., ...",
        "{x}, %7Bx%7D"
    })
    void routeParameter_isOneEncodedSegment(String id, String encoded) {
        ScriptedServer.Received request = received(claude -> claude.models().retrieve(id));

        assertThat(request.target()).isEqualTo("/v1/models/" + encoded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "..;x", ".;", ";x"})
    void routeParameter_thatWouldLeadElsewhere_isRefused(String id) {
        try (Claude claude = server.client()) {
            assertThatThrownBy(() -> claude.models().retrieve(id))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessage("model_id: expected an id, found \"" + id + "\"");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void routeParameter_thatIsNull_isRefused() {
        try (Claude claude = server.client()) {
            assertThatThrownBy(() -> claude.models().retrieve(null))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessage("model_id: expected an id, found null");
        }
    }

    @Test
    void routeParameter_thatLooksLikeThePlaceOfAnother_staysInItsOwn() {
        ScriptedServer.Received request =
                received(claude -> claude.environments().work().retrieve("{work_id}", "w"));

        assertThat(request.target()).isEqualTo("/v1/environments/%7Bwork_id%7D/work/w");
    }

    @Test
    void list_sendsItsParamsInTheQueryAndNoBody() {
        server.thenJson(200, "{\"data\":[]}");
        ScriptedServer.Received request = received(claude -> claude.models()
                .list(ModelListParams.builder()
                        .limit(5)
                        .addLifecycle("active")
                        .addLifecycle("a&b=c")
                        .put("flag", true)
                        .put("none", null)
                        .build()));

        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.target())
                .isEqualTo("/v1/models?limit=5&lifecycle%5B%5D=active&lifecycle%5B%5D=a%26b%3Dc&flag=true");
        assertThat(request.body()).isEmpty();
        assertThat(request.headers().has("content-type")).isFalse();
    }

    @Test
    void heartbeat_sendsItsQueryFieldsInTheQueryAlone() {
        ScriptedServer.Received request = received(claude -> claude.environments()
                .work()
                .heartbeat("e", "w", p -> p.expectedLastHeartbeat("a b").put("other", 1)));

        assertThat(request.target()).isEqualTo("/v1/environments/e/work/w/heartbeat?expected_last_heartbeat=a%20b");
        assertThat(request.json()).isEqualTo(JsonObject.of("other", 1));
    }

    @Test
    void operationWithoutParams_isSentWithoutABody() {
        ScriptedServer.Received request = received(claude -> claude.agents().archive("a"));

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/v1/agents/a/archive");
        assertThat(request.body()).isEmpty();
        assertThat(request.headers().has("content-type")).isFalse();
    }

    @Test
    void olderVersion_sendsTheKeyInItsOwnHeader() {
        ScriptedServer.Received request = received(
                options -> options.apiVersion("2023-06-01"),
                claude -> claude.messages().create(hello().temperature(0.5).build()));

        assertThat(request.header("anthropic-version")).isEqualTo("2023-06-01");
        assertThat(request.header("x-api-key")).isEqualTo("sk-test-key");
        assertThat(request.headers().has("authorization")).isFalse();
        assertThat(request.json().doubleValue("temperature")).isEqualTo(0.5);
    }

    @Test
    void olderVersion_withAToken_stillSendsABearer() {
        try (Claude claude = Claude.builder()
                .authToken("tok")
                .baseUrl(server.url())
                .apiVersion("2023-06-01")
                .build()) {
            claude.models().retrieve("m");
        }

        assertThat(server.request().header("authorization")).isEqualTo("Bearer tok");
        assertThat(server.request().headers().has("x-api-key")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"authorization, x-api-key", "X-Api-Key, authorization"})
    void credentialsInAHeader_areLeftAlone(String given, String absent) {
        ScriptedServer.Received request = received(
                options -> options.header(given, "mine"),
                claude -> claude.models().retrieve("m"));

        assertThat(request.headers().all(given)).containsExactly("mine");
        assertThat(request.headers().has(absent)).isFalse();
    }

    @Test
    void withoutHeader_ofTheCredentials_sendsNone() {
        try (Claude claude = Claude.builder()
                .baseUrl(server.url())
                .withoutHeader("Authorization")
                .build()) {
            claude.models().retrieve("m");
        }

        assertThat(server.request().headers().has("authorization")).isFalse();
    }

    @Test
    void sampling_withTheCurrentVersion_isRefusedBeforeSending() {
        try (Claude claude = server.client()) {
            assertThatThrownBy(() ->
                            claude.messages().create(hello().temperature(0.5).build()))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessage("temperature: refused from API version 2026-10-21 on; leave it out, or ask for an older"
                            + " version: apiVersion(\"2023-06-01\")");
            assertThatThrownBy(() -> claude.messages()
                            .batches()
                            .create(b -> b.addRequest(
                                    r -> r.customId("a").params(hello().topK(3).build()))))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageStartingWith("requests.params.top_k: refused");
            assertThatThrownBy(() -> claude.messages().stream(hello().topP(0.9).build()))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageStartingWith("top_p: refused");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void sampling_inABatchItemWithTheOlderVersion_isSent() {
        ScriptedServer.Received request = received(
                options -> options.apiVersion("2023-06-01"),
                claude -> claude.messages()
                        .batches()
                        .create(b -> b.addRequest(
                                r -> r.customId("a").params(hello().topK(3).build()))));

        assertThat(request.text()).contains("\"top_k\":3");
    }

    @Test
    void sampling_withTheOlderVersionInAHeader_isSent() {
        ScriptedServer.Received request = received(
                options -> options.header("anthropic-version", "2023-06-01"),
                claude -> claude.messages().create(hello().topK(3).build()));

        assertThat(request.text()).contains("\"top_k\":3");
        assertThat(request.header("x-api-key")).isEqualTo("sk-test-key");
    }

    @Test
    void betas_inOneText_areTakenApart() {
        ScriptedServer.Received request = received(
                options -> options.beta("b,a").beta(" a ", "c"),
                claude -> claude.models().retrieve("m"));

        assertThat(request.header("anthropic-beta")).isEqualTo("b,a,c");
    }

    @Test
    void betas_ofOperationParamsOptionsAndHeader_areMergedOnceEachInThatOrder() {
        ScriptedServer.Received request = received(
                options -> options.beta("opt-1", "mcp-client-2025-11-20")
                        .beta("opt-2")
                        .header("Anthropic-Beta", "head-1 , opt-1,head-2"),
                claude -> claude.messages()
                        .create(hello().put(
                                        "tools",
                                        JsonArray.of(
                                                JsonObject.of("type", "mcp_toolset"),
                                                JsonObject.of("type", "computer_20250124")))
                                .put("speed", "fast")
                                .build()));

        assertThat(request.headers().all("anthropic-beta"))
                .containsExactly(
                        "fast-mode-2026-02-01,computer-use-2025-01-24,mcp-client-2025-11-20,opt-1,opt-2,head-1,"
                                + "head-2");
    }

    @Test
    void betas_ofTheOperation_comeFirst() {
        ScriptedServer.Received request = received(
                options -> options.beta("mine"), claude -> claude.agents().retrieve("a"));

        assertThat(request.header("anthropic-beta")).isEqualTo("managed-agents-2026-04-01,mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"context_management\":{\"edits\":[{\"type\":\"compact_20260112\"}]}} compact-2026-01-12",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\"},{\"type\":\"mcp_tool_use\"}]}]}"
                        + " mcp-client-2025-11-20",
                "{\"thread\":{}} message-threads-2026-08-12",
                "{\"messages\":[{\"role\":\"system\",\"clear_at\":1}]} mid-conversation-system-clear-at-2026-08-21",
                "{\"thinking\":{\"type\":\"adaptive\",\"display\":\"updates\"}} thinking-display-updates-2026-08-18"
            })
    void betas_thatFieldsAskFor_areSentForMessagesAndForBatches(String paramsAndBeta) {
        int space = paramsAndBeta.lastIndexOf(' ');
        JsonObject params = JsonObject.parse(paramsAndBeta.substring(0, space));
        String beta = paramsAndBeta.substring(space + 1);
        JsonObject item = JsonObject.of("custom_id", "a", "params", params);
        try (Claude claude = server.client()) {
            claude.messages().create(MessageCreateParams.of(params));
            claude.messages()
                    .batches()
                    .create(BatchCreateParams.of(
                            JsonObject.of("requests", JsonArray.of(JsonObject.of("custom_id", "0"), item))));
        }

        assertThat(server.requests())
                .hasSize(2)
                .allSatisfy(request ->
                        assertThat(request.header("anthropic-beta").split(",")).contains(beta));
        assertThat(server.requests().get(1).text()).doesNotContain(beta);
    }

    @Test
    void betas_ofFieldsThatAreNotThere_areNotSent() {
        ScriptedServer.Received request = received(claude -> claude.messages()
                .create(hello().put("thread", null).put("speed", "standard").build()));

        assertThat(request.headers().has("anthropic-beta")).isFalse();
    }

    @Test
    void headers_ofTheOptions_replaceThoseOfTheClient() {
        ScriptedServer.Received request = received(
                options -> options.workspaceId("wrk_1")
                        .userProfileId("up_1")
                        .header("x-mine", "1")
                        .header("X-Mine", "2")
                        .header("User-Agent", "mine")
                        .header("x-gone", "1")
                        .withoutHeader("X-GONE")
                        .withoutHeader("Accept"),
                claude -> claude.models().retrieve("m"));

        assertThat(request.header("anthropic-workspace-id")).isEqualTo("wrk_1");
        assertThat(request.header("anthropic-user-profile-id")).isEqualTo("up_1");
        assertThat(request.headers().all("x-mine")).containsExactly("2");
        assertThat(request.headers().all("user-agent")).containsExactly("mine");
        assertThat(request.headers().has("accept")).isFalse();
        assertThat(request.headers().has("x-gone")).isFalse();
    }

    @Test
    void withoutHeader_ofBetas_sendsNone() {
        ScriptedServer.Received request = received(
                options -> options.withoutHeader("anthropic-beta"),
                claude -> claude.agents().retrieve("a"));

        assertThat(request.headers().has("anthropic-beta")).isFalse();
    }

    @Test
    void withoutHeader_setAgainOnACopy_isSent() {
        ScriptedServer.Received request = received(
                options -> options.withoutHeader("user-agent"),
                claude ->
                        claude.with(o -> o.header("User-Agent", "me")).models().retrieve("m"));

        assertThat(request.header("user-agent")).isEqualTo("me");
    }

    @Test
    void header_thatCannotBeSent_isRefusedWhereItIsSet() {
        assertThatThrownBy(() -> server.options().header("x-a", "1\r\nx-b: 2"))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("x-a: expected a value in one line, found control characters");
        assertThatThrownBy(() -> server.options().header("x-a", "Jürgen"))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("x-a: expected a value of ASCII characters, found others");
        assertThatThrownBy(() -> server.options().header("x a", "1"))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("x a");
    }

    @Test
    void header_ofASupplier_isAskedForEachAttempt_andStandsForCredentials() {
        server.thenJson(529, "{}").thenJson(200, "{\"id\":\"m\"}").thenJson(401, "{}");
        AtomicInteger asked = new AtomicInteger();
        try (Claude keyed = Knobs.pause(Claude.builder().baseUrl(server.url()), (call, time) -> {})
                .header("X-Api-Key", () -> "key-" + asked.incrementAndGet())
                .build()) {
            keyed.models().retrieve("m");
            assertThatThrownBy(() -> keyed.models().retrieve("m")).isInstanceOf(ApiException.class);
        }
        assertThat(server.requests())
                .extracting(request -> request.header("x-api-key"))
                .containsExactly("key-1", "key-2", "key-3");
        assertThat(server.requests()).noneMatch(request -> request.headers().has("authorization"));
    }
}
