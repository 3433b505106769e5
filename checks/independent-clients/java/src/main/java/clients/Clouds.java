package clients;

import static clients.Check.check;
import static clients.Check.same;
import static clients.Check.that;
import static clients.Check.throwing;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.BadRequestException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.util.List;

/** The official Java SDKs for clouds, each against the fake of its cloud: arguments are {@code cloud=URL}. */
final class Clouds {
    private final String cloud;
    private final AnthropicClient client;

    private Clouds(String cloud, String url) {
        this.cloud = cloud;
        this.client = CloudClients.of(cloud, url);
    }

    public static void main(String[] args) {
        for (String pair : args) {
            int end = pair.indexOf('=');
            new Clouds(pair.substring(0, end), pair.substring(end + 1)).run();
        }
        System.exit(Check.end("Java SDKs for clouds")); // the SDKs' threads would keep the process alive
    }

    private void run() {
        check(cloud + ": message", this::create);
        check(cloud + ": stream", this::stream);
        if (!cloud.equals("bedrock")) {
            check(cloud + ": tokens", this::tokens);
        }
        check(cloud + ": error", () -> throwing(BadRequestException.class, () -> client.messages()
                .create(hello().messages(List.of()).build())));
        if (cloud.equals("aws") || cloud.equals("google-cloud")) {
            check(cloud + ": models", () -> that(client.models().list().items().size() > 3, "fewer"));
        }
        client.close();
    }

    private MessageCreateParams.Builder hello() {
        return MessageCreateParams.builder().model(CloudClients.model(cloud)).maxTokens(64).addUserMessage("Hello there");
    }

    private static String text(Message message) {
        StringBuilder text = new StringBuilder();
        message.content().forEach(block -> block.text().ifPresent(t -> text.append(t.text())));
        return text.toString();
    }

    private void create() {
        Message message = client.messages().create(hello().build()).validate();
        that(text(message).contains("Hello there"), message);
        that(message.usage().outputTokens() > 0, message.usage());
    }

    private void stream() {
        MessageAccumulator accumulator = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> stream =
                client.messages().createStreaming(hello().build())) {
            stream.stream().map(RawMessageStreamEvent::validate).forEach(accumulator::accumulate);
        }
        Message whole = client.messages().create(hello().build());
        same(text(whole), text(accumulator.message().validate()));
    }

    private void tokens() {
        MessageCountTokensParams params = MessageCountTokensParams.builder()
                .model(CloudClients.model(cloud))
                .addUserMessage("Hello there")
                .build();
        that(client.messages().countTokens(params).validate().inputTokens() > 0, "none");
    }
}
