package io.github.claude4j.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.ConnectionTimeoutException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.fixtures.TlsKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proxies of SOCKS 5. */
class SocksTest {
    private static final String HOST = "api.claude.test";

    @TempDir
    static Path folder;

    private static SSLContext tls;

    private final ScriptedServer server = new ScriptedServer(tls.getServerSocketFactory());
    private final ScriptedServer plain = new ScriptedServer();

    @BeforeAll
    static void makeKeys() throws Exception {
        tls = TlsKeys.context(folder);
    }

    @AfterEach
    void close() {
        server.close();
        plain.close();
    }

    private void list(SocketTransport.Builder transport, String url) {
        list(transport, url, Duration.ofSeconds(30));
    }

    private void list(SocketTransport.Builder transport, String url, Duration toConnect) {
        try (Claude claude = plain.options()
                .baseUrl(url)
                .allowInsecureHttp()
                .maxRetries(0)
                .connectTimeout(toConnect)
                .transport(transport.sslContext(tls).build())
                .build()) {
            claude.models().list();
        }
    }

    private void serveAll() {
        server.otherwise(connection -> connection.json(200, "{\"data\":[]}"));
        plain.otherwise(connection -> connection.json(200, "{\"data\":[]}"));
    }

    @Test
    void proxy_withAndWithoutAPassword_leadsThere_andLooksUpTheName() throws Exception {
        serveAll();
        try (LoopbackSocks open = new LoopbackSocks(server.port(), "", 0);
                LoopbackSocks closed = new LoopbackSocks(server.port(), "ann:p:w d", 0);
                LoopbackSocks forPlain = new LoopbackSocks(plain.port(), "ann:pw", 0)) {
            list(SocketTransport.builder().proxy(open.url()), "https://" + HOST);
            list(SocketTransport.builder().proxy(closed.url(), "ann", "p:w d"), "https://" + HOST + ":8443");
            list(SocketTransport.builder().proxy(closed.url().replace("://", "://ann:p%3Aw%20d@")), "https://" + HOST);
            list(SocketTransport.builder().proxy(forPlain.url(), "ann", "pw"), "http://10.1.2.3");
            list(SocketTransport.builder().proxy(forPlain.url(), "ann", "pw"), "http://[fd00::7]:81");

            assertThat(open.asked).containsExactly(HOST + ":443");
            assertThat(closed.asked).containsExactly(HOST + ":8443", HOST + ":443");
            assertThat(forPlain.asked).containsExactly("10.1.2.3:80", "fd00:0:0:0:0:0:0:7:81");
        }
    }

    @Test
    void environment_mayNameOne() throws Exception {
        serveAll();
        try (LoopbackSocks socks = new LoopbackSocks(server.port(), "", 0)) {
            Map<String, String> environment = Map.of("HTTPS_PROXY", socks.url());
            list(SocketTransport.builder().proxyFromEnv(environment::get, name -> null), "https://" + HOST);

            assertThat(socks.asked).hasSize(1);
        }
    }

    @Test
    void refusals_areNamed_andNoPasswordShown() throws Exception {
        try (LoopbackSocks closed = new LoopbackSocks(1, "ann:pw", 0);
                LoopbackSocks refusing = new LoopbackSocks(1, "", 5)) {
            assertThatThrownBy(() -> list(SocketTransport.builder().proxy(closed.url()), "https://" + HOST))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("proxy 127.0.0.1:")
                    .hasMessageContaining("it wants a user and a password");
            assertThatThrownBy(() ->
                            list(SocketTransport.builder().proxy(closed.url(), "ann", "sesame"), "https://" + HOST))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("it does not take the user and the password")
                    .hasMessageNotContaining("sesame");
            assertThatThrownBy(() -> list(SocketTransport.builder().proxy(refusing.url()), "https://" + HOST))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("the connection was refused");
        }
    }

    @Test
    void proxyThatIsMute_isGivenUpWhenTheTimeToConnectIsOver() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "socks5://127.0.0.1:" + mute.getLocalPort();
            assertThatThrownBy(
                            () -> list(SocketTransport.builder().proxy(url), "https://" + HOST, Duration.ofMillis(500)))
                    .isInstanceOf(ConnectionTimeoutException.class)
                    .hasMessageContaining("waited 0.5 s for a connection to proxy 127.0.0.1:" + mute.getLocalPort());
        }
    }

    @Test
    void answerBehindTheReply_isNobodys() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ScriptedServer.daemon(() -> {
                try (Socket client = proxy.accept()) {
                    client.getInputStream().readNBytes(3);
                    client.getOutputStream().write(new byte[] {5, 0});
                    client.getInputStream().readNBytes(10);
                    String reply = "\5\0\0\1\0\0\0\0\0\0HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n{\"data\":[]}";
                    client.getOutputStream().write(reply.getBytes(US_ASCII));
                    client.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // A reset is an end too.
                }
            });
            String url = "socks5://127.0.0.1:" + proxy.getLocalPort();
            assertThatThrownBy(() -> list(SocketTransport.builder().proxy(url), "http://10.1.2.3"))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("it said something before the server could");
        }
    }

    @Test
    void proxyThatSpeaksSomethingElse_isNamed() throws Exception {
        try (ServerSocket http = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ScriptedServer.daemon(() -> {
                try (Socket client = http.accept()) {
                    client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
                    client.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // A reset is an end too.
                }
            });
            String url = "socks5://127.0.0.1:" + http.getLocalPort();
            assertThatThrownBy(() -> list(SocketTransport.builder().proxy(url), "https://" + HOST))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("proxy 127.0.0.1:")
                    .hasMessageContaining("it does not speak SOCKS 5");
        }
    }

    @Test
    void otherKinds_areRefused() {
        assertThatThrownBy(() -> SocketTransport.builder().proxy("socks4://proxy:1"))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("proxy: expected http://host:port or socks5://host:port, found socks4://…");
    }
}
