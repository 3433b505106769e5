package io.github.claude4j.client;

import io.github.claude4j.Download;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.JsonSource;
import io.github.claude4j.http.Operation;
import io.github.claude4j.internal.failover.Kept;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks several clients the same, one after another, until one has answered. Only messages and the counting of their tokens go
 * round; what is kept somewhere stays in one place, and so do messages that name it.
 */
final class FailoverCaller extends Caller {
    private static final Operation UPLOAD =
            Operation.of("files.upload", "POST", "/v1/files").build();

    private final List<Target> targets;
    private final Order order;
    private final Kept kept;

    FailoverCaller(List<Target> targets, Order order) {
        this(targets, order, new Kept(), false);
    }

    private FailoverCaller(List<Target> targets, Order order, Kept kept, boolean lazy) {
        super(targets.get(0).caller(), lazy);
        this.targets = targets;
        this.order = order;
        this.kept = kept;
    }

    private FailoverCaller each(Function<Caller, Caller> change, boolean lazy) {
        List<Target> changed =
                targets.stream().map(target -> target.with(change)).toList();
        return new FailoverCaller(changed, order, kept, lazy);
    }

    @Override
    public Caller with(Function<Caller, ? extends CallOptions<?>> options) {
        return each(
                caller -> caller.with(own -> {
                    CallOptions<?> set = options.apply(own);
                    if (set.draft.credentialsSet || set.draft.baseUrlSet) {
                        throw new InvalidParamsException(
                                (set.draft.baseUrlSet ? "baseUrl" : set.draft.credentialsOption)
                                        + ": expected none for a client of several targets, each of which has its own; found one");
                    }
                    return set;
                }),
                isLazy());
    }

    @Override
    public Caller withBetas(Collection<String> betas) {
        return each(caller -> caller.withBetas(betas), isLazy());
    }

    @Override
    public Caller lazy() {
        return each(caller -> caller, true);
    }

    @Override
    Collection<CallListener> listeners() {
        Set<CallListener> all = new LinkedHashSet<>();
        for (Target target : targets) {
            all.addAll(target.caller().listeners());
        }
        return all;
    }

    @Override
    <R> R answer(Ask ask, Function<Answer, R> read) {
        Course course = course(ask);
        for (Target target = course.next(); target != null; target = course.next()) {
            try {
                R answer = target.caller().answer(course.of(target), read);
                target.health().succeeded();
                return answer;
            } catch (RuntimeException e) {
                course.failed(target, e);
            }
        }
        throw course.failure();
    }

    @Override
    JsonSource events(Ask ask, boolean later) {
        FailoverStream stream = new FailoverStream(course(ask));
        return later ? stream : stream.open();
    }

    @Override
    JsonSource lines(Ask ask, boolean later) {
        return home(ask.operation()).caller().lines(ask, later);
    }

    @Override
    Download download(Ask ask) {
        return home(ask.operation()).caller().download(ask);
    }

    private Course course(Ask ask) {
        return new Course(ask, candidates(ask), kept);
    }

    private List<Target> candidates(Ask ask) {
        Operation operation = ask.operation();
        String route = operation.route();
        boolean goesRound = route.equals("/v1/messages") || route.equals("/v1/messages/count_tokens");
        if (!goesRound) {
            return List.of(home(operation));
        }
        Set<String> ids = Kept.ids(ask.params());
        if (!ids.isEmpty()) {
            return List.of(named(kept.place(ids)));
        }
        List<Target> able = order.of(targets).stream()
                .filter(target -> target.isThere(operation))
                .toList();
        return able.isEmpty() ? List.of(home(operation)) : able;
    }

    /** Where something is kept; where files are uploaded for what nobody has heard of. */
    private Target named(@Nullable Object place) {
        for (Target target : targets) {
            if (target.name().equals(place)) {
                return target;
            }
        }
        return home(UPLOAD);
    }

    /** The first that has it at all; where none has, or all are closed, the first says so. */
    private Target home(Operation operation) {
        for (Target target : targets) {
            if (target.isThere(operation)) {
                return target;
            }
        }
        return targets.get(0);
    }

    @Override
    boolean isClosed() {
        return targets.stream().allMatch(target -> target.caller().isClosed());
    }
}
