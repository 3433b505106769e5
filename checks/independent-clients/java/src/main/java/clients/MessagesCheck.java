package clients;

import static clients.Check.check;
import static clients.Check.same;
import static clients.Check.that;
import static clients.Check.throwing;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.WebSearchTool20250305;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.anthropic.models.messages.batches.BatchCreateParams;
import com.anthropic.models.messages.batches.MessageBatch;
import com.anthropic.models.messages.batches.MessageBatchIndividualResponse;
import com.fasterxml.jackson.annotation.JsonClassDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Messages, streams, tools, structured output, tokens and batches. */
final class MessagesCheck {
    private static final String MODEL = "claude-opus-5-5";

    private final AnthropicClient client;

    MessagesCheck(AnthropicClient client) {
        this.client = client;
    }

    /** What structured output is to fit. */
    static final class Person {
        public String name;
        public int age;
        public List<String> tags;
    }

    /** A tool of the runner. */
    @JsonClassDescription("The weather in a city.")
    static final class GetWeather implements Supplier<String> {
        static int calls;

        public String city;

        @Override
        public String get() {
            calls++;
            return "rain in " + (city == null ? "nowhere" : "that city");
        }
    }

    void run() {
        check("messages.create", this::create);
        check("messages.createStreaming", this::stream);
        check("messages.createStreaming, thinking", this::thinking);
        check("messages, a tool", this::tool);
        check("messages, a server tool and citations", this::serverTool);
        check("messages.create, structured output", this::structured);
        check("messages.countTokens", this::tokens);
        check("beta.messages.toolRunner", this::runner);
        check("beta.messages.toolRunner, streamed", this::streamedRunner);
        check("errors", this::errors);
        check("messages.batches", this::batches);
        check("messages.batches, canceled", this::canceled);
    }

    private static MessageCreateParams.Builder hello() {
        return MessageCreateParams.builder().model(MODEL).maxTokens(1024).addUserMessage("Hello there");
    }

    private static String text(Message message) {
        StringBuilder text = new StringBuilder();
        message.content().forEach(block -> block.text().ifPresent(t -> text.append(t.text())));
        return text.toString();
    }

    private void create() {
        Message message = client.messages().create(hello().system("Be brief.").build()).validate();
        that(text(message).contains("Hello there"), message);
        same(StopReason.END_TURN, message.stopReason().orElseThrow());
        that(message.usage().inputTokens() > 0 && message.usage().outputTokens() > 0, message.usage());
        Message next = client.messages()
                .create(hello().addMessage(message).addUserMessage("And then?").build());
        that(text(next.validate()).contains("And then?"), next);
    }

