package io.github.claude4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.ApiException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import org.junit.jupiter.api.Test;

/** What is left of the limits is told by errors too. */
class RateLimitsTest {
    @Test
    void text_saysWhatIsLeft() {
        Headers headers = Headers.of(
                "anthropic-ratelimit-requests-limit", "50",
                "anthropic-ratelimit-requests-remaining", "5",
                "anthropic-ratelimit-requests-reset", "2026-11-29T10:00:00Z");

        assertThat(new RateLimits(headers)).hasToString("requests: 5 of 50 left until 2026-11-29T10:00:00Z");
        assertThat(new RateLimits(Headers.of())).hasToString("none told");
        assertThat(Response.of(200, Headers.of("server", "a", "x-key", "b"), new byte[9]))
                .hasToString("200 with server: a, x-key: ***");
    }

    private static final String[] HEADERS = {
        "anthropic-ratelimit-output-tokens-limit: 8000",
        "anthropic-ratelimit-output-tokens-remaining: 5",
        "anthropic-ratelimit-output-tokens-reset: 2026-11-27T12:00:00Z"
    };

    @Test
    void rateLimits_ofAnErrorAndOfOneInsideAStream_areThere() {
        MessageCreateParams params = MessageCreateParams.of(JsonObject.of("max_tokens", 16));
        String broken = ScriptedServer.MESSAGE_START
                + ScriptedServer.BLOCK_START
                + ScriptedServer.event("error", ScriptedServer.error("overloaded_error"));
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.options().maxRetries(0).build()) {
            server.thenJson(429, ScriptedServer.error("rate_limit_error"), HEADERS)
                    .then(connection -> connection
                            .head(200, "transfer-encoding: chunked", HEADERS)
                            .chunk(broken)
                            .endOfChunks());

            assertTold(catchThrowableOfType(
                    ApiException.class, () -> claude.messages().create(params)));
            try (MessageStream stream = claude.messages().stream(params)) {
                assertTold(catchThrowableOfType(ApiException.class, stream::message));
            }
        }
    }

    private static void assertTold(ApiException error) {
        assertThat(error.rateLimits().outputTokens())
                .hasValueSatisfying(limit -> assertThat(limit.remaining()).isEqualTo(5));
        assertThat(error.rateLimits().requests()).isEmpty();
    }
}
