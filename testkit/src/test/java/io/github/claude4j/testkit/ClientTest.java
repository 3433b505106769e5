package io.github.claude4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.NotFoundException;
import io.github.claude4j.errors.RateLimitException;
import io.github.claude4j.files.FileMetadata;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.Model;
import io.github.claude4j.messages.StopReason;
import io.github.claude4j.models.ModelInfo;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ClientTest {
    @Test
    void client_talksToTheFake() {
        try (FakeClaude fake = FakeClaude.start()) {
            Claude claude = fake.client();
            assertThat(claude.models().retrieve("claude-haiku-4-5").id()).isEqualTo("claude-haiku-4-5-20251001");
            assertThat(fake.lastRequest().operation()).contains("models.retrieve");
            assertThat(fake.client()).isSameAs(claude);
        }
    }

    @Test
    void models_tellOfCapabilitiesThatOlderAnswersLack() {
        try (FakeClaude fake = FakeClaude.start()) {
            ModelInfo model = fake.client().models().retrieve("claude-haiku-4-5");
            assertThat(model.capabilities()
                            .orElseThrow()
                            .serverTools()
                            .orElseThrow()
                            .webSearch()
                            .supported())
                    .isTrue();
        }
    }

    @Test
    void client_closedByAnApplication_isClosed_andThereIsANewOneForTheNext() {
        try (FakeClaude fake = FakeClaude.start()) {
            assertThat(fake.isClientClosed()).isFalse();
            Claude claude = fake.client();
            claude.with(o -> {}).close();
            assertThat(fake.isClientClosed()).isFalse();
            claude.close();

            assertThat(fake.isClientClosed()).isTrue();
            assertThatThrownBy(() -> claude.models().list()).isInstanceOf(IllegalStateException.class);
            assertThat(fake.client().models().list().items()).isNotEmpty();
            assertThat(fake.isClientClosed()).isFalse();
        }
    }

    @Test
    void clear_goesBackToTheStart() {
        try (FakeClaude fake = FakeClaude.start()) {
            Claude claude = fake.client();
            String first = claude.messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(100).addUserMessage("Hi"))
                    .id();
            String file = fake.addFile("a", "text/plain", new byte[1]);
            fake.onMessage(request -> JsonObject.of("stop_reason", "refusal"));
            fake.on("GET", "/v1/models", request -> FakeResponse.error(500));
            fake.at("GET", "/v1/files").fail(500).cutAfter(2).reply("a");
            fake.batches().takes(Duration.ofHours(1)).fail("b", 529);
            fake.agent().reply("c").onTurn((turn, agent) -> agent.reply("d"));
            fake.advance(Duration.ofDays(1)).cutAfter(1);

            fake.clear();

            fake.assertUsed();
            assertThat(fake.requests()).isEmpty();
            Message again = claude.messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(100).addUserMessage("Hi"));
            assertThat(again.stopReason()).contains(StopReason.END_TURN);
            assertThat(again.id()).isEqualTo(first);
            assertThat(claude.models().list().items()).isNotEmpty();
            assertThatThrownBy(() -> claude.files().retrieveMetadata(file)).isInstanceOf(NotFoundException.class);
            assertThat(claude.files()
                            .retrieveMetadata(fake.addFile("a", "text/plain", new byte[1]))
                            .createdAt())
                    .isEqualTo(Instant.parse("2026-11-20T12:00:00Z"));
        }
    }

    @Test
    @Timeout(60)
    void client_letsTheFakesTimePassBeforeItAsksAgain() {
        try (FakeClaude fake = FakeClaude.start()) {
            fake.fail(429, Duration.ofMinutes(4)).reset().reply("done");
            String text = fake.client()
                    .messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(10).addUserMessage("Hello"))
                    .text();
            assertThat(text).isEqualTo("done");

            FileMetadata file = fake.client().files().retrieveMetadata(fake.addFile("a", "text/plain", new byte[0]));
            assertThat(Duration.between(Instant.parse("2026-11-20T12:00:00Z"), file.createdAt()))
                    .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
        }
    }

    @Test
    void client_isToldOfWaitsThatItDoesNotTake() {
        try (FakeClaude fake = FakeClaude.start()) {
            fake.at("GET", "/v1/models").fail(429, Duration.ofHours(1));
            Claude claude = fake.client();
            assertThatThrownBy(() -> claude.models().list())
                    .isInstanceOfSatisfying(
                            RateLimitException.class,
                            e -> assertThat(e.retryAfter()).contains(Duration.ofHours(1)));
            fake.assertUsed();
            assertThat(fake.requests()).hasSize(1);
        }
    }
}
