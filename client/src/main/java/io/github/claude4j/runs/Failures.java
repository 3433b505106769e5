package io.github.claude4j.runs;

import io.github.claude4j.tools.ToolCall;
import io.github.claude4j.tools.ToolException;
import io.github.claude4j.tools.ToolOutput;
import io.github.claude4j.types.MisfitException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What the model is told of code that failed: what is meant for it, and no more. */
final class Failures {
    private static final System.Logger LOGGER = System.getLogger("io.github.claude4j");

    private Failures() {}

    /** The output of a call that has ended. */
    static ToolOutput output(CallRuns.Note note, RunnerOptions options) {
        ToolOutput output = note.output();
        return output != null
                ? output
                : failed(note.work().call(), note.failure(), options).atMost(options.maxResult);
    }

    private static ToolOutput failed(ToolCall call, @Nullable Throwable failure, RunnerOptions options) {
        if (failure instanceof ToolException told) {
            return told.output();
        }
        if (failure instanceof MisfitException misfit) {
            return misfit(misfit, options);
        }
        if (options.showErrors && failure != null && failure.getMessage() != null) {
            return ToolOutput.error("Error: " + failure.getMessage());
        }
        String reference = Integer.toHexString(ThreadLocalRandom.current().nextInt());
        LOGGER.log(System.Logger.Level.WARNING, "the tool " + call.name() + " failed, reference " + reference, failure);
        return ToolOutput.error("Error: the tool failed (reference " + reference + ")");
    }

    static ToolOutput misfit(MisfitException misfit, RunnerOptions options) {
        return ToolOutput.error("Error: the input does not fit: " + misfit.getMessage())
                .atMost(options.maxResult);
    }

    /** The same failure where that may be thrown, else one around it. */
    static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked
                ? unchecked
                : new ToolException(String.valueOf(failure.getMessage()), failure);
    }
}
