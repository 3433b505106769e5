package clients;

import com.anthropic.aws.backends.AwsBackend;
import com.anthropic.backends.Backend;
import com.anthropic.bedrock.backends.BedrockBackend;
import com.anthropic.bedrock.backends.BedrockMantleBackend;
import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.foundry.backends.FoundryBackend;
import com.anthropic.googlecloud.backends.GoogleCloudBackend;
import com.anthropic.vertex.backends.VertexBackend;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.time.Instant;
import java.util.Date;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.regions.Region;

/** The official SDK's way to each cloud, by the names that the command {@code serve} and the checks in TypeScript have for them. */
final class CloudClients {
    /** The one that the fakes take. */
    private static final AwsCredentials KEY = AwsBasicCredentials.create("AKIAFAKECLAUDE", "fake-claude-secret");

    private CloudClients() {}

    static AnthropicClient of(String cloud, String url) {
        return AnthropicOkHttpClient.builder()
                .backend(backend(cloud, url))
                .maxRetries(0)
                .build();
    }

    static String model(String cloud) {
        return switch (cloud) {
            case "bedrock" -> "us.anthropic.claude-opus-5-5-v1:0";
            case "mantle" -> "anthropic.claude-opus-5-5";
            default -> "claude-opus-5-5";
        };
    }

    private static Backend backend(String cloud, String url) {
        return switch (cloud) {
            case "bedrock" -> BedrockBackend.builder()
                    .baseUrl(url)
                    .region(Region.US_WEST_2)
                    .awsCredentials(KEY)
                    .build();
            case "mantle" -> BedrockMantleBackend.builder()
                    .baseUrl(url + "/anthropic")
                    .region(Region.US_WEST_2)
                    .awsCredentials(KEY)
                    .build();
            case "aws" -> AwsBackend.builder()
                    .baseUrl(url)
                    .region(Region.US_WEST_2)
                    .awsCredentials(KEY)
                    .workspaceId("wrkspc_1")
                    .build();
            case "vertex" -> VertexBackend.builder()
                    .baseUrl(url)
                    .region("us-east5")
                    .project("p")
                    .googleCredentials(GoogleCredentials.create(
                            new AccessToken("t", Date.from(Instant.now().plusSeconds(3600)))))
                    .build();
            case "google-cloud" -> GoogleCloudBackend.builder()
                    .baseUrl(url + "/v1/projects/p/locations/global/workspaces/w/invoke")
                    .bearerTokenSupplier(() -> "t")
                    .build();
            case "foundry" -> FoundryBackend.builder()
                    .baseUrl(url + "/anthropic")
                    .apiKey("k")
                    .build();
            default -> throw new IllegalArgumentException(cloud);
        };
    }
}
