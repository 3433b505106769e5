package io.github.claude4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.fixtures.Answers;
import io.github.claude4j.fixtures.Chunks;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AsyncTest {
    @Test
    void async_callThatAnswers_completesOnAnotherThread() throws Exception {
        byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        try (Claude claude = Answers.client(Chunks.whole(body))) {
            CompletableFuture<Thread> thread = new CompletableFuture<>();

            CompletableFuture<JsonObject> later = claude.async(c -> {
                thread.complete(Thread.currentThread());
                return c.http().get("/v1/anything").json();
            });

            assertThat(later.get()).isEqualTo(JsonObject.of("a", 1));
            assertThat(thread.get()).isNotEqualTo(Thread.currentThread());
            assertThat(thread.get().isDaemon()).isTrue();
        }
    }

    @Test
    void async_callThatFails_completesWithItsException() {
        try (Claude claude = Answers.client(Chunks.whole(new byte[0]))) {
            CompletableFuture<JsonObject> later =
                    claude.async(c -> c.http().get("/v1/anything").json());

            assertThatThrownBy(later::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InvalidDataException.class);
        }
    }

    @Test
    void cancel_whileTheServerIsSilent_closesTheConnection() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Claude claude = Claude.builder()
                        .apiKey("key")
                        .baseUrl("http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort())
                        .build()) {
            CompletableFuture<ApiResponse> later = claude.async(c -> c.http().get("/v1/anything"));
            try (Socket connection = server.accept()) {
                connection.getInputStream().read();

                assertThat(later.cancel(true)).isTrue();

                assertThat(endsSoon(connection)).isTrue();
                assertThatThrownBy(() -> later.get(1, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
            }
        }
    }

    private static boolean endsSoon(Socket connection) throws IOException {
        connection.setSoTimeout(10_000);
        try {
            while (connection.getInputStream().read() >= 0) {
                // The rest of the request comes first.
            }
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            // A reset ends it just as well.
            return true;
        }
        return true;
    }
}
