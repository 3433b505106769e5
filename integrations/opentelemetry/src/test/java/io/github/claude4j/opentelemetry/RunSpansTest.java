package io.github.claude4j.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.Model;
import io.github.claude4j.runs.RunEvent;
import io.github.claude4j.runs.RunStream;
import io.github.claude4j.runs.Runner;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.tools.ToolException;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.ToolOutput;
import io.github.claude4j.tools.Tools;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class RunSpansTest {
    private static final Consumer<MessageCreateParams.Builder> QUESTION =
            m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(64).addUserMessage("Weather?");

    record Place(String city) {}

    private final FakeClaude fake = FakeClaude.start();
    private final Traces traces = new Traces();
    private final ClaudeTelemetry telemetry = ClaudeTelemetry.of(traces.sdk);

    @AfterEach
    void close() {
        traces.close();
        fake.close();
    }

    /** The ways to run. */
    enum Way {
        RUN {
            @Override
            void run(Runner runner, Claude claude) {
                runner.run(QUESTION);
            }
        },
        STREAM {
            @Override
            void run(Runner runner, Claude claude) {
                try (RunStream events = runner.stream(QUESTION)) {
                    events.end();
                }
            }
        },
        PUBLISHER {
            @Override
            void run(Runner runner, Claude claude) {
                CompletableFuture<Boolean> end = new CompletableFuture<>();
                runner.stream(QUESTION).subscribe(new Flow.Subscriber<>() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        subscription.request(Long.MAX_VALUE);
                    }

                    @Override
                    public void onNext(RunEvent event) {}

                    @Override
                    public void onError(Throwable failure) {
                        end.completeExceptionally(failure);
                    }

                    @Override
                    public void onComplete() {
                        end.complete(true);
                    }
                });
                end.join();
            }
        },
        ASYNC {
            @Override
            void run(Runner runner, Claude claude) {
                claude.async(c -> runner.with(r -> r.client(c)).run(QUESTION)).join();
            }
        },
        ONE_AT_A_TIME {
            @Override
            void run(Runner runner, Claude claude) {
                runner.with(r -> r.parallel(1)).run(QUESTION);
            }
        };

        abstract void run(Runner runner, Claude claude);
    }

    private Claude client() {
        return fake.client().with(o -> o.listener(telemetry.calls()));
    }

    private Runner runner(Claude claude, ToolFunction... tools) {
        return claude.runner(r -> r.tools(tools)).with(telemetry.runs("weather"));
    }

    @ParameterizedTest
    @EnumSource
    void calls_andTools_areChildrenOfTheRun_onWhateverThread(Way way) {
        fake.replyToolUse("weather", JsonObject.of("city", "Rome"));
        fake.reply("Sunny");
        ToolFunction weather = Tools.function("weather", "The weather.", Place.class, in -> {
            traces.tracer.spanBuilder("query").startSpan().end();
            return "sun";
        });
        Span caller = traces.tracer.spanBuilder("caller").startSpan();
        try (Claude claude = client();
                Scope scope = caller.makeCurrent()) {
            assertThat(scope).isNotNull();
            way.run(runner(claude, weather), claude);
        }
        caller.end();

        SpanData run = traces.span("invoke_agent weather");
        assertThat(traces.parent(run)).isEqualTo("caller");
        assertThat(run.getKind()).isEqualTo(SpanKind.INTERNAL);
        assertThat(traces.all().stream().filter(span -> span.getName().startsWith("chat")))
                .hasSize(2)
                .allSatisfy(span -> assertThat(span.getParentSpanId()).isEqualTo(run.getSpanId()));
        SpanData tool = traces.span("execute_tool weather");
        assertThat(tool.getParentSpanId()).isEqualTo(run.getSpanId());
        assertThat(traces.parent(traces.span("query"))).isEqualTo("execute_tool weather");
        assertThat(tool.getAttributes().asMap())
                .containsEntry(Names.OPERATION, "execute_tool")
                .containsEntry(Names.TOOL, "weather")
                .containsEntry(Names.AGENT, "weather")
                .doesNotContainKey(Names.TOOL_ARGUMENTS);
        assertThat(tool.getAttributes().get(Names.TOOL_CALL)).startsWith("toolu_");
    }

    @Test
    void run_tellsWhatItUsedAndHowItEnded_andIsMeasured() {
        fake.replyToolUse("weather", JsonObject.of("city", "Rome"));
        fake.reply("Sunny");
        ToolFunction weather = Tools.function("weather", "The weather.", Place.class, in -> "sun");
        long input;
        try (Claude claude = client()) {
            var end = runner(claude, weather).run(QUESTION);
            input = end.usage().inputTokens();
            fake.reply("Goodbye");
            runner(claude, weather).run(end.say("Bye"));
        }

        assertThat(traces.span("invoke_agent weather").getAttributes().asMap())
                .containsEntry(Names.OPERATION, "invoke_agent")
                .containsEntry(Names.REQUEST_MODEL, "claude-opus-5-5")
                .containsEntry(Names.INPUT_TOKENS, input)
                .containsEntry(Names.OUTCOME, "done")
                .containsEntry(Names.TURNS, 2L);
        long chats = traces.all().stream()
                .filter(span -> span.getName().startsWith("chat"))
                .mapToLong(span -> span.getAttributes().get(Names.INPUT_TOKENS))
                .sum();
        long runs = traces.all().stream()
                .filter(span -> span.getName().startsWith("invoke_agent"))
                .mapToLong(span -> span.getAttributes().get(Names.INPUT_TOKENS))
                .sum();
        assertThat(runs).isEqualTo(chats);
        assertThat(traces.histogram("gen_ai.invoke_agent.duration").get(0).getCount())
                .isEqualTo(2);
        assertThat(traces.histogram("gen_ai.invoke_agent.inference_calls")
                        .get(0)
                        .getSum())
                .isEqualTo(3);
        assertThat(traces.histogram("gen_ai.invoke_agent.tool_calls").get(0).getSum())
                .isEqualTo(1);
        assertThat(traces.histogram("gen_ai.execute_tool.duration").get(0).getCount())
                .isEqualTo(1);
    }

    @Test
    void aToolThatFails_isAFailedSpan_andTheRunGoesOn() {
        fake.replyToolUse("weather", JsonObject.of("city", "Rome"));
        fake.replyToolUse("weather", JsonObject.of("city", "Bonn"));
        fake.reply("No idea");
        ToolFunction weather = Tools.function("weather", "The weather.", Place.class, in -> {
            if (in.city().equals("Bonn")) {
                return ToolOutput.error("no secret satellite");
            }
            throw new ToolException("no secret satellite");
        });
        try (Claude claude = client()) {
            assertThat(runner(claude, weather).run(QUESTION).text()).isEqualTo("No idea");
        }

        assertThat(traces.all().stream().filter(span -> span.getName().equals("execute_tool weather")))
                .allSatisfy(span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR))
                .extracting(span -> span.getAttributes().get(Names.ERROR_TYPE))
                .containsExactly(ToolException.class.getName(), "tool_error");
        assertThat(traces.span("invoke_agent weather").getStatus().getStatusCode())
                .isEqualTo(StatusCode.UNSET);
        assertThat(traces.all().toString()).doesNotContain("secret");
    }

    @Test
    void aToolWhoseResultComesLater_isOverWhenThatIsThere() {
        fake.replyToolUse("weather", JsonObject.of("city", "Rome"));
        fake.reply("Sunny");
        CompletableFuture<String> later = new CompletableFuture<>();
        ToolFunction weather = Tools.function("weather", "The weather.", Place.class, in -> {
            assertThat(traces.all()).noneMatch(span -> span.getName().startsWith("execute_tool"));
            CompletableFuture.runAsync(() -> {
                traces.tracer.spanBuilder("late").startSpan().end();
                later.complete("sun");
            });
            return later;
        });
        try (Claude claude = client()) {
            runner(claude, weather).run(QUESTION);
        }

        assertThat(traces.span("execute_tool weather").getEndEpochNanos())
                .isGreaterThanOrEqualTo(traces.span("late").getEndEpochNanos());
    }

    @Test
    void aRunThatFails_isAFailedSpan() {
        fake.fail(400);
        try (Claude claude = client()) {
            assertThat(catchThrowable(() -> runner(claude).run(QUESTION))).isInstanceOf(BadRequestException.class);
        }

        assertThat(traces.span("invoke_agent weather").getAttributes().get(Names.ERROR_TYPE))
                .isEqualTo("invalid_request_error");
        assertThat(traces.histogram("gen_ai.invoke_agent.duration")
                        .get(0)
                        .getAttributes()
                        .get(Names.ERROR_TYPE))
                .isEqualTo("invalid_request_error");
    }

    @Test
    void aRunInsideATool_isBelowTheTool_andCountsItsOwnCalls() {
        fake.replyToolUse("research", JsonObject.of("prompt", "Find out"));
        fake.reply("Found");
        fake.reply("Done");
        try (Claude claude = client()) {
            ToolFunction research = claude.runner(telemetry.runs("research"))
                    .asTool(
                            "research",
                            "Finds out.",
                            m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(64));
            assertThat(runner(claude, research).run(QUESTION).text()).isEqualTo("Done");
        }

        SpanData inner = traces.span("invoke_agent research");
        assertThat(traces.parent(inner)).isEqualTo("execute_tool research");
        assertThat(traces.histogram("gen_ai.invoke_agent.inference_calls"))
                .extracting(point -> point.getAttributes().get(Names.AGENT), point -> point.getSum())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("weather", 2.0),
                        org.assertj.core.groups.Tuple.tuple("research", 1.0));
    }
}
