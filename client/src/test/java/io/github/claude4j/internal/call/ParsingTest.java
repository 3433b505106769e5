package io.github.claude4j.internal.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ConnectionTimeoutException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.http.Interceptor;
import io.github.claude4j.http.Response;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A large answer that has come is still part of its call while it is read. */
class ParsingTest {
    private static final int MANY = 500_000;

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    private interface Act {
        void run(Interceptor.Chain chain) throws IOException, InterruptedException;
    }

    /** A call whose answer is large, and something that happens once all of that has come. */
    private static Interceptor with(String values, Act act) {
        byte[] body = ("{\"id\":\"m\",\"x\":[" + (values + ",").repeat(MANY) + "0]}").getBytes(UTF_8);
        return (request, chain) -> {
            Response head = chain.proceed(request);
            act.run(chain);
            return Response.of(200, head.headers(), body);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "[]", "{}", "{\"a\":1,\"a\":2}", "\"x\"", "1e5", "null"})
    void interrupt_endsTheReading(String values) {
        server.thenJson(200, "{}");
        try (Claude claude = server.options()
                .interceptor(with(values, chain -> Thread.currentThread().interrupt()))
                .build()) {
            assertThatThrownBy(() -> claude.models().retrieve("m"))
                    .isInstanceOf(CancelledException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void closingTheClient_endsTheReading() {
        server.thenJson(200, "{}");
        AtomicReference<Claude> client = new AtomicReference<>();
        try (Claude claude = server.options()
                .interceptor(with("{\"a\":1}", chain -> client.get().close()))
                .build()) {
            client.set(claude);

            assertThatThrownBy(() -> claude.models().retrieve("m"))
                    .isInstanceOf(CancelledException.class)
                    .hasMessageContaining("cancelled");
        }
    }

    @Test
    void limitInAll_endsTheReading() {
        server.thenJson(200, "{}");
        Act outlast = chain -> {
            try {
                while (true) {
                    Thread.sleep(chain.call().headWait().toMillis() + 1);
                }
            } catch (SocketTimeoutException e) {
                // What tells of it is on its way.
                while (!LiveCall.of(chain).watch().isOver()) {
                    Thread.onSpinWait();
                }
            }
        };
        try (Claude claude = server.options()
                .totalTimeout(Duration.ofMillis(300))
                .interceptor(with("1", outlast))
                .build()) {
            assertThatThrownBy(() -> claude.models().retrieve("m"))
                    .isInstanceOf(ConnectionTimeoutException.class)
                    .hasMessageContaining("waited 0.3 s for the call to end");
        }
    }
}
