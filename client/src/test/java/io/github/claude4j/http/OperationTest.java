package io.github.claude4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonObject;
import org.junit.jupiter.api.Test;

class OperationTest {
    @Test
    void builder_thatGoesOn_leavesWhatItMadeAlone() {
        Operation.Builder builder = Operation.of("things.create", "POST", "/v1/things");

        Operation once = builder.betas("a-2026-01-01").build();
        Operation safe = builder.safe().betas("b-2026-01-01").build();

        assertThat(once.isRepeatable(JsonObject.of())).isFalse();
        assertThat(once.betas()).containsExactly("a-2026-01-01");
        assertThat(safe.isRepeatable(JsonObject.of())).isTrue();
        assertThat(safe.betas()).containsExactly("b-2026-01-01");
    }

    @Test
    void safeUnless_dependsOnTheParams() {
        Operation operation = Operation.of("things.create", "POST", "/v1/things")
                .safeUnless("thread")
                .build();

        assertThat(operation.isRepeatable(JsonObject.of("a", 1))).isTrue();
        assertThat(operation.isRepeatable(JsonObject.of("thread", "t"))).isFalse();
    }
}
