package io.github.claude4j.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.fixtures.TlsKeys;
import io.github.claude4j.http.RequestBody;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers that answer before they have read the request. With TLS these also show whether JSSE can still be asked again after a read
 * that found nothing, in the middle of a record too, which no contract of the JDK's promises.
 */
class EarlyAnswersTest {
    private static final int MANY = 12_000_000;
    private static final String REFUSAL = "HTTP/1.1 413 Too Large\r\nContent-Length: 300\r\n\r\n" + "no".repeat(150);

    @TempDir
    static Path folder;

    private static SSLContext tls;

    private final CountDownLatch over = new CountDownLatch(1);
    private ScriptedServer server;
    private SocketTransport transport;

    @BeforeAll
    static void makeKeys() throws Exception {
        tls = TlsKeys.context(folder);
    }

    @AfterEach
    void close() {
        over.countDown();
        transport.close();
        server.close();
    }

    /** A body as it is sent: its length is known or not, it is in memory or read. */
    private enum Sent {
        MEMORY,
        READ,
        CHUNKED;

        RequestBody body(int length) {
            byte[] bytes = new byte[length];
            return this == MEMORY
                    ? RequestBody.of(bytes, "text/plain")
                    : new RequestBody() {
                        @Override
                        public String contentType() {
                            return "text/plain";
                        }

                        @Override
                        public long length() {
                            return Sent.this == READ ? length : -1;
                        }

                        @Override
                        public InputStream open() {
                            return new ByteArrayInputStream(bytes);
                        }
                    };
        }
    }

    static List<Arguments> ways() {
        List<Arguments> ways = new ArrayList<>();
        for (boolean secure : new boolean[] {false, true}) {
            for (Sent sent : Sent.values()) {
                ways.add(Arguments.of(secure, sent));
            }
        }
        return ways;
    }

    private String start(boolean secure) {
        server = secure ? new ScriptedServer(tls.getServerSocketFactory()) : new ScriptedServer();
        transport = SocketTransport.builder().withoutProxy().sslContext(tls).build();
        server.otherwise(connection ->
                connection.json(200, "{}", "length: " + connection.request().body().length));
        return (secure ? "https://localhost:" : "http://localhost:") + server.port();
    }

    private void expect(String url, Sent sent, int status, String body) throws Exception {
        Exchanges.Answer answer = Exchanges.post(transport, url, sent.body(MANY));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).startsWith(body);
    }

    private void expectAnotherConnection(String url) throws Exception {
        server.beforeBody(connection -> {});
        assertThat(Exchanges.get(transport, url, "/")).isEqualTo("{}");
        assertThat(server.accepted()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void serverThatReadsNoMore_isHeard_andItsConnectionNotUsedAgain(boolean secure, Sent sent) throws Exception {
        String url = start(secure);
        server.beforeBody(connection -> {
            connection.write(REFUSAL);
            ScriptedServer.await(over);
        });

        expect(url, sent, 413, "nono");
        expectAnotherConnection(url);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void serverThatCloses_isHeard(boolean secure, Sent sent) throws Exception {
        String url = start(secure);
        server.beforeBody(connection -> {
            connection.write(REFUSAL);
            connection.close();
        });

        expect(url, sent, 413, "nono");
        expectAnotherConnection(url);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void answerThatComesInPieces_isHeard(boolean secure, Sent sent) throws Exception {
        String url = start(secure);
        server.beforeBody(connection -> {
            connection.write("HTTP/1.1 100 Continue\r\n\r\n");
            for (byte b : REFUSAL.getBytes(ISO_8859_1)) {
                connection.write(new byte[] {b});
                Thread.onSpinWait();
            }
            ScriptedServer.await(over);
        });

        expect(url, sent, 413, "nono");
    }

    /** TLS sends tickets meanwhile, which are no answer. */
    @ParameterizedTest
    @MethodSource("ways")
    void serverThatIsSlowToRead_getsAll_andItsConnectionIsUsedAgain(boolean secure, Sent sent) throws Exception {
        String url = start(secure);
        server.beforeBody(connection -> Thread.sleep(300));

        expect(url, sent, 200, "{}");
        assertThat(server.request().body()).hasSize(MANY);
        assertThat(Exchanges.get(transport, url, "/")).isEqualTo("{}");
        assertThat(server.accepted()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void serverThatBeginsWithAGoodAnswer_getsAll(boolean secure, Sent sent) throws Exception {
        String url = start(secure);
        server.beforeBody(connection -> {
            connection.write("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n");
            Thread.sleep(100);
        });
        server.otherwise(connection -> connection.write(
                "Content-Length: 8\r\n\r\n" + connection.request().body().length));

        expect(url, sent, 200, String.valueOf(MANY));
    }
}
