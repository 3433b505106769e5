package io.github.claude4j.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.fixtures.TlsKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How connections over TLS end, and begin again. */
class SecureConnectionsTest {
    @TempDir
    static Path folder;

    private static SSLContext tls;

    private final SocketTransport transport =
            SocketTransport.builder().withoutProxy().sslContext(tls).build();

    @BeforeAll
    static void makeKeys() throws Exception {
        tls = TlsKeys.context(folder);
    }

    @AfterEach
    void close() {
        transport.close();
    }

    /** What a server does once a request has come. */
    private interface Serving {
        void serve(SSLSocket client, Socket below) throws Exception;
    }

    /** A server whose connections are TLS over sockets that can be closed beneath it. */
    private static ServerSocket server(Serving serving) throws IOException {
        ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        ScriptedServer.daemon(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket below = listener.accept();
                    SSLSocket client = (SSLSocket) tls.getSocketFactory().createSocket(below, null, 0, false);
                    client.setUseClientMode(false);
                    client.getInputStream().read(new byte[8192]);
                    serving.serve(client, below);
                } catch (Exception e) {
                    // The client went away, or the test is over.
                }
            }
        });
        return listener;
    }

    private static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Who is on the way can close a connection, but cannot say that TLS has ended. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bodyThatEndsWithItsConnection_isWholeOnlyWhereTlsSaysSo(boolean meant) throws Exception {
        try (ServerSocket server = server((client, below) -> {
            write(client, "HTTP/1.1 200 OK\r\n\r\nuntil the end");
            if (meant) {
                client.close();
            }
            below.close();
        })) {
            String url = "https://localhost:" + server.getLocalPort();
            if (meant) {
                assertThat(Exchanges.get(transport, url, "/")).isEqualTo("until the end");
            } else {
                assertThatThrownBy(() -> Exchanges.get(transport, url, "/"))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("broke off in the middle of the answer");
            }
        }
    }

    @Test
    void newConnection_resumesTheSession() throws Exception {
        List<Long> sessions = new CopyOnWriteArrayList<>();
        try (ServerSocket server = server((client, below) -> {
            sessions.add(client.getSession().getCreationTime());
            write(client, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
            client.close();
            below.close();
        })) {
            for (int i = 0; i < 3; i++) {
                assertThat(Exchanges.get(transport, "https://localhost:" + server.getLocalPort(), "/"))
                        .isEqualTo("ok");
                Thread.sleep(20);
            }
        }
        assertThat(sessions).hasSize(3);
        assertThat(sessions.stream().distinct()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void closing_doesNotWaitForTheServer(String protocol) throws Exception {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {protocol});
        List<Object> ends = new CopyOnWriteArrayList<>();
        SocketTransport own = SocketTransport.builder()
                .withoutProxy()
                .sslContext(tls)
                .sslParameters(parameters)
                .build();
        try (ServerSocket server = server((client, below) -> {
            write(client, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            Thread.sleep(200);
            ends.add(client.getInputStream().read());
        })) {
            assertThat(Exchanges.get(own, "https://localhost:" + server.getLocalPort(), "/"))
                    .isEqualTo("ok");
            long began = System.nanoTime();
            own.close();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            for (int i = 0; i < 500 && ends.isEmpty(); i++) {
                Thread.sleep(10);
            }
            assertThat(ends).containsExactly(-1);
        }
    }

    @Test
    void stranger_isRefused() throws Exception {
        try (ServerSocket server = server((client, below) -> below.close());
                SocketTransport trusting =
                        SocketTransport.builder().withoutProxy().build()) {
            assertThatThrownBy(() -> Exchanges.get(trusting, "https://localhost:" + server.getLocalPort(), "/"))
                    .isInstanceOf(SSLException.class);
        }
    }
}
