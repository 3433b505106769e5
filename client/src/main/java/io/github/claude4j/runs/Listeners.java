package io.github.claude4j.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The listeners of one run. */
final class Listeners {
    private static final System.Logger LOGGER = System.getLogger("io.github.claude4j");

    private final List<RunListener> all = new ArrayList<>();

    Listeners(RunnerOptions options) {
        options.listeners.forEach(listener -> all.add(listener.get()));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Tells each; what one throws changes nothing. */
    void tell(Consumer<RunListener> what) {
        for (RunListener listener : all) {
            try {
                what.accept(listener);
            } catch (RuntimeException e) {
                LOGGER.log(System.Logger.Level.WARNING, "a listener of a run failed", e);
            }
        }
    }

    /** Does a part of the run inside what they bring along; the first is the outermost. */
    <T extends @Nullable Object> T inside(Callable<T> work) throws Exception {
        Callable<T> inside = work;
        for (int i = all.size() - 1; i >= 0; i--) {
            inside = all.get(i).inside(inside);
        }
        return inside.call();
    }
}
