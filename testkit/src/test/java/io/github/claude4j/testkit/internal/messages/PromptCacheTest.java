package io.github.claude4j.testkit.internal.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.lint.CachePlan;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.Model;
import io.github.claude4j.tools.Tools;
import io.github.claude4j.messages.Usage;
import io.github.claude4j.prices.Prices;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.fixtures.Http;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PromptCacheTest {
    private final Moving clock = new Moving();
    private final FakeClaude fake = FakeClaude.start(o -> o.clock(clock));
    private final Http http = new Http(fake);

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void repeatedBeginning_isReadUntilItsTimeIsOver() {
        JsonObject first = usage("Hello", "5m");
        long written = first.longValue("cache_creation_input_tokens");
        assertThat(written).isPositive();
        assertThat(first.object("cache_creation").longValue("ephemeral_5m_input_tokens"))
                .isEqualTo(written);
        assertThat(first.longValue("cache_read_input_tokens")).isZero();

        clock.now = clock.now.plus(Duration.ofMinutes(4));
        JsonObject second = usage("Something else", "5m");
        assertThat(second.longValue("cache_read_input_tokens")).isEqualTo(written);
        assertThat(second.longValue("cache_creation_input_tokens")).isZero();
        clock.now = clock.now.plus(Duration.ofMinutes(4));
        assertThat(usage("Hello", "5m").longValue("cache_read_input_tokens")).isEqualTo(written);
        clock.now = clock.now.plus(Duration.ofMinutes(6));
        JsonObject late = usage("Hello", "1h");
        assertThat(late.longValue("cache_read_input_tokens")).isZero();
        assertThat(late.object("cache_creation").longValue("ephemeral_1h_input_tokens"))
                .isEqualTo(written);
    }

    @Test
    void plannedConversation_readsAllThatTheLastRequestWrote() {
        try (Claude claude = fake.client()) {
            MessageCreateParams params = MessageCreateParams.builder()
                    .model(Model.CLAUDE_OPUS_5_5)
                    .maxTokens(100)
                    .system("Be brief.")
                    .addTool(Tools.custom("look", "Looks.", JsonObject.of("type", "object")))
                    .addUserMessage("One")
                    .build();
            long kept = 0;
            for (String next : List.of("Two", "Three", "Four")) {
                Message answer = claude.messages().create(CachePlan.apply(params));
                Usage usage = answer.usage();
                assertThat(usage.cacheReadInputTokens().orElse(0)).isEqualTo(kept);
                assertThat(usage.cacheCreationInputTokens().orElse(0)).isPositive();
                assertThat(answer.cost(Prices.standard()).amount()).isPresent();
                kept += usage.cacheCreationInputTokens().orElse(0);
                params = params.toBuilder()
                        .addMessage(answer)
                        .addUserMessage(next)
                        .build();
            }
            assertThat(claude.messages().create(CachePlan.apply(params)).usage().cacheHitRate())
                    .isGreaterThan(0.5);
        }
    }

    @Test
    void numbers_addUp() {
        JsonObject usage = usage("Hello", "5m");
        JsonObject body = body("Hello", "5m");
        long counted = JsonObject.parse(http.post("/v1/messages/count_tokens", body.without("max_tokens"))
                        .body())
                .longValue("input_tokens");
        assertThat(usage.longValue("input_tokens") + usage.longValue("cache_creation_input_tokens"))
                .isEqualTo(counted);
        assertThat(http.message(Http.HELLO).object("usage").longValue("cache_creation_input_tokens"))
                .isZero();
    }

    @Test
    void expiredFile_isGone() {
        String form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\na\r\n--b\r\n"
                + "Content-Disposition: form-data; name=\"expires_in_seconds\"\r\n\r\n3600\r\n--b--\r\n";
        String id = JsonObject.parse(http.with("content-type", "multipart/form-data; boundary=b")
                        .send("POST", "/v1/files", form)
                        .body())
                .string("id");
        assertThat(http.get("/v1/files/" + id).statusCode()).isEqualTo(200);
        clock.now = clock.now.plus(Duration.ofHours(1));
        assertThat(http.get("/v1/files/" + id).body()).contains("file_expired");
        assertThat(JsonObject.parse(http.get("/v1/files").body()).array("data")).isEmpty();
    }

    private JsonObject usage(String text, String ttl) {
        return http.message(body(text, ttl)).object("usage");
    }

    private static JsonObject body(String text, String ttl) {
        JsonObject control = JsonObject.of("type", "ephemeral", "ttl", ttl);
        JsonObject system = Blocks.text("You know everything about the sky, and you tell it to everybody.")
                .with("cache_control", control);
        return Http.message(text).with("system", JsonArray.of(system));
    }

    /** A clock that a test moves. */
    private static final class Moving extends Clock {
        private volatile Instant now = Instant.parse("2026-11-20T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
