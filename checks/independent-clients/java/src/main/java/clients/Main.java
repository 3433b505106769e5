package clients;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;

/**
 * The official Java SDK's happy paths, against the API at ANTHROPIC_BASE_URL. Every answer goes through the SDK's own
 * {@code validate()}, which refuses whatever it did not expect.
 */
final class Main {
    private Main() {}

    public static void main(String[] args) {
        AnthropicClient client =
                AnthropicOkHttpClient.builder().fromEnv().maxRetries(0).build();
        new MessagesCheck(client).run();
        new ResourcesCheck(client).run();
        new AgentsCheck(client.beta()).run();
        client.close();
        System.exit(Check.end("Java SDK")); // the SDK's threads would keep the process alive
    }
}
