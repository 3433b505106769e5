package io.github.claude4j.benchmarks.claude4j.bedrock;

import io.github.claude4j.Claude;
import io.github.claude4j.aws.AwsCredentials;
import io.github.claude4j.bedrock.Bedrock;
import io.github.claude4j.benchmarks.ClientDriver;

/** claude4j on Bedrock, with a key in code: whole answers, for cold starts. */
public final class Claude4jBedrockDriver implements ClientDriver {
    private Claude claude;

    @Override
    public void open(String baseUrl) {
        claude = Claude.builder()
                .backend(Bedrock.builder()
                        .baseUrl(baseUrl)
                        .region("us-west-2")
                        .credentials(AwsCredentials.of("AKIATEST", "test"))
                        .build())
                .build();
    }

    @Override
    public int create(String model) {
        return claude.messages()
                .create(m -> m.model(model).maxTokens(1024).addUserMessage("Hello, Claude"))
                .text()
                .length();
    }
}
