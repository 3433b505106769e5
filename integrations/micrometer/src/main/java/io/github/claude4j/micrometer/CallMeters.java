package io.github.claude4j.micrometer;

import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;

/** What timers of observations cannot tell: tokens, and how long a stream took to begin. */
final class CallMeters {
    private final MeterRegistry meters;

    CallMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Of a call that is over; by the same keys as its timer. */
    void count(CallContext context) {
        List<Tag> tags = new ArrayList<>();
        for (KeyValue value : context.getLowCardinalityKeyValues()) {
            tags.add(Tag.of(value.getKey(), value.getValue()));
        }
        if (context.call().usage().isPresent()) {
            long input = context.inputTokens();
            long output = context.outputTokens();
            tokens("input", tags, input);
            tokens("output", tags, output);
            tokens("total", tags, input + output);
        }
        if (context.call().streaming()) {
            context.call()
                    .firstByte()
                    .ifPresent(first -> Timer.builder("gen_ai.client.operation.time_to_first_chunk")
                            .description("How long a stream took to begin")
                            .tags(tags)
                            .register(meters)
                            .record(first));
        }
    }

    private void tokens(String type, List<Tag> tags, long count) {
        Counter.builder("gen_ai.client.token.usage")
                .description("Measures number of input and output tokens used")
                .tag("gen_ai.token.type", type)
                .tags(tags)
                .register(meters)
                .increment((double) count);
    }
}
