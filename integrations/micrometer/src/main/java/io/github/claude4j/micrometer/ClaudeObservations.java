package io.github.claude4j.micrometer;

import io.github.claude4j.http.CallListener;
import io.github.claude4j.runs.RunnerOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Shows calls, runs and tools as observations of Micrometer, under the names and keys that Spring AI uses, so that its dashboards
 * fit. Immutable; one serves a whole application.
 *
 * <pre>{@code
 * ClaudeObservations observations = ClaudeObservations.of(observationRegistry, meterRegistry);
 * Claude claude = Claude.builder().fromEnv().listener(observations.calls()).build();
 * Runner runner = claude.runner(r -> r.tools(weather)).with(observations.runs("weather"));
 * }</pre>
 *
 * <p>Nothing of what is said is part of an observation. A {@code GlobalObservationConvention} of {@link CallContext} changes names
 * and keys.
 */
public final class ClaudeObservations {
    private final ObservationRegistry registry;
    private final @Nullable CallMeters meters;

    private ClaudeObservations(ObservationRegistry registry, @Nullable CallMeters meters) {
        this.registry = registry;
        this.meters = meters;
    }

    /** Observes with this registry, whose handlers make timers and spans of it. Nothing is done where it has none. */
    public static ClaudeObservations of(ObservationRegistry registry) {
        return new ClaudeObservations(Objects.requireNonNull(registry, "registry"), null);
    }

    /** The same, which also counts tokens, and how long streams take to begin, in these meters. */
    public static ClaudeObservations of(ObservationRegistry registry, MeterRegistry meters) {
        return new ClaudeObservations(
                Objects.requireNonNull(registry, "registry"), new CallMeters(Objects.requireNonNull(meters, "meters")));
    }

    /**
     * For a client: {@code Claude.builder().listener(observations.calls())}. A call to the model is a
     * {@code gen_ai.client.operation}, any other a {@code claude4j.call}.
     */
    public CallListener calls() {
        return registry.isNoop() ? new CallListener() {} : new CallObservations(registry, meters);
    }

    /** For a runner: {@code runner.with(observations.runs())}. */
    public Consumer<RunnerOptions> runs() {
        return runs("none");
    }

    /**
     * For a runner, with a name that tells its runs from others. A run is a {@code gen_ai.invoke_agent}, a tool a
     * {@code spring.ai.tool}.
     *
     * @param name such as {@code support}: of few, since timers are kept by it
     */
    public Consumer<RunnerOptions> runs(String name) {
        Objects.requireNonNull(name, "name");
        return registry.isNoop()
                ? runner -> {}
                : runner -> runner.listener(() -> new RunObservation(registry, name))
                        .around(new ToolObservations(registry));
    }
}
