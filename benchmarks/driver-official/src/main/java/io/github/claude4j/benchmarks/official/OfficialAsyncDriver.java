package io.github.claude4j.benchmarks.official;

import com.anthropic.client.AnthropicClientAsync;
import com.anthropic.client.okhttp.AnthropicOkHttpClientAsync;
import com.anthropic.helpers.MessageAccumulator;
import io.github.claude4j.benchmarks.ClientDriver;
import java.util.concurrent.CompletionStage;

/** com.anthropic:anthropic-java, asynchronous, with its defaults. */
public final class OfficialAsyncDriver implements ClientDriver {
    private AnthropicClientAsync client;

    @Override
    public void open(String baseUrl) {
        client = AnthropicOkHttpClientAsync.builder()
                .apiKey("test")
                .baseUrl(baseUrl)
                .build();
    }

    @Override
    public boolean async() {
        return true;
    }

    @Override
    public CompletionStage<Integer> createAsync(String model) {
        return client.messages().create(OfficialDriver.params(model)).thenApply(OfficialDriver::length);
    }

    @Override
    public CompletionStage<Void> streamTextAsync(String model, DeltaSink sink) {
        return client.messages()
                .createStreaming(OfficialDriver.params(model))
                .subscribe(e -> OfficialDriver.delta(e, sink))
                .onCompleteFuture();
    }

    @Override
    public CompletionStage<Integer> streamMessageAsync(String model) {
        MessageAccumulator acc = MessageAccumulator.create();
        return client.messages()
                .createStreaming(OfficialDriver.params(model))
                .subscribe(acc::accumulate)
                .onCompleteFuture()
                .thenApply(v -> OfficialDriver.length(acc.message()));
    }
}
