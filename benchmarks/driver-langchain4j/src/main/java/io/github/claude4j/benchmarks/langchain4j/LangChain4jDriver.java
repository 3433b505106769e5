package io.github.claude4j.benchmarks.langchain4j;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.anthropic.AnthropicBatchChatModel;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.batch.BatchItemResult;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.claude4j.benchmarks.BigRequest;
import io.github.claude4j.benchmarks.ClientDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * dev.langchain4j:langchain4j-anthropic with its defaults. Its whole replies are blocking only and
 * its streams are callbacks only, so streams run through the async methods here and the blocking
 * ones wait for them.
 */
public class LangChain4jDriver implements ClientDriver {
    private String v1;
    private AnthropicChatModel chat;
    private AnthropicStreamingChatModel streaming;

    @Override
    public void open(String baseUrl) {
        v1 = baseUrl + "/v1";
    }

    // made when first used, as a user who only wants one of them would
    private AnthropicChatModel chat() {
        AnthropicChatModel c = chat;
        if (c == null) {
            synchronized (this) {
                c = chat;
                if (c == null) {
                    chat = c = AnthropicChatModel.builder()
                            .baseUrl(v1)
                            .apiKey("test")
                            .modelName("claude-bench-1")
                            .maxTokens(1024)
                            .build();
                }
            }
        }
        return c;
    }

    private synchronized AnthropicStreamingChatModel streaming() {
        if (streaming == null) {
            streaming = AnthropicStreamingChatModel.builder()
                    .baseUrl(v1)
                    .apiKey("test")
                    .modelName("claude-bench-1")
                    .maxTokens(1024)
                    .build();
        }
        return streaming;
    }

    private static ChatRequest request(String model) {
        return ChatRequest.builder()
                .messages(UserMessage.from("Hello, Claude"))
                .modelName(model)
                .build();
    }

    private static int length(ChatResponse r) {
        AiMessage m = r.aiMessage();
        if (m.hasToolExecutionRequests()) {
            return m.toolExecutionRequests().get(0).arguments().length();
        }
        return m.text().length();
    }

    @Override
    public int create(String model) {
        return length(chat().chat(request(model)));
    }

    private CompletionStage<ChatResponse> stream(String model, DeltaSink sink) {
        CompletableFuture<ChatResponse> done = new CompletableFuture<>();
        streaming().chat(request(model), new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String text) {
                sink.accept(text);
            }

            @Override
            public void onPartialToolCall(PartialToolCall call) {
                sink.accept(call.partialArguments());
            }

            @Override
            public void onCompleteResponse(ChatResponse r) {
                done.complete(r);
            }

            @Override
            public void onError(Throwable e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    @Override
    public CompletionStage<Void> streamTextAsync(String model, DeltaSink sink) {
        return stream(model, sink).thenApply(r -> null);
    }

    @Override
    public CompletionStage<Integer> streamMessageAsync(String model) {
        return stream(model, d -> {}).thenApply(LangChain4jDriver::length);
    }

    @Override
    public void streamText(String model, DeltaSink sink) throws Exception {
        stream(model, sink).toCompletableFuture().get();
    }

    @Override
    public int streamMessage(String model) throws Exception {
        return length(stream(model, d -> {}).toCompletableFuture().get());
    }

    /** There is no streaming of results: all of them are in memory first, and without their custom ids. */
    @Override
    public void batchResults(String id, ResultSink sink) {
        AnthropicBatchChatModel batches = AnthropicBatchChatModel.builder()
                .baseUrl(v1)
                .apiKey("test")
                .modelName("claude-bench-1")
                .maxTokens(1024)
                .build();
        for (BatchItemResult<ChatResponse> r : batches.retrieve(id).results()) {
            sink.accept(null, r.response().aiMessage().text());
        }
    }

    @Override
    public int createBig(String model, BigRequest r) throws IOException {
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(SystemMessage.from(r.system));
        for (int i = 0; i < r.texts.size(); i++) {
            messages.add(i % 2 == 0 ? UserMessage.from(r.texts.get(i)) : AiMessage.from(r.texts.get(i)));
        }
        String image = Base64.getEncoder().encodeToString(Files.readAllBytes(r.image));
        messages.add(UserMessage.from(ImageContent.from(image, r.mediaType), TextContent.from(r.question)));
        return length(chat().chat(ChatRequest.builder()
                .messages(messages)
                .modelName(model)
                .build()));
    }
}
