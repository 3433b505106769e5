package io.github.claude4j.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.NotFoundException;
import io.github.claude4j.messages.Content;
import io.github.claude4j.messages.Effort;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.Model;
import io.github.claude4j.models.ModelCatalog;
import io.github.claude4j.models.ModelInfo;
import io.github.claude4j.testkit.FakeClaude;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is known of the models without asking each time. */
class ModelCatalogTest {
    private final FakeClaude fake = FakeClaude.start();
    private final Claude claude = fake.client();

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void cached_asksOnceForAClientAndItsCopies() {
        List<ModelInfo> listed = claude.models().catalog().list();
        claude.with(o -> o.maxRetries(0)).models().catalog().list();
        ModelInfo model = claude.models().catalog().get(Model.CLAUDE_OPUS_5_5);

        assertThat(listed).contains(model);
        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void cached_forAnotherWorkspace_asksOnItsOwn() {
        claude.models().catalog().list();
        claude.with(o -> o.workspaceId("wrkspc_1")).models().catalog().list();

        assertThat(fake.requests()).hasSize(2);
    }

    @Test
    void listOfTheService_asksEachTime() {
        claude.models().catalog().list();
        claude.models().list();

        assertThat(fake.requests()).hasSize(2);
    }

    @Test
    void clear_forgets() {
        ModelCatalog models = claude.models().catalog();
        models.list();
        models.clear();
        models.list();

        assertThat(fake.requests()).hasSize(2);
    }

    @Test
    void get_unknownModel_isNotFound() {
        assertThatThrownBy(() -> claude.models().catalog().get("no-such-model")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void capabilities_areWhatTheApiSays() {
        ModelInfo model = claude.models().catalog().get(Model.CLAUDE_OPUS_5_5);
        var capabilities = model.capabilities().orElseThrow();

        assertThat(model.supportsVision()).isEqualTo(capabilities.imageInput().supported());
        assertThat(model.supportsPdf()).isEqualTo(capabilities.pdfInput().supported());
        assertThat(model.supportsBatches()).isEqualTo(capabilities.batch().supported());
        assertThat(model.supportsCitations()).isEqualTo(capabilities.citations().supported());
        assertThat(model.supportsEffort(Effort.HIGH))
                .isEqualTo(capabilities.effort().high().supported());
        assertThat(model.supportsEffort(Effort.of("brand_new"))).isFalse();
        assertThat(model.supportsAdaptiveThinking())
                .isEqualTo(capabilities.thinking().types().adaptive().supported());
        assertThat(model.isRetired()).isFalse();
    }

    @Test
    void problems_ofAnOrdinaryRequest_areNone() {
        assertThat(claude.models()
                        .catalog()
                        .problems(MessageCreateParams.builder()
                                .model(Model.CLAUDE_OPUS_5_5)
                                .maxTokens(1024)
                                .addUserMessage(Content.cachedText("Hi"))
                                .build()))
                .isEmpty();
    }

    @Test
    void problems_nameWhatIsTooMuch() {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(Model.CLAUDE_OPUS_5_5)
                .maxTokens(99_000_000)
                .cachedSystem("a")
                .addUserMessage(Content.cachedText("b"), Content.cachedText("c"), Content.cachedText("d"))
                .addUserMessage(Content.cachedText("e"))
                .build();

        assertThat(claude.models().catalog().problems(params))
                .satisfiesExactly(
                        tokens ->
                                assertThat(tokens).matches("max_tokens: expected \\d+ at most for .*, found 99000000"),
                        cache -> assertThat(cache).isEqualTo("cache_control: expected 4 breakpoints at most, found 5"));
    }
}
