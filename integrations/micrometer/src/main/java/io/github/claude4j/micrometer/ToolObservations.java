package io.github.claude4j.micrometer;

import io.github.claude4j.tools.ToolCall;
import io.github.claude4j.tools.ToolException;
import io.github.claude4j.tools.ToolInterceptor;
import io.github.claude4j.tools.ToolOutput;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Observes the code of each tool, until its result is there; by Spring AI's name and keys. */
final class ToolObservations implements ToolInterceptor {
    private final ObservationRegistry registry;

    ToolObservations(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public @Nullable Object run(ToolCall call, Next next) throws Exception {
        Observation observation = Observation.createNotStarted("spring.ai.tool", registry)
                .contextualName("tool_call " + call.name())
                .lowCardinalityKeyValue("gen_ai.operation.name", "execute_tool")
                .lowCardinalityKeyValue("gen_ai.system", "claude4j")
                .lowCardinalityKeyValue("spring.ai.kind", "tool_call")
                .lowCardinalityKeyValue("spring.ai.tool.definition.name", call.name())
                .highCardinalityKeyValue("gen_ai.tool.call.id", call.id())
                .start();
        Object output;
        try {
            output = Inside.<@Nullable Object>call(observation, next::run);
        } catch (Throwable e) {
            end(observation, null, e);
            throw e;
        }
        if (output instanceof CompletionStage<?> later) {
            later.whenComplete((value, failure) -> end(observation, value, failure));
        } else {
            end(observation, output, null);
        }
        return output;
    }

    private static void end(Observation observation, @Nullable Object output, @Nullable Throwable failure) {
        if (failure != null) {
            observation.error(failure);
        } else if (output instanceof ToolOutput told && told.isError()) {
            observation.error(new ToolException("the tool says that it failed"));
        }
        observation.stop();
    }
}
