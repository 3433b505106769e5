package io.github.claude4j.benchmarks.claude4j;

import io.github.claude4j.Claude;
import io.github.claude4j.benchmarks.ClientDriver.Loop;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.runs.Conversation;
import io.github.claude4j.runs.RunStream;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import java.util.concurrent.atomic.AtomicInteger;

/** A tool loop; in a class of its own, so that a cold start has nothing of it. */
final class Claude4jLoop {
    private final Claude claude;
    private final AtomicInteger days = new AtomicInteger();
    private final ToolFunction forecast =
            Tools.function("get_forecast", "The weather to come.", Claude4jDriver.Forecast.class, this::forecast);

    Claude4jLoop(Claude claude) {
        this.claude = claude;
    }

    private String forecast(Claude4jDriver.Forecast asked) {
        days.addAndGet(asked.days());
        return "Sunny in " + asked.city() + ", 21 degrees, and a light wind from the west.";
    }

    int run(MessageCreateParams params, Loop how) {
        days.set(0);
        Conversation end = switch (how) {
            case DEFAULT, WHOLE -> claude.run(params, forecast);
            case KEPT -> claude.runner(r -> r.tools(forecast).serverThreads()).run(params);
            case STREAMED -> streamed(params);
        };
        return end.text().length() + days.get();
    }

    private Conversation streamed(MessageCreateParams params) {
        try (RunStream events = claude.runner(r -> r.tools(forecast)).stream(params)) {
            return events.end();
        }
    }
}
