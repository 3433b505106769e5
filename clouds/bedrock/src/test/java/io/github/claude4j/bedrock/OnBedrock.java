package io.github.claude4j.bedrock;

import io.github.claude4j.Claude;
import io.github.claude4j.aws.AwsCredentials;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.FakeCloud;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** A fake of Bedrock, and clients that ask it. */
abstract class OnBedrock {
    static final String MODEL = "us.anthropic.claude-opus-5-5-v1:0";

    final FakeClaude fake = FakeClaude.bedrock();

    @AfterEach
    void close() {
        fake.close();
    }

    Bedrock.Builder backend() {
        return Bedrock.builder()
                .baseUrl(fake.url())
                .region("us-west-2")
                .credentials(AwsCredentials.of(FakeCloud.ACCESS_KEY_ID, FakeCloud.SECRET_ACCESS_KEY));
    }

    Claude.Builder options(Bedrock.Builder backend) {
        return Claude.builder().backend(backend.build()).retry(r -> r.waits(wait -> Duration.ZERO));
    }

    Claude claude() {
        return options(backend()).build();
    }

    static MessageCreateParams params(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(5)
                .addUserMessage("Hello")
                .build();
    }
}
