package io.github.claude4j.benchmarks.claude4j;

import java.util.concurrent.CompletionStage;

/** claude4j, its calls made on other threads. */
public final class Claude4jAsyncDriver extends Claude4jDriver {
    @Override
    public boolean async() {
        return true;
    }

    @Override
    public CompletionStage<Integer> createAsync(String model) {
        return claude.async(c -> length(c.messages().create(params(model))));
    }

    @Override
    public CompletionStage<Void> streamTextAsync(String model, DeltaSink sink) {
        return claude.async(c -> {
            streamText(model, sink);
            return null;
        });
    }

    @Override
    public CompletionStage<Integer> streamMessageAsync(String model) {
        return claude.async(c -> streamMessage(model));
    }
}
