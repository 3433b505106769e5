package io.github.claude4j.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.Failover;
import io.github.claude4j.aws.AwsCredentials;
import io.github.claude4j.bedrock.Bedrock;
import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.http.ResponseInfo.Tried;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.FakeCloud;
import io.github.claude4j.vertex.Vertex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One client over the API, Bedrock and Vertex AI. */
@Timeout(120)
class CloudFailoverTest {
    private static final MessageCreateParams PARAMS = MessageCreateParams.builder()
            .model("claude-opus-5-5")
            .maxTokens(16)
            .addUserMessage("Hello")
            .build();

    private final FakeClaude api = FakeClaude.start();
    private final FakeClaude aws = FakeClaude.bedrock();
    private final FakeClaude google = FakeCloud.VERTEX.start();

    private final Claude first = Claude.builder()
            .baseUrl(api.url())
            .apiKey("sk-ant-secret")
            .maxRetries(0)
            .build();

    private final Claude second = Claude.builder()
            .backend(Bedrock.builder()
                    .baseUrl(aws.url())
                    .region("us-west-2")
                    .credentials(AwsCredentials.of(FakeCloud.ACCESS_KEY_ID, FakeCloud.SECRET_ACCESS_KEY))
                    .build())
            .maxRetries(0)
            .build();

    private final Claude third = Claude.builder()
            .backend(Vertex.builder()
                    .baseUrl(google.url())
                    .project("p")
                    .region("global")
                    .accessToken("t")
                    .build())
            .maxRetries(0)
            .build();

    private final Claude claude = Failover.builder()
            .target(first)
            .target(second, model -> "us.anthropic." + model + "-v1:0")
            .target(third)
            .build();

    @AfterEach
    void close() {
        first.close();
        second.close();
        third.close();
        api.close();
        aws.close();
        google.close();
    }

    @Test
    void message_goesRound() {
        api.fail(529);
        aws.fail(429);
        google.reply("Hello!");

        Message message = claude.messages().create(PARAMS);

        assertThat(message.text()).isEqualTo("Hello!");
        assertThat(message.response().orElseThrow().tried())
                .extracting(Tried::target)
                .containsExactly("anthropic", "aws.bedrock", "gcp.vertex_ai");
        assertThat(aws.lastRequest().onTheWire().path()).contains("us.anthropic.claude-opus-5-5-v1:0");
        assertThat(google.lastRequest().onTheWire().header("authorization")).contains("Bearer t");
    }

    /** As Bedrock throttles mostly: within a stream that it has begun. */
    @Test
    void stream_thatIsThrottledInItsFirstFrame_goesOn_alsoPushed() throws Throwable {
        for (int i = 0; i < 2; i++) {
            api.fail(529);
            aws.streamError("rate_limit_error", 1);
            google.reply("Hello!");
        }
        try (MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThat(stream.message().text()).isEqualTo("Hello!");
        }
        assertThat(new Pushed(claude, PARAMS).text()).isEqualTo("Hello!");
        assertThat(google.requests()).hasSize(2);
    }

    @Test
    void whatOnlyTheApiHas_goesThere() {
        api.at("GET", "/v1/models").fail(529);
        assertThatThrownBy(() -> claude.models().list()).isInstanceOf(OverloadedException.class);
        assertThat(aws.requests()).isEmpty();
        assertThat(google.requests()).isEmpty();
    }
}
