package io.github.claude4j.benchmarks.official;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.BetaRunnableTool;
import com.anthropic.helpers.BetaToolRunner;
import com.anthropic.models.beta.messages.BetaContentBlock;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.beta.messages.BetaRawMessageStreamEvent;
import com.anthropic.models.beta.messages.BetaToolResultBlockParam;
import com.anthropic.models.beta.messages.MessageCreateParams;
import com.anthropic.models.beta.messages.ToolRunnerCreateParams;
import io.github.claude4j.benchmarks.ClientDriver.Loop;
import java.util.concurrent.atomic.AtomicInteger;

/** A tool loop by the client's tool runner, which is beta. */
final class OfficialLoop {
    private final AnthropicClient client;
    private final AtomicInteger days = new AtomicInteger();
    private final BetaRunnableTool forecast = BetaRunnableTool.of(OfficialDriver.Forecast.class, this::forecast);

    OfficialLoop(AnthropicClient client) {
        this.client = client;
    }

    private BetaToolResultBlockParam.Content forecast(OfficialDriver.Forecast asked) {
        days.addAndGet(asked.days());
        return BetaToolResultBlockParam.Content.ofString(
                "Sunny in " + asked.city() + ", 21 degrees, and a light wind from the west.");
    }

    int run(String model, Loop how) {
        days.set(0);
        BetaToolRunner runner = client.beta()
                .messages()
                .toolRunner(ToolRunnerCreateParams.builder()
                        .initialMessageParams(MessageCreateParams.builder()
                                .model(model)
                                .maxTokens(1024)
                                .addUserMessage("Hello, Claude")
                                .addTool(forecast)
                                .build())
                        .thread(how != Loop.WHOLE)
                        .build());
        return (how == Loop.STREAMED ? streamed(runner) : whole(runner)) + days.get();
    }

    private static int whole(BetaToolRunner runner) {
        int length = 0;
        for (BetaMessage message : runner) {
            length = 0;
            for (BetaContentBlock block : message.content()) {
                length += block.isText() ? block.asText().text().length() : 0;
            }
        }
        return length;
    }

    private static int streamed(BetaToolRunner runner) {
        int length = 0;
        for (StreamResponse<BetaRawMessageStreamEvent> events : runner.streaming()) {
            length = events.stream().mapToInt(OfficialLoop::length).sum();
        }
        return length;
    }

    private static int length(BetaRawMessageStreamEvent event) {
        return event.isContentBlockDelta()
                        && event.asContentBlockDelta().delta().isText()
                ? event.asContentBlockDelta().delta().asText().text().length()
                : 0;
    }
}