    private Message streamed(MessageCreateParams params) {
        MessageAccumulator accumulator = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(params)) {
            stream.stream().map(RawMessageStreamEvent::validate).forEach(accumulator::accumulate);
        }
        return accumulator.message().validate();
    }

    private void stream() {
        Message streamed = streamed(hello().build());
        Message whole = client.messages().create(hello().build());
        same(text(whole), text(streamed));
        same(whole.usage().outputTokens(), streamed.usage().outputTokens());
    }

    private void thinking() {
        Message message = streamed(hello().putAdditionalBodyProperty("thinking", JsonValue.from(Map.of("type", "adaptive")))
                .build());
        that(message.content().get(0).isThinking(), message);
        that(!message.content().get(0).asThinking().signature().isEmpty(), message);
        client.messages()
                .create(hello().addMessage(message).addUserMessage("On").build())
                .validate();
    }

    private static MessageCreateParams.Builder weather() {
        Tool tool = Tool.builder()
                .name("get_weather")
                .description("The weather in a city.")
                .inputSchema(Tool.InputSchema.builder()
                        .properties(JsonValue.from(Map.of("city", Map.of("type", "string"))))
                        .putAdditionalProperty("required", JsonValue.from(List.of("city")))
                        .build())
                .build();
        return MessageCreateParams.builder()
                .model(MODEL)
                .maxTokens(1024)
                .addTool(tool)
                .addUserMessage("Call get_weather for Paris.");
    }

    private void tool() {
        Message message = streamed(weather().build());
        same(StopReason.TOOL_USE, message.stopReason().orElseThrow());
        ToolUseBlock use = message.content().get(message.content().size() - 1).asToolUse();
        same("get_weather", use.name());
        that(use._input().toString().contains("city"), use);
        ToolResultBlockParam result = ToolResultBlockParam.builder()
                .toolUseId(use.id())
                .content("sunny")
                .build();
        Message answer = client.messages()
                .create(weather()
                        .addMessage(message)
                        .addUserMessageOfContentBlockParams(List.of(ContentBlockParam.ofToolResult(result)))
                        .build());
        that(text(answer.validate()).contains("sunny"), answer);
    }

    private void structured() {
        var message = client.messages().create(hello().outputConfig(Person.class).build());
        Person person = message.content().stream()
                .flatMap(block -> block.text().stream())
                .findFirst()
                .orElseThrow()
                .text();
        that(person.name != null && person.tags != null, person);
    }

    private void tokens() {
        MessageCountTokensParams.Builder params =
                MessageCountTokensParams.builder().model(MODEL).addUserMessage("Hello there");
        long few = client.messages().countTokens(params.build()).validate().inputTokens();
        long more = client.messages()
                .countTokens(params.system("word ".repeat(100)).build())
                .validate()
                .inputTokens();
        that(few > 0 && more > few, few + " and " + more);
    }

    private static com.anthropic.models.beta.messages.MessageCreateParams tools() {
        return com.anthropic.models.beta.messages.MessageCreateParams.builder()
                .model(MODEL)
                .maxTokens(1024)
                .addTool(GetWeather.class)
                .addUserMessage("Call get_weather for Paris.")
                .build();
    }

    private void runner() {
        List<BetaMessage> messages = new ArrayList<>();
        int before = GetWeather.calls;
        client.beta().messages().toolRunner(tools()).forEach(message -> messages.add(message.validate()));
        same(2, messages.size());
        same(before + 1, GetWeather.calls);
        that(messages.get(1).toString().contains("rain in that city"), messages);
    }

    private void streamedRunner() {
        int turns = 0;
        for (var stream : client.beta().messages().toolRunner(tools()).streaming()) {
            turns++;
            stream.stream().forEach(event -> event.validate());
        }
        same(2, turns);
    }

    private void errors() throws Exception {
        throwing(NotFoundException.class, () -> client.messages()
                .create(hello().model("no-such-model").build()));
        throwing(BadRequestException.class, () -> client.messages()
                .create(hello().maxTokens(-1).build()));
    }

    private static BatchCreateParams.Request request(String id, String model) {
        return BatchCreateParams.Request.builder()
                .customId(id)
                .params(BatchCreateParams.Request.Params.builder()
                        .model(model)
                        .maxTokens(1024)
                        .addUserMessage("Hello there")
                        .build())
                .build();
    }

    private void batches() throws Exception {
        var service = client.messages().batches();
        MessageBatch batch = service.create(BatchCreateParams.builder()
                        .addRequest(request("a", MODEL))
                        .addRequest(request("b", "no-such-model"))
                        .build())
                .validate();
        MessageBatch later = batch;
        for (int i = 0; i < 20 && !later.processingStatus().equals(MessageBatch.ProcessingStatus.ENDED); i++) {
            later = service.retrieve(batch.id()).validate();
        }
        same(1L, later.requestCounts().succeeded());
        same(1L, later.requestCounts().errored());
        List<MessageBatchIndividualResponse> results = new ArrayList<>();
        try (var stream = service.resultsStreaming(batch.id())) {
            stream.stream().forEach(line -> results.add(line.validate()));
        }
        same(2, results.size());
        that(results.get(0).result().isSucceeded(), results);
        that(results.get(1).result().isErrored(), results);
        that(service.list().autoPager().stream().map(item -> item.validate()).anyMatch(item -> item.id().equals(batch.id())), "no batch");
        service.delete(batch.id()).validate();
        throwing(NotFoundException.class, () -> service.retrieve(batch.id()));
    }

    private void serverTool() {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(MODEL)
                .maxTokens(1024)
                .addTool(WebSearchTool20250305.builder().build())
                .addUserMessage("Use web_search for Paris.")
                .build();
        // This version's validate() refuses every server tool use, whatever its name.
        Message message = client.messages().create(params);
        that(message.content().get(0).isServerToolUse(), message);
        message.content().get(1).asWebSearchToolResult().validate();
        same(1, message.content().get(2).asText().validate().citations().orElseThrow().size());
    }

    private void canceled() {
        var service = client.messages().batches();
        MessageBatch batch = service.create(
                BatchCreateParams.builder().addRequest(request("a", MODEL)).build());
        same(
                MessageBatch.ProcessingStatus.CANCELING,
                service.cancel(batch.id()).validate().processingStatus());
        same(1L, service.retrieve(batch.id()).validate().requestCounts().canceled());
        try (var stream = service.resultsStreaming(batch.id())) {
            that(stream.stream().allMatch(line -> line.validate().result().isCanceled()), "another result");
        }
    }
}
