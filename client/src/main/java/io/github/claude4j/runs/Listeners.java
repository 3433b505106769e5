package io.github.claude4j.runs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The listeners of one run. What they throw never ends it; of each it is told once. */
final class Listeners {
    private static final System.Logger LOGGER = System.getLogger("io.github.claude4j");

    private final List<RunListener> all = new ArrayList<>();

    /** Those that have thrown. */
    private final Set<RunListener> failed = Collections.newSetFromMap(new IdentityHashMap<>());

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
            } catch (RuntimeException | LinkageError | AssertionError e) {
                failed(listener, e);
            }
        }
    }

    private void failed(RunListener listener, Throwable failure) {
        boolean first;
        synchronized (failed) {
            first = failed.add(listener);
        }
        if (first) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "a listener of a run failed; what else it throws is not told",
                    failure);
        }
    }

    /** Does a part of the run inside what they bring along; the first is the outermost. */
    <T extends @Nullable Object> T inside(Callable<T> work) throws Exception {
        Callable<T> inside = work;
        for (int i = all.size() - 1; i >= 0; i--) {
            inside = new Inside<>(all.get(i), inside);
        }
        return inside.call();
    }

    /** Work inside what one listener brings along: done once, whatever the listener does, and its outcome is the work's own. */
    private final class Inside<T extends @Nullable Object> implements Callable<T> {
        private final RunListener listener;
        private final Callable<T> work;
        private boolean done;
        private @Nullable T result;
        private @Nullable Throwable failure;

        Inside(RunListener listener, Callable<T> work) {
            this.listener = listener;
            this.work = work;
        }

        @Override
        @SuppressWarnings({"NullAway", "ReferenceEquality"}) // the result is null where the work gave null
        public T call() throws Exception {
            try {
                listener.inside(this::once).call();
            } catch (Exception | LinkageError | AssertionError e) {
                if (e != failure) {
                    failed(listener, e);
                }
            }
            if (!done) {
                once();
            }
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure != null) {
                throw (Exception) failure;
            }
            return result;
        }

        @SuppressWarnings("NullAway") // the result is null where the work gave null
        private T once() throws Exception {
            if (done) {
                return result;
            }
            done = true;
            try {
                result = work.call();
                return result;
            } catch (Exception | Error e) {
                failure = e;
                throw e;
            }
        }
    }
}
