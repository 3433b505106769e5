package io.github.claude4j.limits;

import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Interceptor;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.ResponseInfo;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls wait until the limits of the account allow them, instead of being answered with 429. It learns the limits from
 * answers, counts what requests take, and holds everybody back for as long as a 429 asks. Set it with
 * {@code Claude.builder().limiter(…)}; clients of one account may share one.
 *
 * <p>A call that waits ends at its total time, an interrupt or a cancellation, as at any other time.
 */
public final class RateLimiter implements Interceptor, CallListener {
    private static final String PERMIT = "io.github.claude4j.limits.permit";
    private static final Duration LONGEST_COOLDOWN = Duration.ofMinutes(5);

    private final Gate gate;
    private final Time time;
    private final Function<Request, String> tenant;

    private RateLimiter(Options options, Time time) {
        this.gate = new Gate(time, options.most);
        this.time = time;
        this.tenant = options.tenant;
    }

    /** A limiter that knows nothing yet: it begins with one call at a time. */
    public static RateLimiter create() {
        return of(options -> {});
    }

    /** A limiter with options. */
    public static RateLimiter of(Consumer<Options> options) {
        return of(options, Time.REAL);
    }

    static RateLimiter of(Consumer<Options> options, Time time) {
        Options chosen = new Options();
        options.accept(chosen);
        return new RateLimiter(chosen, time);
    }

    /** Options of a limiter. */
    public static final class Options {
        private int most = Integer.MAX_VALUE;
        private Function<Request, String> tenant = request -> "";

        private Options() {}

        /** How many calls may be under way at once; a stream is until its end. Default: as many as the limits allow. */
        public Options maxConcurrent(int calls) {
            if (calls < 1) {
                throw new InvalidParamsException("maxConcurrent: expected 1 or more, found " + calls);
            }
            most = calls;
            return this;
        }

        /**
         * Who a request is for: those who wait are let in by turns, so that many calls of one do not hold up the few of
         * another. Default: everybody in one line.
         */
        public Options fairBy(Function<Request, String> key) {
            tenant = Objects.requireNonNull(key);
            return this;
        }
    }

    @Override
    public Response intercept(Request request, Chain chain) throws IOException, InterruptedException {
        Call call = chain.call();
        boolean again = call.attempt() > 1;
        release(call);
        Permit permit = gate.acquire(budget(request), tenant.apply(request), Estimate.of(request), again, call);
        call.attribute(PERMIT, permit);
        boolean open = false;
        try {
            call.onCancel(() -> gate.release(permit));
            call.restartAttempt();
            Response response = chain.proceed(request);
            answered(permit, response);
            open = call.streaming() && response.status() < 300;
            return response;
        } finally {
            if (!open) {
                gate.release(permit);
            }
        }
    }

    /** Each model has limits of its own, and so has each other kind of request. */
    private static String budget(Request request) {
        JsonObject body = Estimate.body(request);
        Object model = body == null ? null : body.get("model");
        return request.operation().name()
                + ' '
                + (model instanceof String name ? name : "")
                + ' '
                + request.headers().first("anthropic-workspace-id").orElse("");
    }

    private void answered(Permit permit, Response response) throws IOException {
        Headers headers = response.headers();
        boolean success = response.status() < 300;
        boolean message = permit.estimate.output() > 0;
        JsonObject body = !success || message ? body(response) : null;
        if (!success) {
            permit.usedNothing();
        } else if (body != null && body.get("usage") instanceof JsonObject usage) {
            permit.used(usage, true);
        }
        ResponseInfo info = new ResponseInfo(response.status(), headers, 1, Duration.ZERO);
        Instant today = today(headers);
        gate.with(permit, budget -> {
            long now = time.nanos();
            budget.answered(permit, info.rateLimits(), success, now, today);
            if (response.status() == 429) {
                ApiException error = ApiException.of(429, headers, body);
                Optional<Duration> asked = error.retryAfter();
                // A limit that is spent for the day is no reason to let everybody wait.
                if (error.retryable()
                        && asked.filter(wait -> wait.compareTo(LONGEST_COOLDOWN) > 0)
                                .isEmpty()) {
                    budget.refused(asked, now);
                }
            }
        });
    }

    /** The body of an answer that is in memory, which may be read again afterwards. */
    private static @Nullable JsonObject body(Response response) throws IOException {
        if (!response.isReplayable()) {
            return null;
        }
        try {
            return JsonObject.parse(response.bytes());
        } catch (InvalidDataException e) {
            return null;
        }
    }

    /** The time of day as the API has it, should our clock be wrong. */
    private Instant today(Headers headers) {
        Instant ours = time.now();
        try {
            Instant theirs = headers.first("date")
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .orElse(ours);
            return Duration.between(ours, theirs).abs().toSeconds() > 2 ? theirs : ours;
        } catch (DateTimeException e) {
            return ours;
        }
    }

    @Override
    public void onEvent(Call call, JsonObject event) {
        if (call.attribute(PERMIT) instanceof Permit permit) {
            if (event.get("message") instanceof JsonObject message) {
                permit.used(message.get("usage") instanceof JsonObject usage ? usage : null, false);
            } else {
                permit.used(event.get("usage") instanceof JsonObject usage ? usage : null, true);
            }
        }
    }

    @Override
    public void onEnd(Call call, @Nullable Throwable failure) {
        release(call);
    }

    private void release(Call call) {
        if (call.attribute(PERMIT) instanceof Permit permit) {
            gate.release(permit);
        }
    }
}
