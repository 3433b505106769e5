package io.github.claude4j.benchmarks.official.bedrock;

import com.anthropic.bedrock.backends.BedrockBackend;
import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.MessageCreateParams;
import io.github.claude4j.benchmarks.ClientDriver;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;

/** com.anthropic:anthropic-java-bedrock, with a key in code: whole answers, for cold starts. */
public final class OfficialBedrockDriver implements ClientDriver {
    private AnthropicClient client;

    @Override
    public void open(String baseUrl) {
        client = AnthropicOkHttpClient.builder()
                .backend(BedrockBackend.builder()
                        .baseUrl(baseUrl)
                        .region(Region.US_WEST_2)
                        .awsCredentials(AwsBasicCredentials.create("AKIATEST", "test"))
                        .build())
                .build();
    }

    @Override
    public int create(String model) {
        int length = 0;
        for (ContentBlock block : client.messages()
                .create(MessageCreateParams.builder()
                        .model(model)
                        .maxTokens(1024)
                        .addUserMessage("Hello, Claude")
                        .build())
                .content()) {
            length += block.isText() ? block.asText().text().length() : 0;
        }
        return length;
    }
}
