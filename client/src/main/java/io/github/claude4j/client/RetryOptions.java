package io.github.claude4j.client;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.internal.call.Backoff;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Says when a request is sent again: {@code retry(r -> r.backoff(first, most).statuses(429, 529))}. */
public final class RetryOptions {
    private Backoff backoff;

    RetryOptions(Backoff backoff) {
        this.backoff = backoff;
    }

    Backoff backoff() {
        return backoff;
    }

    /**
     * How long to wait where the API does not say: the first time, doubled each time after that up to {@code most}, less up to a
     * quarter so that clients do not come back together. Default: half a second, up to eight.
     */
    public RetryOptions backoff(Duration first, Duration most) {
        CallOptions.positive("first", first);
        CallOptions.positive("most", most);
        if (most.compareTo(first) < 0) {
            throw new InvalidParamsException(
                    "most: expected at least as much as the first, " + first + ", found " + most);
        }
        backoff = new Backoff(first, most, backoff.statuses(), backoff.waits());
        return this;
    }

    /**
     * The statuses of errors after which a request is sent again, and no others. An answer that forbids it with
     * {@code x-should-retry} is obeyed, and what is not safe to repeat is sent again only after 429, 503 and 529. Lost connections
     * are none of this. Default: 408, 409, 429 and all from 500 on, as far as the error's code does not say otherwise.
     */
    public RetryOptions statuses(int... statuses) {
        Set<Integer> all = new TreeSet<>();
        for (int status : CallOptions.given("statuses", statuses)) {
            if (status < 400 || status > 599) {
                throw new InvalidParamsException("statuses: expected 400 to 599, found " + status);
            }
            all.add(status);
        }
        backoff = new Backoff(backoff.first(), backoff.most(), Set.copyOf(all), backoff.waits());
        return this;
    }

    /**
     * Has the last word on how long to wait before a request is sent again. It is given how long that would be, as the API asks
     * or by the backoff; what it gives counts as zero where it is negative. {@code wait -> Duration.ZERO} lets tests not wait. It
     * must be quick, and may be called by several threads at once.
     */
    public RetryOptions waits(UnaryOperator<Duration> wait) {
        backoff = new Backoff(backoff.first(), backoff.most(), backoff.statuses(), CallOptions.given("waits", wait));
        return this;
    }
}
