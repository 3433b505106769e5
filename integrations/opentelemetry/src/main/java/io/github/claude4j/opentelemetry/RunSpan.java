package io.github.claude4j.opentelemetry;

import io.github.claude4j.runs.Conversation;
import io.github.claude4j.runs.RunListener;
import io.github.claude4j.runs.Step;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The span of one run. What the run does happens inside it, on whatever thread. */
final class RunSpan implements RunListener {
    /** Whose model is asked and whose tools are called; nobody's inside a tool. */
    private static final ContextKey<Optional<RunSpan>> RUN = ContextKey.named("claude4j run");

    private final Tracer tracer;
    private final Metrics metrics;
    private final String name;

    /** That of whoever asked for the run; its first step may be done on another thread. */
    private final Context parent = Context.current();

    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong called = new AtomicLong();
    private Span span = Span.getInvalid();
    private Context context = parent;
    private long begun;
    private Tokens before = Tokens.of(null);
    private Attributes attributes = Attributes.empty();

    RunSpan(Tracer tracer, Metrics metrics, String name) {
        this.tracer = tracer;
        this.metrics = metrics;
        this.name = name;
    }

    /** A run has its model asked. */
    static void asked(Context context) {
        RunSpan run = of(context);
        if (run != null) {
            run.asked.incrementAndGet();
        }
    }

    /** A run has a tool called; gives the run's name, empty where it has none. */
    static String called(Context context) {
        RunSpan run = of(context);
        if (run == null) {
            return "";
        }
        run.called.incrementAndGet();
        return run.name;
    }

    private static @Nullable RunSpan of(Context context) {
        Optional<RunSpan> run = context.get(RUN);
        return run == null ? null : run.orElse(null);
    }

    /** What a tool does is not the run's own doing. */
    static Context without(Context context) {
        return context.with(RUN, Optional.empty());
    }

    @Override
    public void onStart(Conversation conversation) {
        begun = System.nanoTime();
        AttributesBuilder measured = Attributes.builder();
        if (!name.isEmpty()) {
            measured.put(Names.AGENT, name);
        }
        if (conversation.next() instanceof Step.Ask ask) {
            measured.put(Names.REQUEST_MODEL, ask.params().model());
        }
        attributes = measured.build();
        SpanBuilder builder = tracer.spanBuilder(name.isEmpty() ? Names.INVOKE_AGENT : Names.INVOKE_AGENT + " " + name)
                .setSpanKind(SpanKind.INTERNAL)
                .setParent(parent)
                .setAttribute(Names.OPERATION, Names.INVOKE_AGENT)
                .setAllAttributes(attributes);
        String id = ClaudeTelemetry.conversation(parent);
        span = (id == null ? builder : builder.setAttribute(Names.CONVERSATION, id)).startSpan();
        context = parent.with(span).with(RUN, Optional.of(this));
        before = Tokens.of(conversation.usage().json());
    }

    @Override
    public <T extends @Nullable Object> Callable<T> inside(Callable<T> work) {
        return context.wrap(work);
    }

    @Override
    public void onEnd(Conversation conversation, @Nullable Throwable failure) {
        String error = Failure.type(failure);
        if (span.isRecording()) {
            Tokens.of(conversation.usage().json()).since(before).describe(span);
            conversation
                    .message()
                    .flatMap(message -> message.stopReason())
                    .ifPresent(reason -> span.setAttribute(Names.FINISH_REASONS, List.of(reason.value())));
            span.setAttribute(Names.TURNS, (long) conversation.turns());
            span.setAttribute(Names.OUTCOME, conversation.outcome().name().toLowerCase(Locale.ROOT));
            Failure.describe(span, error);
        }
        metrics.run((System.nanoTime() - begun) / 1e9, asked.get(), called.get(), attributes, error, context);
        span.end();
    }
}
