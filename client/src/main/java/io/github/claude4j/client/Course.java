package io.github.claude4j.client;

import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.MissingCredentialsException;
import io.github.claude4j.http.ResponseInfo.Tried;
import io.github.claude4j.internal.failover.Kept;
import io.github.claude4j.json.JsonObject;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call on its way along the targets: which is next, and whether there is to be a next one. Used by one thread at a time. */
final class Course {
    /** Whoever asks to be left alone for longer is asked again all the same. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Ask ask;
    private final List<Target> targets;
    private final Kept kept;
    private final List<Tried> tried = new ArrayList<>(2);
    private int next;
    private boolean asked;

    /** Whether all are left alone, so that they are asked all the same. */
    private boolean forced;

    /** What is thrown in the end: rather a failure that may pass. */
    private @Nullable ClaudeException failure;

    /**
     * A call.
     *
     * @param targets those that may be asked, in order, one at least
     */
    Course(Ask ask, List<Target> targets, Kept kept) {
        this.ask = ask;
        this.targets = targets;
        this.kept = kept;
    }

    /** The target that is to be asked now; null where none is left. */
    @Nullable
    Target next() {
        while (next < targets.size()) {
            Target target = targets.get(next++);
            if (forced || target.health().mayBeAsked()) {
                asked = true;
                return target;
            }
        }
        if (asked) {
            return null;
        }
        forced = true;
        next = 0;
        return next();
    }

    /** What this target is asked. */
    Ask of(Target target) {
        List<Tried> soFar = new ArrayList<>(tried);
        soFar.add(new Tried(target.name(), Optional.empty()));
        return ask.of(target.params(ask.params()), soFar, answer -> told(target, answer));
    }

    /** A target has answered, with this or with a stream that this is an event of. */
    void told(Target target, JsonObject answer) {
        kept.note(ask.params(), answer, target.name());
    }

    /**
     * A target failed before anything of its answer was delivered.
     *
     * @throws RuntimeException where that is the end of the call
     */
    void failed(Target target, RuntimeException problem) {
        ClaudeException now = closed(target, problem);
        if (now == null) {
            noted(target, problem);
            if (!(problem instanceof ClaudeException known)) {
                throw problem;
            }
            now = known;
        }
        tried.add(new Tried(target.name(), Optional.of(now)));
        ClaudeException before = failure;
        boolean last = !isElsewhereBetter(target, now);
        boolean told =
                before == null || now.retryable() || !(before.retryable() || now instanceof InvalidParamsException);
        failure = last || told ? now : before;
        if (last) {
            throw failure();
        }
    }

    /** The failure of a target whose client was closed meanwhile, which ends its calls; null for others, and where all are closed. */
    private @Nullable ClaudeException closed(Target target, RuntimeException problem) {
        boolean ended = problem instanceof IllegalStateException || problem instanceof CancelledException;
        boolean closed =
                ended && target.caller().isClosed() && !Thread.currentThread().isInterrupted();
        return closed && targets.stream().anyMatch(other -> !other.caller().isClosed())
                ? new ConnectionException(target.name() + ": the client was closed", problem)
                : null;
    }

    /** What the call fails with, and with it what else was tried. */
    ClaudeException failure() {
        ClaudeException thrown = failure;
        if (thrown == null) {
            throw new IllegalStateException("nothing was tried");
        }
        for (Tried each : tried) {
            each.failure().filter(other -> !other.equals(thrown)).ifPresent(thrown::addSuppressed);
        }
        return thrown;
    }

    /** What a failure says of the target that it came from. */
    static void noted(Target target, Throwable problem) {
        boolean ofTarget = problem instanceof ConnectionException
                || problem instanceof CredentialsException
                || problem instanceof MissingCredentialsException
                || (problem instanceof ApiException error && (error.retryable() || isShut(error.status())));
        if (ofTarget) {
            Duration wait =
                    problem instanceof ApiException error ? error.retryAfter().orElse(Duration.ZERO) : Duration.ZERO;
            target.health().failed(wait.compareTo(LONGEST) < 0 ? wait : LONGEST);
        } else if (problem instanceof ApiException) {
            target.health().succeeded();
        }
    }

    /** Whether it lets nobody in who calls like this. */
    private static boolean isShut(int status) {
        return status == 401 || status == 402 || status == 403;
    }

    /** Whether another target may do better, and asking it does no harm. */
    private boolean isElsewhereBetter(Target target, ClaudeException problem) {
        boolean repeatable = ask.operation().isRepeatable(ask.params());
        if (problem instanceof ApiException error) {
            int status = error.status();
            boolean turnedAway = isShut(status) || status == 404 || status == 429 || status == 503 || status == 529;
            return turnedAway || (repeatable && error.retryable());
        }
        if (problem instanceof InvalidParamsException) {
            return target.caller().backend().isPresent();
        }
        boolean nothingWasSent = problem instanceof CredentialsException
                || problem instanceof MissingCredentialsException
                || problem.getCause() instanceof ConnectException
                || problem.getCause() instanceof UnknownHostException;
        return problem instanceof ConnectionException ? repeatable || nothingWasSent : nothingWasSent;
    }
}
