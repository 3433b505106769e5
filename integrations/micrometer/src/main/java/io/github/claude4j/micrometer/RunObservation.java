package io.github.claude4j.micrometer;

import io.github.claude4j.runs.Conversation;
import io.github.claude4j.runs.RunListener;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Observes one run; what the run does happens inside it, on whatever thread. */
final class RunObservation implements RunListener {
    private final Observation observation;

    /** Made on the thread that asks for the run: the parent is what is observed there. */
    RunObservation(ObservationRegistry registry, String name) {
        observation = Observation.createNotStarted("gen_ai.invoke_agent", registry)
                .contextualName("invoke_agent " + name)
                .lowCardinalityKeyValue("gen_ai.operation.name", "invoke_agent")
                .lowCardinalityKeyValue("gen_ai.agent.name", name);
        Observation parent = registry.getCurrentObservation();
        if (parent != null) {
            observation.parentObservation(parent);
        }
    }

    @Override
    public void onStart(Conversation conversation) {
        observation.start();
    }

    @Override
    public <T extends @Nullable Object> Callable<T> inside(Callable<T> work) {
        return () -> Inside.call(observation, work);
    }

    @Override
    public void onEnd(Conversation conversation, @Nullable Throwable failure) {
        String outcome = conversation.outcome().name().toLowerCase(Locale.ROOT);
        observation.highCardinalityKeyValue("claude4j.run.outcome", outcome);
        observation.highCardinalityKeyValue("claude4j.run.turns", String.valueOf(conversation.turns()));
        if (failure != null) {
            observation.error(failure);
        }
        observation.stop();
    }
}
