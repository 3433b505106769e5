package io.github.claude4j.checks.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.Model;
import io.github.claude4j.runs.Conversation;
import io.github.claude4j.runs.RunListener;
import io.github.claude4j.runs.RunStream;
import io.github.claude4j.runs.Runner;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.tools.ToolCall;
import io.github.claude4j.tools.ToolException;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.ToolInterceptor;
import io.github.claude4j.tools.Tools;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans of runs and their tools can be written by what the library lets everybody do. */
@Timeout(120)
@SuppressWarnings("try") // a scope is there to be closed
class RunTelemetryTest {
    private static final Consumer<MessageCreateParams.Builder> QUESTION =
            m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(64).addUserMessage("Weather?");

    record Place(String city) {}

    private final FakeClaude fake = FakeClaude.start();
    private final List<SpanData> ended = new CopyOnWriteArrayList<>();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new Exporter()))
            .build();
    private final Tracer tracer = provider.get("test");

    @AfterEach
    void close() {
        provider.close();
        fake.close();
    }

    /** A span for a run; what the run does happens inside it. */
    private final class RunSpan implements RunListener {
        private Span span = Span.getInvalid();

        @Override
        public void onStart(Conversation conversation) {
            span = tracer.spanBuilder("invoke_agent").startSpan();
        }

        @Override
        public <T extends @Nullable Object> Callable<T> inside(Callable<T> work) {
            return Context.current().with(span).wrap(work);
        }

        @Override
        public void onEnd(Conversation conversation, @Nullable Throwable failure) {
            span.setAttribute("turns", conversation.turns());
            span.end();
        }
    }

    /** A span for each call. */
    private final class ToolSpan implements ToolInterceptor {
        @Override
        public @Nullable Object run(ToolCall call, Next next) throws Exception {
            Span span = tracer.spanBuilder("execute_tool " + call.name()).startSpan();
            try (Scope scope = span.makeCurrent()) {
                return next.run();
            } catch (Exception e) {
                span.setStatus(StatusCode.ERROR);
                throw e;
            } finally {
                span.end();
            }
        }
    }

    private Runner runner(Claude claude, ToolFunction... tools) {
        return claude.with(o -> o.listener(new Tracing(tracer)))
                .runner(r -> r.tools(tools).listener(RunSpan::new).around(new ToolSpan()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void calls_andTools_areChildrenOfTheRun_onWhateverThread(boolean streamed) {
        fake.replyToolUse("weather", JsonObject.of("city", "Rome"));
        fake.reply("Sunny");
        ToolFunction weather = Tools.function("weather", "The weather.", Place.class, in -> {
            tracer.spanBuilder("query").startSpan().end();
            return "sun";
        });
        try (Claude claude = fake.client()) {
            Span caller = tracer.spanBuilder("caller").startSpan();
            try (Scope scope = caller.makeCurrent()) {
                if (streamed) {
                    try (RunStream events = runner(claude, weather).stream(QUESTION)) {
                        assertThat(events.end().text()).isEqualTo("Sunny");
                    }
                } else {
                    assertThat(runner(claude, weather).run(QUESTION).text()).isEqualTo("Sunny");
                }
            }
            caller.end();
        }

        assertThat(parent("invoke_agent")).isEqualTo("caller");
        assertThat(ended.stream().filter(span -> span.getName().startsWith("chat")))
                .hasSize(2)
                .allSatisfy(span -> assertThat(parent(span)).isEqualTo("invoke_agent"));
        assertThat(parent("execute_tool weather")).isEqualTo("invoke_agent");
        assertThat(parent("query")).isEqualTo("execute_tool weather");
    }

    @Test
    void aToolThatFails_isAFailedSpan_andTheRunGoesOn() {
        fake.replyToolUse("weather", JsonObject.of("city", "Rome"));
        fake.reply("No idea");
        ToolFunction weather = Tools.function("weather", "The weather.", Place.class, in -> {
            throw new ToolException("no satellite");
        });
        try (Claude claude = fake.client()) {
            assertThat(runner(claude, weather).run(QUESTION).text()).isEqualTo("No idea");
        }

        assertThat(named("execute_tool weather").getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(named("invoke_agent").getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    private SpanData named(String name) {
        return ended.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String parent(String name) {
        return parent(named(name));
    }

    private String parent(SpanData child) {
        return ended.stream()
                .filter(span -> span.getSpanId().equals(child.getParentSpanId()))
                .map(SpanData::getName)
                .findFirst()
                .orElse("none");
    }

    private final class Exporter implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            ended.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
