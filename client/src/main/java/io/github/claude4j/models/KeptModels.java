package io.github.claude4j.models;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The models that were asked for, and when. */
final class KeptModels {
    private final Clock clock;
    /** Not a monitor: a virtual thread would hold its carrier while it asks. */
    private final ReentrantLock lock = new ReentrantLock();

    private Optional<List<ModelInfo>> list = Optional.empty();
    /** By an alias, or by the id of a model that is not listed. */
    private final Map<String, ModelInfo> others = new LinkedHashMap<>();

    private Instant since = Instant.MIN;

    KeptModels() {
        this(Clock.systemUTC());
    }

    KeptModels(Clock clock) {
        this.clock = clock;
    }

    List<ModelInfo> list(Duration age, Supplier<Stream<ModelInfo>> ask) {
        lock.lock();
        try {
            forgetIfOlder(age);
            if (list.isEmpty()) {
                list = Optional.of(ask.get().toList());
            }
            return list.get();
        } finally {
            lock.unlock();
        }
    }

    ModelInfo get(Duration age, String id, Supplier<Stream<ModelInfo>> ask, Supplier<ModelInfo> askForOne) {
        lock.lock();
        try {
            Optional<ModelInfo> listed = list(age, ask).stream()
                    .filter(model -> model.id().equals(id))
                    .findFirst();
            if (listed.isPresent()) {
                return listed.get();
            }
            ModelInfo known = others.get(id);
            if (known == null) {
                known = askForOne.get();
                others.put(id, known);
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            list = Optional.empty();
            others.clear();
        } finally {
            lock.unlock();
        }
    }

    private void forgetIfOlder(Duration age) {
        Instant now = clock.instant();
        if (list.isEmpty() || Duration.between(since, now).compareTo(age) >= 0) {
            list = Optional.empty();
            others.clear();
            since = now;
        }
    }
}
