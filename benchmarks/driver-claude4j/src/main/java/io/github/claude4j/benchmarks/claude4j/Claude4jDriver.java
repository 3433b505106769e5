package io.github.claude4j.benchmarks.claude4j;

import io.github.claude4j.Claude;
import io.github.claude4j.JsonLines;
import io.github.claude4j.batches.MessageBatchIndividualResponse;
import io.github.claude4j.batches.MessageBatchSucceededResult;
import io.github.claude4j.benchmarks.BigRequest;
import io.github.claude4j.benchmarks.ClientDriver;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Content;
import io.github.claude4j.messages.ContentBlock;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.ToolUseBlock;
import io.github.claude4j.tools.Tools;
import io.github.claude4j.types.Description;
import io.github.claude4j.types.JsonType;
import java.util.List;

/** claude4j, blocking, with its defaults. */
public class Claude4jDriver implements ClientDriver {
    protected Claude claude;
    /** Each caller has its own, with its own tool. */
    private final ThreadLocal<Claude4jLoop> loops = new ThreadLocal<>();

    @Override
    public void open(String baseUrl) {
        claude = options(baseUrl).build();
    }

    protected Claude.Builder options(String baseUrl) {
        return Claude.builder().apiKey("test").baseUrl(baseUrl);
    }

    protected static MessageCreateParams params(String model) {
        return MessageCreateParams.builder()
                .model(model)
                .maxTokens(1024)
                .addUserMessage("Hello, Claude")
                .build();
    }

    protected static int length(Message message) {
        int length = message.text().length();
        for (ContentBlock block : message.content()) {
            if (block instanceof ToolUseBlock use) {
                // Its fields: that they are there is what counts.
                length += use.input().size();
            }
        }
        return length;
    }

    /** The input of a tool. */
    public record Forecast(@Description("a city, such as Paris") String city, int days, boolean hourly) {}

    @Override
    public int firstTool() {
        JsonType<Forecast> type = JsonType.of(Forecast.class);
        String definition =
                Tools.custom("get_forecast", "The weather to come.", type.schema())
                        .json()
                        .toJson();
        Forecast forecast = type.read(JsonObject.parse("{\"city\":\"Paris\",\"days\":3,\"hourly\":true}"));
        return definition.contains("Paris") ? forecast.days() : -1;
    }

    @Override
    public int toolLoop(String model, Loop how) {
        Claude4jLoop loop = loops.get();
        if (loop == null) {
            loop = new Claude4jLoop(claude);
            loops.set(loop);
        }
        return loop.run(params(model), how);
    }

    @Override
    public int create(String model) {
        return length(claude.messages().create(params(model)));
    }

    @Override
    public void streamText(String model, DeltaSink sink) {
        try (MessageStream stream = claude.messages().stream(params(model))) {
            stream.textDeltas().forEach(sink::accept);
        }
    }

    @Override
    public int streamMessage(String model) {
        try (MessageStream stream = claude.messages().stream(params(model))) {
            return length(stream.message());
        }
    }

    @Override
    public void batchResults(String id, ResultSink sink) {
        try (JsonLines<MessageBatchIndividualResponse> lines =
                claude.messages().batches().results(id)) {
            for (MessageBatchIndividualResponse line : lines) {
                if (line.result() instanceof MessageBatchSucceededResult success) {
                    sink.accept(line.customId(), success.message().text());
                }
            }
        }
    }

    @Override
    public int createBig(String model, BigRequest request) {
        return length(claude.messages().create(m -> {
            m.model(model).maxTokens(1024).system(request.system);
            for (int i = 0; i < request.texts.size(); i++) {
                if (i % 2 == 0) {
                    m.addUserMessage(request.texts.get(i));
                } else {
                    m.addAssistantMessage(request.texts.get(i));
                }
            }
            m.addUserMessage(List.of(Content.image(request.image), Content.text(request.question)));
        }));
    }
}
