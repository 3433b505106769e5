package clients;

import com.anthropic.client.AnthropicClient;
import com.anthropic.errors.BadRequestException;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.models.ModelListParams;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What the official Java SDKs for clouds send, to whoever writes it down: the argument is its URL. */
final class Wire {
    private static final List<String> CLOUDS =
            List.of("bedrock", "mantle", "aws", "vertex", "google-cloud", "foundry");
    private static final String ARN = "arn:aws:bedrock:us-west-2:123456789012:application-inference-profile/abc123";

    private Wire() {}

    public static void main(String[] args) {
        for (String cloud : CLOUDS) {
            cases(cloud).forEach((name, send) -> {
                AnthropicClient client = CloudClients.of(cloud, args[0] + "/java/" + cloud + "/" + name);
                try {
                    send.accept(client, CloudClients.model(cloud));
                    throw new AssertionError(cloud + ", " + name + ": no BadRequestException");
                } catch (BadRequestException e) {
                    client.close();
                }
            });
        }
        System.exit(0); // the SDKs' threads would keep the process alive
    }

    private static Map<String, BiConsumer<AnthropicClient, String>> cases(String cloud) {
        Map<String, BiConsumer<AnthropicClient, String>> cases = new LinkedHashMap<>();
        cases.put("create", (client, model) -> client.messages().create(hello(model).build()));
        cases.put("stream", (client, model) -> client.messages()
                .createStreaming(hello(model).build())
                .close());
        cases.put("betas", (client, model) -> client.messages()
                .create(hello(model)
                        .putAdditionalHeader("anthropic-beta", "one-2026-01-01,two-2026-01-01")
                        .build()));
        cases.put("user-profile", (client, model) -> client.messages()
                .create(hello(model)
                        .putAdditionalHeader("anthropic-user-profile-id", "up_1")
                        .build()));
        if (cloud.equals("bedrock")) {
            cases.put("arn", (client, model) -> client.messages().create(hello(ARN).build()));
        } else {
            cases.put("count", (client, model) -> client.messages()
                    .countTokens(MessageCountTokensParams.builder()
                            .model(model)
                            .system("Be brief.")
                            .addUserMessage("Hé </there> ✓")
                            .build()));
        }
        if (cloud.equals("aws") || cloud.equals("google-cloud")) {
            cases.put("models", (client, model) -> client.models()
                    .list(ModelListParams.builder().limit(2).afterId("a b/c+é").build()));
        }
        return cases;
    }

    private static MessageCreateParams.Builder hello(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(64)
                .system("Be brief.")
                .addUserMessage("Hé </there> ✓");
    }
}
