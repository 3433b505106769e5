package io.github.claude4j.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.aws.AwsCredentials;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.NotFoundException;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.FakeCloud;
import io.github.claude4j.testkit.RecordedRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bedrock by Mantle: the API's own form, signed, below a path. */
@Timeout(60)
class BedrockMantleTest {
    private static final MessageCreateParams PARAMS = params("anthropic.claude-opus-5-5");

    private final FakeClaude fake = FakeClaude.start(o -> o.cloud(FakeCloud.BEDROCK_MANTLE));

    @AfterEach
    void close() {
        fake.close();
    }

    private static MessageCreateParams params(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(5)
                .addUserMessage("Hello")
                .build();
    }

    private Claude claude() {
        return Claude.builder()
                .backend(BedrockMantle.builder()
                        .baseUrl(fake.url() + "/anthropic")
                        .region("us-east-1")
                        .credentials(AwsCredentials.of(FakeCloud.ACCESS_KEY_ID, FakeCloud.SECRET_ACCESS_KEY))
                        .build())
                .build();
    }

    @Test
    void messages_areTheApisOwn() {
        fake.reply("Hello!").reply("Hello!");
        try (Claude claude = claude()) {
            assertThat(claude.with(o -> o.beta("b1").userProfileId("up_1"))
                            .messages()
                            .create(PARAMS)
                            .text())
                    .isEqualTo("Hello!");
            RecordedRequest sent = fake.lastRequest().onTheWire();
            assertThat(sent.path()).isEqualTo("/anthropic/v1/messages");
            assertThat(sent.text())
                    .isEqualTo("{\"model\":\"anthropic.claude-opus-5-5\",\"max_tokens\":5,"
                            + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"user_profile_id\":\"up_1\"}");
            assertThat(sent.header("anthropic-version")).contains("2026-10-21");
            assertThat(sent.header("anthropic-beta")).contains("b1");
            assertThat(sent.header("anthropic-user-profile-id")).isEmpty();
            assertThat(sent.header("authorization").orElseThrow()).contains("/us-east-1/bedrock-mantle/aws4_request");

            try (MessageStream stream = claude.messages().stream(PARAMS)) {
                assertThat(stream.message().text()).isEqualTo("Hello!");
            }
            assertThat(claude.messages()
                            .countTokens(
                                    c -> c.model("anthropic.claude-opus-5-5").addUserMessage("Hello"))
                            .inputTokens())
                    .isPositive();
            assertThat(fake.lastRequest().onTheWire().path()).isEqualTo("/anthropic/v1/messages/count_tokens");
        }
    }

    @Test
    void idWithARegionInFront_isExplainedWhereItIsNotFound() {
        fake.fail(404).fail(404);
        try (Claude claude = claude()) {
            assertThatThrownBy(() -> claude.messages().create(params("us.anthropic.claude-opus-5-5")))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("without a region in front");
            assertThatThrownBy(() -> claude.messages().create(PARAMS))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageNotContaining("without a region in front");
        }
    }

    @Test
    void whatMantleDoesNotHave_isRefused() {
        try (Claude claude = claude()) {
            assertThatThrownBy(() -> claude.messages().batches().list()).isInstanceOf(InvalidParamsException.class);
            assertThatThrownBy(() -> claude.userProfiles().list()).isInstanceOf(InvalidParamsException.class);
        }
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void place_isThatOfTheRegion_andKeysOfBothKindsAreFound() {
        BedrockMantle mantle = BedrockMantle.builder()
                .fromEnv(Map.of("AWS_DEFAULT_REGION", "eu-west-1", "ANTHROPIC_AWS_API_KEY", "k")::get)
                .build();
        assertThat(mantle.baseUrl()).isEqualTo("https://bedrock-mantle.eu-west-1.api.aws/anthropic");
        assertThat(mantle.isReady()).isTrue();
    }
}
