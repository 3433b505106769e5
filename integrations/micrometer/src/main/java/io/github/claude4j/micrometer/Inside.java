package io.github.claude4j.micrometer;

import io.micrometer.observation.Observation;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Does things inside an observation, which is not to blame for what they throw: Micrometer's own way would mark it as failed. */
final class Inside {
    private Inside() {}

    static <T extends @Nullable Object> T call(Observation observation, Callable<T> work) throws Exception {
        Observation.Scope scope = observation.openScope();
        try {
            return work.call();
        } finally {
            scope.close();
        }
    }

    static <T> T get(Observation observation, Supplier<T> work) {
        Observation.Scope scope = observation.openScope();
        try {
            return work.get();
        } finally {
            scope.close();
        }
    }
}
