package io.github.claude4j.testkit;

import io.github.claude4j.Claude;
import java.time.Duration;

/**
 * A client for many users: an application that closes it, as it should, does not take it away from the others.
 *
 * @param lent a copy, whose closing does nothing
 */
record LentClient(Claude own, Claude lent) {
    LentClient(Claude own) {
        this(own, own.with(options -> {}));
    }

    /** A client of a fake, for which time passes at once. */
    static LentClient of(FakeClaude fake) {
        return new LentClient(Claude.builder()
                .baseUrl(fake.url())
                .allowInsecureHttp()
                .apiKey("sk-ant-fake")
                .retry(r -> r.waits(time -> {
                    fake.advance(time);
                    return Duration.ZERO;
                }))
                .build());
    }

    void end() {
        own.close();
    }
}
