package io.github.claude4j.client;

import io.github.claude4j.internal.auth.Credentials;
import io.github.claude4j.internal.auth.TokenClock;
import io.github.claude4j.internal.call.LiveCall;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/** What tests turn and users cannot: the pauses between attempts, the clock, the environment. */
public final class Knobs {
    private Knobs() {}

    /** Waits between two attempts. */
    public interface Pause {
        void sleep(LiveCall call, Duration time) throws InterruptedException;
    }

    public static <B extends ClientOptions<B>> B pause(B options, Pause pause) {
        ClientOptions<?> any = options;
        any.draft.pause = pause::sleep;
        return options;
    }

    public static <B extends ClientOptions<B>> B clock(B options, TokenClock clock) {
        ClientOptions<?> any = options;
        any.draft.clock = clock;
        return options;
    }

    public static <B extends ClientOptions<B>> B fromEnv(
            B options, UnaryOperator<String> environment, UnaryOperator<String> properties) {
        ClientOptions<?> any = options;
        any.fromEnv(environment, properties);
        return options;
    }

    public static <B extends FailoverOptions<B>> B nanos(B options, LongSupplier clock) {
        FailoverOptions<B> any = options;
        return any.nanos(clock);
    }

    public static String baseUrl(ClientOptions<?> options) {
        return options.draft.baseUrl;
    }

    public static Credentials credentials(Http http) {
        return http.caller().settings().credentials();
    }
}
