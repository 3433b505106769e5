package io.github.claude4j.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ConnectionTimeoutException;
import io.github.claude4j.fixtures.Background;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.fixtures.TlsKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A call that waits ends at once, whatever it waits for and however it is ended. That rests on what channels and JSSE do when their
 * thread is interrupted or they are closed: where a new JDK does otherwise, this fails.
 */
class InterruptsTest {
    @TempDir
    static Path folder;

    private static SSLContext tls;

    @BeforeAll
    static void makeKeys() throws Exception {
        tls = TlsKeys.context(folder);
    }

    /** What is waited for. */
    private enum Phase {
        CONNECTION,
        HANDSHAKE,
        PROXY,
        SOCKS,
        ROOM,
        ROOM_IN_TLS,
        HEAD,
        HEAD_IN_TLS,
        BODY,
        BODY_IN_TLS;

        boolean isConnecting() {
            return ordinal() < ROOM.ordinal();
        }

        boolean isSecure() {
            return this == ROOM_IN_TLS || this == HEAD_IN_TLS || this == BODY_IN_TLS;
        }
    }

    private enum End {
        INTERRUPT,
        CLOSING,
        LIMIT
    }

    static List<Arguments> ends() {
        return Arrays.stream(Phase.values())
                .flatMap(phase -> Arrays.stream(End.values()).map(end -> Arguments.of(phase, end)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("ends")
    void waiting_endsAtOnce(Phase phase, End end) throws Exception {
        Duration limit = end == End.LIMIT ? Duration.ofMillis(300) : Duration.ofMinutes(5);
        try (Mute server = new Mute(phase);
                ScriptedServer.Silent unreachable = new ScriptedServer.Silent()) {
            SocketTransport.Builder transport =
                    SocketTransport.builder().withoutProxy().sslContext(tls);
            String url = phase.isSecure() || phase == Phase.HANDSHAKE ? "https://localhost:" + server.port() : null;
            switch (phase) {
                case CONNECTION -> url = unreachable.url();
                case PROXY, SOCKS -> {
                    transport.proxy((phase == Phase.PROXY ? "http" : "socks5") + "://localhost:" + server.port());
                    url = "https://api.claude.test";
                }
                default -> url = url == null ? "http://localhost:" + server.port() : url;
            }
            Claude claude = Claude.builder()
                    .apiKey("sk-test")
                    .baseUrl(url)
                    .maxRetries(0)
                    .connectTimeout(limit)
                    .timeout(phase.isConnecting() ? Duration.ofMinutes(5) : limit)
                    .transport(transport.build())
                    .build();
            String text = "a".repeat(phase == Phase.ROOM || phase == Phase.ROOM_IN_TLS ? 20_000_000 : 1);
            Background call = new Background(() ->
                    claude.messages().create(m -> m.model("m").maxTokens(1).addUserMessage(text)));
            if (end != End.LIMIT && phase != Phase.CONNECTION) {
                server.awaitWaiting();
            }
            if (end != End.LIMIT) {
                call.awaitWaiting();
            }
            long began = System.nanoTime();
            switch (end) {
                case INTERRUPT -> call.interrupt();
                case CLOSING -> claude.close();
                case LIMIT -> {}
            }
            assertThat(call.failure())
                    .isInstanceOf(end == End.LIMIT ? ConnectionTimeoutException.class : CancelledException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            assertThat(call.interrupted()).isEqualTo(end == End.INTERRUPT);
            if (phase != Phase.CONNECTION) {
                server.awaitClosed();
            }
            claude.close();
        }
    }

    /** A server that goes so far and no further. */
    private static final class Mute implements AutoCloseable {
        private final ServerSocket listener;
        private final Phase phase;
        private final CountDownLatch waiting = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);

        Mute(Phase phase) throws IOException {
            this.phase = phase;
            ServerSocketFactory sockets =
                    phase.isSecure() ? tls.getServerSocketFactory() : ServerSocketFactory.getDefault();
            this.listener = sockets.createServerSocket(0, 10, InetAddress.getLoopbackAddress());
            ScriptedServer.daemon(() -> {
                try (Socket client = listener.accept()) {
                    serve(client);
                } catch (IOException | InterruptedException e) {
                    // A reset is an end too.
                } finally {
                    closed.countDown();
                }
            });
        }

        private void serve(Socket client) throws IOException, InterruptedException {
            InputStream in = client.getInputStream();
            in.read();
            if (phase == Phase.BODY || phase == Phase.BODY_IN_TLS) {
                client.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{".getBytes(ISO_8859_1));
            }
            waiting.countDown();
            if (phase == Phase.ROOM || phase == Phase.ROOM_IN_TLS) {
                ScriptedServer.await(over);
            }
            in.transferTo(OutputStream.nullOutputStream());
        }

        int port() {
            return listener.getLocalPort();
        }

        void awaitWaiting() throws InterruptedException {
            ScriptedServer.await(waiting);
        }

        void awaitClosed() throws InterruptedException {
            over.countDown();
            ScriptedServer.await(closed);
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
