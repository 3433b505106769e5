package io.github.claude4j.aws;

import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.http.Backend;
import io.github.claude4j.http.Call;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for credentials in time: those that end are kept until a minute before that, and one thread asks for others while the rest
 * wait. Of those with no known end a supplier knows itself when to give others, so it is asked for each attempt.
 */
final class CredentialCache {
    private static final Duration LEAST = Duration.ofSeconds(60);

    private final Supplier<AwsCredentials> supplier;
    private final boolean keeping;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable AwsCredentials kept;

    /** Whether the supplier gives credentials with no known end, so that nobody waits for others who ask. */
    private volatile boolean asking;

    private CredentialCache(Supplier<AwsCredentials> supplier, boolean keeping, Clock clock) {
        this.supplier = supplier;
        this.keeping = keeping;
        this.clock = clock;
    }

    /** Those that a supplier gives. */
    static CredentialCache asking(Supplier<AwsCredentials> supplier, Clock clock) {
        return new CredentialCache(supplier, false, clock);
    }

    /**
     * Those that are there.
     *
     * @param again looks for them again after they were refused
     */
    static CredentialCache of(AwsCredentials first, Supplier<AwsCredentials> again, Clock clock) {
        CredentialCache cache = new CredentialCache(again, true, clock);
        cache.kept = first;
        return cache;
    }

    Clock clock() {
        return clock;
    }

    boolean isReady() {
        return isGood(kept, LEAST);
    }

    private boolean isGood(@Nullable AwsCredentials credentials, Duration least) {
        if (credentials == null) {
            return false;
        }
        Optional<Instant> end = credentials.expiration();
        return end.isEmpty() ? keeping : clock.instant().plus(least).isBefore(end.get());
    }

    /** Credentials that are good for a while. */
    AwsCredentials get(Call call) throws IOException, InterruptedException {
        AwsCredentials now = kept;
        if (now != null && isGood(now, LEAST)) {
            return now;
        }
        return asking
                ? ask()
                : locked(call, () -> {
                    AwsCredentials meanwhile = kept;
                    return meanwhile != null && isGood(meanwhile, LEAST) ? meanwhile : ask();
                });
    }

    /** Looks for other credentials than these; whether there are some. */
    boolean renew(AwsCredentials refused, Call call) throws IOException, InterruptedException {
        AwsCredentials other = locked(call, () -> {
            AwsCredentials meanwhile = kept;
            return meanwhile != null && !meanwhile.equals(refused) && isGood(meanwhile, LEAST) ? meanwhile : ask();
        });
        return !other.equals(refused);
    }

    /** What is done by one thread at a time. */
    @FunctionalInterface
    private interface Step {
        AwsCredentials take() throws IOException;
    }

    private AwsCredentials locked(Call call, Step step) throws IOException, InterruptedException {
        if (!lock.tryLock(call.headWait().toNanos(), TimeUnit.NANOSECONDS)) {
            throw new SocketTimeoutException("AWS credentials did not come in time");
        }
        try {
            return step.take();
        } finally {
            lock.unlock();
        }
    }

    /** The failure of a supplier counts as a lost connection, unless what is there is still good. */
    private AwsCredentials ask() throws IOException {
        AwsCredentials given;
        try {
            given = Backend.asked("no AWS credentials", supplier::get);
        } catch (IOException | ClaudeException e) {
            AwsCredentials still = kept;
            if (still != null && still.expiration().isPresent() && isGood(still, Duration.ZERO)) {
                return still;
            }
            throw e;
        }
        boolean ends = given.expiration().isPresent();
        asking = !ends && !keeping;
        kept = ends || keeping ? given : null;
        return given;
    }
}
