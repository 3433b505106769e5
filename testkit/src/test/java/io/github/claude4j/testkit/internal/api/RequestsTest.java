package io.github.claude4j.testkit.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.testkit.internal.server.Received;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestsTest {
    @Test
    void requests_areNotKeptForEver() {
        Requests requests = new Requests();
        byte[] large = new byte[100 * 1024 * 1024];
        for (int i = 0; i < 4; i++) {
            requests.add(new Received("POST", "/" + i, Map.of(), large));
        }
        assertThat(requests.list()).extracting(Received::path).containsExactly("/2", "/3");
        for (int i = 0; i < 10_001; i++) {
            requests.add(new Received("GET", "/small", Map.of(), new byte[0]));
        }
        assertThat(requests.list()).hasSize(10_000);
        assertThat(requests.take().path()).isEqualTo("/small");
    }
}
