package io.github.claude4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.AuthenticationException;
import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.errors.ConflictException;
import io.github.claude4j.errors.InternalServerException;
import io.github.claude4j.errors.NotFoundException;
import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.errors.PermissionDeniedException;
import io.github.claude4j.errors.RateLimitException;
import io.github.claude4j.errors.RequestTooLargeException;
import io.github.claude4j.errors.UnprocessableEntityException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.http.Headers;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exceptions for answers that are errors. */
class ErrorsTest {
    private static final String CALLED = "; models.retrieve (GET /v1/models/{model_id}) at 127.0.0.1:";

    private final ScriptedServer server = new ScriptedServer();
    private final Claude claude = server.options().maxRetries(0).build();

    @AfterEach
    void close() {
        claude.close();
        server.close();
    }

    private ApiException error(int status, String body, String... headers) {
        server.thenJson(status, body, headers);
        return error();
    }

    private ApiException error() {
        return catchThrowableOfType(ApiException.class, () -> claude.models().retrieve("m"));
    }

    static Stream<Arguments> statuses() {
        return Stream.of(
                Arguments.of(400, BadRequestException.class, false),
                Arguments.of(401, AuthenticationException.class, false),
                Arguments.of(402, ApiException.class, false),
                Arguments.of(403, PermissionDeniedException.class, false),
                Arguments.of(404, NotFoundException.class, false),
                Arguments.of(405, ApiException.class, false),
                Arguments.of(408, ApiException.class, true),
                Arguments.of(409, ConflictException.class, true),
                Arguments.of(412, ApiException.class, false),
                Arguments.of(413, RequestTooLargeException.class, false),
                Arguments.of(418, ApiException.class, false),
                Arguments.of(422, UnprocessableEntityException.class, false),
                Arguments.of(429, RateLimitException.class, true),
                Arguments.of(500, InternalServerException.class, true),
                Arguments.of(502, InternalServerException.class, true),
                Arguments.of(503, InternalServerException.class, true),
                Arguments.of(504, InternalServerException.class, true),
                Arguments.of(529, OverloadedException.class, true));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void status_hasItsClassAndItsAdviceOnRetrying(int status, Class<?> type, boolean retryable) {
        ApiException error = error(status, ScriptedServer.error("some_error"));

        assertThat(error).isExactlyInstanceOf(type);
        assertThat(error.status()).isEqualTo(status);
        assertThat(error.retryable()).isEqualTo(retryable);
        assertThat(error.type()).contains("some_error");
    }

    @Test
    void error_ofTheApi_tellsAllItSays() {
        ApiException error = error(
                400,
                "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"max_tokens: too many\","
                        + "\"details\":{\"error_code\":\"some_code\"}},\"request_id\":\"req_body\"}",
                "request-id: req_head",
                "anthropic-ratelimit-requests-limit: 5",
                "anthropic-ratelimit-requests-remaining: 0",
                "anthropic-ratelimit-requests-reset: 2026-11-22T10:00:00Z");

        assertThat(error)
                .hasMessage("400 invalid_request_error: max_tokens: too many [some_code]" + CALLED + server.port()
                        + " (request req_body)");
        assertThat(error.errorCode().orElseThrow().value()).isEqualTo("some_code");
        assertThat(error.requestId()).contains("req_body");
        assertThat(error.headers().first("Request-Id")).contains("req_head");
        assertThat(error.body().orElseThrow().string("request_id")).isEqualTo("req_body");
        assertThat(error.rateLimits().requests().orElseThrow().limit()).isEqualTo(5);
    }

    @Test
    void error_withAnIdInItsHeadOnly_hasThat() {
        ApiException error = error(404, "{\"error\":{\"type\":\"not_found_error\"}}", "request-id: req_head");

        assertThat(error.requestId()).contains("req_head");
        assertThat(error)
                .hasMessage("404 not_found_error: no message (check the id, and the base URL)" + CALLED + server.port()
                        + " (request req_head)");
        assertThat(error.errorCode()).isEmpty();
    }

    @Test
    void error_ofAGatewayInItsOwnShape_hasAReadableMessage() {
        assertThat(error(400, "{\"error\":\"bad model\"}")).hasMessage("400: bad model" + CALLED + server.port());
        assertThat(error(400, "{\"message\":\"bad model\"}")).hasMessage("400: bad model" + CALLED + server.port());
        assertThat(error(400, "{}")).hasMessage("400: no message" + CALLED + server.port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html><h1>Bad gateway</h1></html>", "", "[1]", "{\"error\":"})
    void error_thatIsNotOfTheApi_isNamedByItsStatus(String body) {
        ApiException error = error(502, body, "content-type: text/html", "request-id: req_head");

        assertThat(error).isExactlyInstanceOf(InternalServerException.class);
        assertThat(error.type()).isEmpty();
        assertThat(error.body()).isEmpty();
        assertThat(error.apiMessage()).isEmpty();
        assertThat(error)
                .hasMessage(
                        "502: the answer was no JSON but text/html; something between here and the API may have made"
                                + " it" + CALLED + server.port() + " (request req_head)");
    }

    @Test
    void redirect_isNotFollowed_andSaysWhereItLeads() {
        assertThat(error(301, "", "location: https://elsewhere.example/v1/models"))
                .hasMessage("301: redirected to https://elsewhere.example/v1/models, which is not followed; check the"
                        + " base URL" + CALLED + server.port());
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void error_withAHugeBody_isCutOff() {
        server.then(connection -> {
            String block = "x".repeat(1024 * 1024);
            connection.head(500, "content-length: " + 8L * block.length());
            for (int i = 0; i < 8; i++) {
                connection.write(block);
            }
        });

        assertThat(error()).isExactlyInstanceOf(InternalServerException.class);
    }

    @Test
    void error_thatRepeatsTheKey_doesNotShowIt() {
        String key = "sk-ant-very-secret";
        server.thenJson(
                        401,
                        "{\"error\":{\"type\":\"authentication_error\",\"message\":\"invalid key " + key
                                + "\",\"keys\":[{\"" + key + "\":\"" + key + "\"}]}}",
                        "x-rejected: " + key)
                .thenEvents(ScriptedServer.MESSAGE_START
                        + ScriptedServer.event(
                                "error",
                                "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"bad gw-" + key
                                        + "\"}}"));
        try (Claude secretive = server.options()
                .apiKey(key)
                .header("x-gateway-key", "gw-" + key)
                .maxRetries(0)
                .build()) {
            ApiException refused = catchThrowableOfType(
                    ApiException.class, () -> secretive.models().retrieve("m"));
            assertThat(refused.getMessage()).contains("invalid key ***").doesNotContain(key);
            assertThat(refused.apiMessage()).contains("invalid key ***");
            assertThat(refused.body().orElseThrow().toString()).doesNotContain(key);
            assertThat(refused.headers().first("x-rejected")).contains("***");

            ApiException inStream = catchThrowableOfType(
                    ApiException.class,
                    () -> secretive.messages().stream(MessageCreateParams.of(JsonObject.of()))
                            .message());
            assertThat(inStream.getMessage())
                    .contains("bad ***; messages.create")
                    .doesNotContain(key);
        }
    }

    @Test
    void error_withControlCharacters_staysOneLine() {
        ApiException error = error(400, "{\"error\":{\"message\":\"a\\nINFO forged\\u001b[2J\\u009b1m\\u2028\"}}");

        assertThat(error.getMessage()).startsWith("400: a\\nINFO forged\\u001b[2J\\u009b1m\\u2028; ");
        assertThat(error.apiMessage().orElseThrow()).as("as the API said it").contains("\n");
    }

    @Test
    void notFound_saysWhatToCheck() {
        server.thenJson(404, ScriptedServer.error("not_found_error"))
                .thenJson(404, ScriptedServer.error("not_found_error"));

        assertThatThrownBy(() -> claude.messages().create(MessageCreateParams.of(JsonObject.of("model", "typo"))))
                .hasMessageContaining("(check the name of the model, and the base URL); messages.create");
        assertThatThrownBy(() -> claude.models().list()).hasMessageContaining("(check the base URL); models.list");
    }

    @Test
    void unauthorized_saysWhatToCheck() {
        assertThat(error(401, ScriptedServer.error("authentication_error")))
                .hasMessage("401 authentication_error: no luck (check the API key, and that it is for this base URL)"
                        + CALLED + server.port() + " (request req_b)");
    }

    @ParameterizedTest
    @CsvSource({
        "retry-after-ms: 1500, PT1.5S",
        "retry-after-ms: 20.5, PT0.02S",
        "retry-after: 3, PT3S",
        "retry-after: 0.25, PT0.25S",
        "retry-after: 86400, PT24H",
        "retry-after: soon,",
        "retry-after: '',",
        "retry-after: -1,",
        "retry-after: 0,",
        "retry-after: NaN,",
        "retry-after-ms: -20,",
        "'retry-after: Wed, 21 Oct 2015 07:28:00 GMT',"
    })
    void retryAfter_isReadInEveryForm(String header, Duration expected) {
        assertThat(error(429, ScriptedServer.error("rate_limit_error"), header).retryAfter())
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void retryAfter_inMilliseconds_comesFirst() {
        assertThat(error(429, "{}", "retry-after: 7", "retry-after-ms: 30").retryAfter())
                .contains(Duration.ofMillis(30));
        assertThat(error(429, "{}", "retry-after: 7", "retry-after-ms: ?").retryAfter())
                .contains(Duration.ofSeconds(7));
    }

    @Test
    void retryAfter_asADate_isTheTimeUntilThen() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(2));

        assertThat(error(429, "{}", "retry-after: " + date).retryAfter().orElseThrow())
                .isBetween(Duration.ofSeconds(100), Duration.ofSeconds(121));
    }

    @Test
    void retryable_isWhatTheServerSays() {
        assertThat(error(400, "{}", "x-should-retry: true").retryable()).isTrue();
        assertThat(error(500, "{}", "x-should-retry: false").retryable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"workspace_limit_reached", "organization_spend_limit_reached", "ramp_limit_exceeded"})
    void retryable_isFalseWhenMoneyIsSpent(String code) {
        ApiException error = error(
                429,
                "{\"error\":{\"type\":\"rate_limit_error\",\"message\":\"m\",\"details\":{\"error_code\":\"" + code
                        + "\"}}}");

        assertThat(error).isInstanceOf(RateLimitException.class);
        assertThat(error.retryable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"503, workspace_created_incomplete, false", "400, change_outcome_unknown, true", "503, other, true"})
    void retryable_isWhatTheCodeDecides(int status, String code, boolean expected) {
        ApiException error = error(status, "{\"error\":{\"details\":{\"error_code\":\"" + code + "\"}}}");

        assertThat(error.retryable()).isEqualTo(expected);
    }

    @Test
    void error_neverShowsCredentials() {
        ApiException error =
                error(401, ScriptedServer.error("authentication_error"), "set-cookie: session=sk-test-key");

        assertThat(error.toString()).doesNotContain("sk-test-key");
        assertThat(error.headers().toString()).doesNotContain("sk-test-key").contains("set-cookie: ***");
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_request_error, 400, BadRequestException",
        "authentication_error, 401, AuthenticationException",
        "billing_error, 402, ApiException",
        "permission_error, 403, PermissionDeniedException",
        "not_found_error, 404, NotFoundException",
        "conflict_error, 409, ConflictException",
        "request_too_large, 413, RequestTooLargeException",
        "rate_limit_error, 429, RateLimitException",
        "api_error, 500, InternalServerException",
        "timeout_error, 504, InternalServerException",
        "overloaded_error, 529, OverloadedException",
        "brand_new_error, 500, InternalServerException"
    })
    void errorInsideAStream_hasTheClassThatItHasOutside(String type, int status, String name) {
        ApiException error = ApiException.ofEvent(JsonObject.parse(ScriptedServer.error(type)), Headers.of());

        assertThat(error.getClass().getSimpleName()).isEqualTo(name);
        assertThat(error.status()).isEqualTo(status);
        assertThat(error.type()).contains(type);
    }
}
