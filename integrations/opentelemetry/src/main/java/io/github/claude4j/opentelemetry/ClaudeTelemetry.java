package io.github.claude4j.opentelemetry;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.runs.RunnerOptions;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Shows calls, runs and tools in traces and metrics, by the GenAI conventions of OpenTelemetry. Immutable: its options give another
 * one. One serves a whole application.
 *
 * <pre>{@code
 * ClaudeTelemetry telemetry = ClaudeTelemetry.of(openTelemetry);
 * Claude claude = Claude.builder().fromEnv().listener(telemetry.calls()).build();
 * Runner runner = claude.runner(r -> r.tools(weather)).with(telemetry.runs("weather"));
 * }</pre>
 *
 * <p>Nothing of what is said is written unless {@link #captureContent()} asks for it.
 */
public final class ClaudeTelemetry {
    private static final int MOST_CONTENT = 100_000;
    private static final ContextKey<String> CONVERSATION = ContextKey.named("claude4j conversation");

    private final OpenTelemetry openTelemetry;
    private final Options options;

    /** What can be set. */
    private record Options(
            boolean propagation,
            boolean olderMetrics,
            @Nullable UnaryOperator<String> redaction,
            int maxContent) {}

    private ClaudeTelemetry(OpenTelemetry openTelemetry, Options options) {
        this.openTelemetry = openTelemetry;
        this.options = options;
    }

    /** Writes to this OpenTelemetry. With {@link OpenTelemetry#noop()} nothing is done at all. */
    public static ClaudeTelemetry of(OpenTelemetry openTelemetry) {
        Objects.requireNonNull(openTelemetry, "openTelemetry");
        return new ClaudeTelemetry(openTelemetry, new Options(true, false, null, MOST_CONTENT));
    }

    /**
     * Writes to the OpenTelemetry that is registered for the whole process now, by an agent, say; to none where nothing is.
     * Nothing is registered by asking.
     */
    public static ClaudeTelemetry global() {
        return of(GlobalOpenTelemetry.getOrNoop());
    }

    /**
     * Writes what was said, too: system prompt, messages, tools, what these were called with and gave. Images and files are named,
     * not written. All of it leaves the process to wherever spans go.
     */
    public ClaudeTelemetry captureContent() {
        return captureContent(text -> text);
    }

    /**
     * Writes what was said, too, each text of it as this makes it: to leave out names or numbers.
     *
     * @param redaction is given every text, inside arguments and results of tools too, on the thread of the call; where it throws,
     *     nothing of the message is written
     */
    public ClaudeTelemetry captureContent(UnaryOperator<String> redaction) {
        Objects.requireNonNull(redaction, "redaction");
        return new ClaudeTelemetry(
                openTelemetry, new Options(options.propagation, options.olderMetrics, redaction, options.maxContent));
    }

    /** How much text of what was said goes into one attribute, the newest first; 100,000 characters where nothing is said. */
    public ClaudeTelemetry maxContent(int characters) {
        if (characters < 1) {
            throw new InvalidParamsException("maxContent: expected 1 or more, found " + characters);
        }
        return new ClaudeTelemetry(
                openTelemetry, new Options(options.propagation, options.olderMetrics, options.redaction, characters));
    }

    /**
     * Sends no headers that tell the place of a call in its trace. Otherwise those of OpenTelemetry's propagators are sent, but
     * never baggage, which may name anybody.
     */
    public ClaudeTelemetry withoutPropagation() {
        return new ClaudeTelemetry(
                openTelemetry, new Options(false, options.olderMetrics, options.redaction, options.maxContent));
    }

    /**
     * Metrics of calls under the names of before the conventions' first release, which most dashboards know:
     * {@code gen_ai.client.operation.duration} and {@code gen_ai.client.token.usage}.
     */
    public ClaudeTelemetry olderMetrics() {
        return new ClaudeTelemetry(
                openTelemetry, new Options(options.propagation, true, options.redaction, options.maxContent));
    }

    /** For a client: {@code Claude.builder().listener(telemetry.calls())}. One span a call, over all its attempts. */
    public CallListener calls() {
        if (isOff()) {
            return new CallListener() {};
        }
        TextMapPropagator propagator = openTelemetry.getPropagators().getTextMapPropagator();
        return new CallSpans(
                tracer(), metrics(), content(), options.propagation ? propagator : TextMapPropagator.noop());
    }

    /** For a runner: {@code runner.with(telemetry.runs())}. A span a run, with those of its calls and tools below it. */
    public Consumer<RunnerOptions> runs() {
        return runs("");
    }

    /**
     * For a runner, with a name for what it does, which tells its runs from those of others.
     *
     * @param name such as {@code support}: of few, since metrics are counted by it
     */
    public Consumer<RunnerOptions> runs(String name) {
        Objects.requireNonNull(name, "name");
        if (isOff()) {
            return runner -> {};
        }
        Tracer tracer = tracer();
        Metrics metrics = metrics();
        ToolSpans tools = new ToolSpans(tracer, metrics, content());
        return runner ->
                runner.listener(() -> new RunSpan(tracer, metrics, name)).around(tools);
    }

    /**
     * The current context with the name of a conversation, for the spans of what is done inside it:
     * {@code try (Scope scope = ClaudeTelemetry.conversation(id).makeCurrent()) { … }}.
     */
    public static Context conversation(String id) {
        return Context.current().with(CONVERSATION, Objects.requireNonNull(id, "id"));
    }

    static @Nullable String conversation(Context context) {
        return context.get(CONVERSATION);
    }

    private boolean isOff() {
        return openTelemetry.equals(OpenTelemetry.noop());
    }

    private Tracer tracer() {
        return openTelemetry.getTracer(Names.SCOPE);
    }

    private Metrics metrics() {
        return new Metrics(openTelemetry.getMeter(Names.SCOPE), options.olderMetrics);
    }

    private @Nullable Content content() {
        UnaryOperator<String> redaction = options.redaction;
        return redaction == null ? null : new Content(redaction, options.maxContent);
    }
}
