package io.github.claude4j.benchmarks.official;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.ObjectMappers;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.beta.messages.BetaToolUseBlock;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.ImageBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawContentBlockDelta;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.batches.MessageBatchIndividualResponse;
import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.claude4j.benchmarks.BigRequest;
import io.github.claude4j.benchmarks.ClientDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** com.anthropic:anthropic-java, blocking, with its defaults. */
public final class OfficialDriver implements ClientDriver {
    private AnthropicClient client;
    /** Each caller has its own, with its own tool. */
    private final ThreadLocal<OfficialLoop> loops = new ThreadLocal<>();

    @Override
    public void open(String baseUrl) {
        client = AnthropicOkHttpClient.builder().apiKey("test").baseUrl(baseUrl).build();
    }

    static MessageCreateParams params(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .addUserMessage("Hello, Claude")
                .build();
    }

    static int length(Message m) {
        int n = 0;
        for (ContentBlock b : m.content()) {
            if (b.isText()) {
                n += b.asText().text().length();
            } else if (b.isToolUse()) {
                // the library parses the input to a JsonValue tree; that it is there is what counts
                n += ((Map<?, ?>) b.asToolUse()._input().asObject().get()).size();
            }
        }
        return n;
    }

    static void delta(RawMessageStreamEvent e, DeltaSink sink) {
        if (e.isContentBlockDelta()) {
            RawContentBlockDelta d = e.asContentBlockDelta().delta();
            if (d.isText()) {
                sink.accept(d.asText().text());
            } else if (d.isInputJson()) {
                sink.accept(d.asInputJson().partialJson());
            }
        }
    }

    /** The input of a tool. */
    @JsonTypeName("get_forecast")
    @JsonClassDescription("The weather to come.")
    public record Forecast(@JsonPropertyDescription("a city, such as Paris") String city, int days, boolean hourly) {}

    @Override
    public int firstTool() throws JsonProcessingException {
        com.anthropic.models.beta.messages.MessageCreateParams params =
                com.anthropic.models.beta.messages.MessageCreateParams.builder()
                        .model("m")
                        .maxTokens(1)
                        .addUserMessage("Hi")
                        .addTool(Forecast.class)
                        .build();
        String definition =
                ObjectMappers.jsonMapper().writeValueAsString(params.tools().orElseThrow());
        // Its input comes as a map, which leaves the reading of JSON out.
        BetaToolUseBlock use = BetaToolUseBlock.builder()
                .id("t")
                .name("get_forecast")
                .input(JsonValue.from(Map.of("city", "Paris", "days", 3, "hourly", true)))
                .build();
        return definition.contains("Paris") ? use.input(Forecast.class).days() : -1;
    }

    @Override
    public int toolLoop(String model, Loop how) {
        OfficialLoop loop = loops.get();
        if (loop == null) {
            loop = new OfficialLoop(client);
            loops.set(loop);
        }
        return loop.run(model, how);
    }

    @Override
    public int create(String model) {
        return length(client.messages().create(params(model)));
    }

    @Override
    public void streamText(String model, DeltaSink sink) {
        try (StreamResponse<RawMessageStreamEvent> s = client.messages().createStreaming(params(model))) {
            s.stream().forEach(e -> delta(e, sink));
        }
    }

    @Override
    public int streamMessage(String model) {
        MessageAccumulator acc = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> s = client.messages().createStreaming(params(model))) {
            s.stream().forEach(acc::accumulate);
        }
        return length(acc.message());
    }

    @Override
    public void batchResults(String id, ResultSink sink) {
        try (StreamResponse<MessageBatchIndividualResponse> s =
                client.messages().batches().resultsStreaming(id)) {
            s.stream()
                    .forEach(r -> sink.accept(
                            r.customId(),
                            r.result()
                                    .asSucceeded()
                                    .message()
                                    .content()
                                    .get(0)
                                    .asText()
                                    .text()));
        }
    }

    private static MessageCreateParams params(String model, BigRequest r) throws IOException {
        MessageCreateParams.Builder b =
                MessageCreateParams.builder().model(model).maxTokens(1024).system(r.system);
        for (int i = 0; i < r.texts.size(); i++) {
            if (i % 2 == 0) {
                b.addUserMessage(r.texts.get(i));
            } else {
                b.addAssistantMessage(r.texts.get(i));
            }
        }
        b.addUserMessageOfContentBlockParams(List.of(
                ContentBlockParam.ofImage(ImageBlockParam.builder()
                        .source(Base64ImageSource.builder()
                                .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
                                .data(Base64.getEncoder().encodeToString(Files.readAllBytes(r.image)))
                                .build())
                        .build()),
                ContentBlockParam.ofText(
                        TextBlockParam.builder().text(r.question).build())));
        return b.build();
    }

    @Override
    public int createBig(String model, BigRequest r) throws IOException {
        return length(client.messages().create(params(model, r)));
    }
}
