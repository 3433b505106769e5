package io.github.claude4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.agents.AgentsService;
import io.github.claude4j.client.Caller;
import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.http.RateLimits;
import io.github.claude4j.http.ResponseInfo;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.models.ModelInfo;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller gets for an answer that is no error. */
class AnswersTest {
    private final ScriptedServer server = new ScriptedServer();
    private final Claude claude = server.client();

    @AfterEach
    void close() {
        claude.close();
        server.close();
    }

    @Test
    void object_isAViewThatKnowsItsAnswer() {
        server.thenJson(
                200,
                "{\"id\":\"m\",\"new_field\":[1]}",
                "Request-Id: req_1",
                "anthropic-workspace-id: wrk_1",
                "anthropic-ratelimit-requests-limit: 1000",
                "anthropic-ratelimit-requests-remaining: 999",
                "anthropic-ratelimit-requests-reset: 2026-11-22T10:00:00Z",
                "anthropic-ratelimit-input-tokens-limit: 5",
                "anthropic-ratelimit-input-tokens-remaining: 4",
                "anthropic-ratelimit-input-tokens-reset: 2026-11-22T12:00:00.5+02:00");

        ModelInfo model = claude.models().retrieve("m");

        assertThat(model.json()).isEqualTo(JsonObject.parse("{\"id\":\"m\",\"new_field\":[1]}"));
        ResponseInfo info = model.response().orElseThrow();
        assertThat(info.status()).isEqualTo(200);
        assertThat(info.attempts()).isEqualTo(1);
        assertThat(info.requestId()).contains("req_1");
        assertThat(info.workspaceId()).contains("wrk_1");
        assertThat(info.elapsed()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(10));
        assertThat(info.rateLimits().requests())
                .contains(new RateLimits.Limit(1000, 999, Instant.parse("2026-11-22T10:00:00Z")));
        assertThat(info.rateLimits().inputTokens())
                .contains(new RateLimits.Limit(5, 4, Instant.parse("2026-11-22T10:00:00.5Z")));
        assertThat(info.rateLimits().outputTokens()).isEmpty();
        assertThat(info.rateLimits().tokens()).isEmpty();
    }

    @Test
    void response_isNoPartOfEquality() {
        server.thenJson(200, "{\"id\":\"m\"}", "request-id: req_1")
                .thenJson(200, "{\"id\":\"m\"}", "request-id: req_2");

        ModelInfo first = claude.models().retrieve("m");
        ModelInfo second = claude.models().retrieve("m");

        assertThat(first).isEqualTo(second);
        assertThat(first.response()).isNotEqualTo(second.response());
        assertThat(ModelInfo.of(first.json().toBuilder().build()).response()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"many, 1, 2026-11-22T10:00:00Z", "1, '', 2026-11-22T10:00:00Z", "1, 1, tomorrow", "1, 1.5, 12"})
    void rateLimits_thatCannotBeRead_areNotThere(String limit, String remaining, String reset) {
        server.thenJson(
                200,
                "{}",
                "anthropic-ratelimit-tokens-limit: " + limit,
                "anthropic-ratelimit-tokens-remaining: " + remaining,
                "anthropic-ratelimit-tokens-reset: " + reset);

        assertThat(claude.models()
                        .retrieve("m")
                        .response()
                        .orElseThrow()
                        .rateLimits()
                        .tokens())
                .isEmpty();
    }

    @Test
    void answer_inChunks_isRead() {
        server.then(connection -> connection
                .head(200, "transfer-encoding: chunked")
                .chunk("{\"id\"")
                .chunk(":\"m\"}")
                .endOfChunks());

        assertThat(claude.models().retrieve("m").id()).isEqualTo("m");
    }

    @Test
    void answer_thatEndsWithItsConnection_isRead() {
        server.then(connection -> connection
                .head(200, "connection: close")
                .write("{\"id\":\"m\"}")
                .close());

        assertThat(claude.models().retrieve("m").id()).isEqualTo("m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "null", "what?"})
    void run_doesNotLookAtTheAnswer(String body) {
        server.thenJson(200, body).then(connection -> connection.head(204, "x-a: 1"));

        Caller.of(claude.http()).run(AgentsService.ARCHIVE, JsonObject.of(), "a");
        Caller.of(claude.http()).run(AgentsService.ARCHIVE, JsonObject.of(), "a");

        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void optionalAnswer_isEmptyForNoBodyAndForNull() {
        server.thenJson(200, "").thenJson(200, " null\n").then(connection -> connection.head(204, "x-a: 1"));
        server.thenJson(200, "{\"id\":\"work_1\"}");

        assertThat(claude.environments().work().poll("e")).isEmpty();
        assertThat(claude.environments().work().poll("e")).isEmpty();
        assertThat(claude.environments().work().poll("e")).isEmpty();
        assertThat(claude.environments().work().poll("e")).isPresent();
    }

    @Test
    void answer_thatIsNoJson_saysWhatItWas() {
        server.thenJson(200, "<html>Please log in</html>", "content-type: text/html");

        assertThatThrownBy(() -> claude.models().retrieve("m"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("models.retrieve")
                .hasMessageContaining("no JSON but text/html");
    }

    @Test
    void answer_thatIsBrokenJson_saysWhere() {
        server.thenJson(200, "{\"id\":oops}");

        assertThatThrownBy(() -> claude.models().retrieve("m"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("models.retrieve")
                .hasMessageContaining("malformed JSON at offset");
    }

    @ParameterizedTest
    @CsvSource({"[], an array", "'\"text\"', a string", "7, a number", "null, null"})
    void answer_withAnotherRoot_saysWhatItFound(String body, String kind) {
        server.thenJson(200, body);

        assertThatThrownBy(() -> claude.models().retrieve("m"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("expected an object as the answer, found " + kind);
    }

    @Test
    void answer_withoutABodyWhereOneIsNeeded_fails() {
        server.then(connection -> connection.head(204, "x-a: 1"));

        assertThatThrownBy(() -> claude.models().retrieve("m")).isInstanceOf(InvalidDataException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirect_isAnErrorAndIsNotFollowed(int status) {
        try (ScriptedServer other = new ScriptedServer()) {
            server.thenJson(status, "", "location: " + other.url() + "/v1/models/m");

            assertThatThrownBy(() -> claude.models().retrieve("m"))
                    .isExactlyInstanceOf(ApiException.class)
                    .satisfies(e -> {
                        ApiException error = (ApiException) e;
                        assertThat(error.status()).isEqualTo(status);
                        assertThat(error.retryable()).isFalse();
                        assertThat(error.headers().first("location")).contains(other.url() + "/v1/models/m");
                    });
            assertThat(other.requests()).isEmpty();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void calls_oneAfterTheOther_useOneConnection() {
        server.otherwise(connection -> connection.json(200, "{\"id\":\"m\"}"));

        for (int i = 0; i < 5; i++) {
            claude.models().retrieve("m");
        }

        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void copies_useTheConnectionsOfTheirOriginal() {
        server.otherwise(connection -> connection.json(200, "{\"id\":\"m\"}"));

        claude.models().retrieve("m");
        claude.with(o -> o.maxRetries(0).timeout(Duration.ofMinutes(1)))
                .models()
                .retrieve("m");

        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void header_ofAnAnswerThatIsNotAscii_doesNoHarm() {
        server.thenJson(200, "{\"id\":\"m\"}", "x-city: Orléans", "request-id: req_1");

        assertThat(claude.models().retrieve("m").response().orElseThrow().requestId())
                .contains("req_1");
    }
}
