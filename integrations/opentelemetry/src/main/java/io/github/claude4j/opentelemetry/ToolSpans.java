package io.github.claude4j.opentelemetry;

import io.github.claude4j.tools.ToolCall;
import io.github.claude4j.tools.ToolInterceptor;
import io.github.claude4j.tools.ToolOutput;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Makes a span around the code of each tool, until its result is there. */
final class ToolSpans implements ToolInterceptor {
    private final Tracer tracer;
    private final Metrics metrics;
    private final @Nullable Content content;

    ToolSpans(Tracer tracer, Metrics metrics, @Nullable Content content) {
        this.tracer = tracer;
        this.metrics = metrics;
        this.content = content;
    }

    @Override
    public @Nullable Object run(ToolCall call, Next next) throws Exception {
        Context parent = Context.current();
        Running running = new Running(call, parent);
        Object output;
        try {
            output = RunSpan.without(running.context).wrap(next::run).call();
        } catch (Throwable e) {
            running.end(null, e);
            throw e;
        }
        if (output instanceof CompletionStage<?> later) {
            later.whenComplete(running::end);
        } else {
            running.end(output, null);
        }
        return output;
    }

    private final class Running {
        private final long begun = System.nanoTime();
        private final Attributes attributes;
        private final Span span;
        private final Context context;

        Running(ToolCall call, Context parent) {
            String agent = RunSpan.called(parent);
            AttributesBuilder measured =
                    Attributes.builder().put(Names.TOOL, call.name()).put(Names.TOOL_TYPE, "function");
            if (!agent.isEmpty()) {
                measured.put(Names.AGENT, agent);
            }
            attributes = measured.build();
            span = tracer.spanBuilder(Names.EXECUTE_TOOL + " " + call.name())
                    .setSpanKind(SpanKind.INTERNAL)
                    .setParent(parent)
                    .setAttribute(Names.OPERATION, Names.EXECUTE_TOOL)
                    .setAllAttributes(attributes)
                    .setAttribute(Names.TOOL_CALL, call.id())
                    .startSpan();
            context = parent.with(span);
            if (content != null && span.isRecording()) {
                content.arguments(span, call.input());
            }
        }

        /** Of output that says that the tool failed, the model is told as it is of an exception. */
        void end(@Nullable Object output, @Nullable Throwable failure) {
            boolean error = output instanceof ToolOutput told && told.isError();
            String type = error ? "tool_error" : Failure.type(failure);
            if (content != null && output != null && span.isRecording()) {
                content.result(span, output);
            }
            Failure.describe(span, type);
            metrics.tool((System.nanoTime() - begun) / 1e9, attributes, type, context);
            span.end();
        }
    }
}
