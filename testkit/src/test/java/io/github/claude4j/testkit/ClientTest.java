package io.github.claude4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import org.junit.jupiter.api.Test;

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
    void client_closedByAnApplication_isThereForTheNext() {
        try (FakeClaude fake = FakeClaude.start()) {
            fake.client().close();
            assertThat(fake.client().models().list().items()).isNotEmpty();
        }
    }
}
