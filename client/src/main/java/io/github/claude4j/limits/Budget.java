package io.github.claude4j.limits;

import io.github.claude4j.http.RateLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The limits that one kind of request shares, most of all those of a model. */
final class Budget {
    /** While nothing is known, or after a 429, another request may go when none was sent for so long. */
    private static final long PROBE = 1_000_000_000L;

    private static final double RECOVERED = 64;
    private static final long LONGEST_GUESS = 60_000_000_000L;

    private final Bucket requests = new Bucket();
    private final Bucket tokens = new Bucket();
    private final Bucket input = new Bucket();
    private final Bucket output = new Bucket();

    /** Output as it counts where it counts once it was written: nothing is taken until then. */
    private final Bucket written = new Bucket();

    private final List<Bucket> buckets = List.of(requests, tokens, input, output, written);

    private final Factor inputFactor = new Factor();
    private final Factor outputFactor = new Factor();

    /** How many may be on their way; it begins with one and grows by one with each success. */
    private double window = 1;

    private boolean recovering;
    private int flying;
    private int refusals;
    private boolean cooling;
    private long cooledAt;
    private boolean sent;
    private long sentAt;

    /** Which look at the queue found that nothing of this may go. */
    int closedInPass;

    double input(Estimate estimate) {
        return estimate.input() * inputFactor.value();
    }

    double output(Estimate estimate) {
        return estimate.output() * outputFactor.value();
    }

    /** How long until this may be sent; 0 for now. */
    long waitNanos(Permit permit, long now) {
        long wait = 0;
        if (cooling) {
            wait = Math.max(0, cooledAt - now);
            cooling = wait > 0;
        }
        if (flying >= window && sent) {
            wait = Math.max(wait, sentAt + PROBE - now);
        }
        wait = Math.max(wait, requests.waitNanos(1, now));
        wait = Math.max(wait, tokens.waitNanos(permit.input + permit.output, now));
        wait = Math.max(wait, input.waitNanos(permit.input, now));
        wait = Math.max(wait, output.waitNanos(permit.output, now));
        return Math.max(wait, permit.output > 0 ? written.waitNanos(1, now) : 0);
    }

    void take(Permit permit, long now) {
        permit.marks = buckets.stream().map(Bucket::mark).toList();
        permit.sentAt = now;
        requests.take(1);
        tokens.take(permit.input + permit.output);
        input.take(permit.input);
        output.take(permit.output);
        flying++;
        sent = true;
        sentAt = now;
    }

    /** The head of an answer has come. */
    void answered(Permit permit, RateLimits told, boolean success, long now, Instant today) {
        learn(requests, 0, told.requests(), permit, now, today);
        learn(tokens, 1, told.tokens(), permit, now, today);
        learn(input, 2, told.inputTokens(), permit, now, today);
        learn(output, 3, told.outputTokens(), permit, now, today);
        learn(written, 4, told.outputTokens(), permit, now, today);
        if (success) {
            refusals = 0;
            recovering &= window < RECOVERED;
            boolean limited = told.requests().isPresent() || told.tokens().isPresent();
            window = limited && !recovering ? Double.MAX_VALUE : window + 1;
        }
    }

    private static void learn(
            Bucket bucket, int index, Optional<RateLimits.Limit> told, Permit permit, long now, Instant today) {
        if (told.isPresent()) {
            bucket.learn(told.get(), permit.marks.get(index), now - permit.sentAt, now, today);
        }
    }

    /** The API said 429: nothing goes until then, and not all at once afterwards. */
    void refused(Optional<Duration> asked, long now) {
        long guess = Math.min(LONGEST_GUESS, PROBE << Math.min(6, refusals));
        long until = now + asked.map(Duration::toNanos).orElse(guess);
        cooledAt = cooling ? Math.max(cooledAt, until) : until;
        cooling = true;
        recovering = true;
        window = 1;
        refusals++;
    }

    /** The attempt is over. */
    void settle(Permit permit) {
        double usedInput = permit.usedInput() < 0 ? permit.input : permit.usedInput();
        double usedOutput = permit.usedOutput() < 0 ? permit.output : permit.usedOutput();
        requests.settle(1, 1);
        tokens.settle(permit.input + permit.output, usedInput + usedOutput);
        input.settle(permit.input, usedInput);
        output.settle(permit.output, usedOutput);
        written.settle(0, usedOutput);
        flying--;
        if (permit.usedInput() > 0) {
            inputFactor.learn(permit.usedInput() / permit.estimate.input());
        }
        if (permit.usedOutput() > 0) {
            outputFactor.learn(permit.usedOutput() / permit.estimate.output());
        }
    }

    /** By how much estimates are off, as answers show; it follows quickly at first. */
    private static final class Factor {
        private static final double MARGIN = 1.1;

        private double mean = 1 / MARGIN;
        private int seen;

        double value() {
            return mean * MARGIN;
        }

        void learn(double actual) {
            if (actual < Double.MAX_VALUE) {
                seen++;
                mean += (actual - mean) * Math.max(0.1, 1.0 / (seen + 1));
            }
        }
    }
}
