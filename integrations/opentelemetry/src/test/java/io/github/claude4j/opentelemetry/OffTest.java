package io.github.claude4j.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.testkit.FakeClaude;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where there is nothing to write to. */
@Timeout(120)
class OffTest {
    @Test
    void noop_doesNothingAtAll() {
        ClaudeTelemetry off = ClaudeTelemetry.of(OpenTelemetry.noop()).captureContent();
        try (FakeClaude fake = FakeClaude.start();
                Claude claude = fake.client().with(o -> o.listener(off.calls()))) {
            fake.reply("Sunny");

            assertThat(claude.runner(off.runs()).run(CallSpansTest.PARAMS).text())
                    .isEqualTo("Sunny");
            assertThat(fake.requests().get(0).header("traceparent")).isEmpty();
        }
    }

    @Test
    void global_registersNothingByAsking() {
        assertThat(ClaudeTelemetry.global()).isNotNull();
        assertThat(GlobalOpenTelemetry.isSet()).isFalse();
    }
}
