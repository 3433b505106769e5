package io.github.claude4j.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.fixtures.LoopbackProxy;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.fixtures.TlsKeys;
import io.github.claude4j.messages.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a certificate that nobody signed. */
class TlsTest {
    @TempDir
    static Path folder;

    private static SSLContext tls;

    private final ScriptedServer server = new ScriptedServer(tls.getServerSocketFactory());

    @BeforeAll
    static void makeKeys() throws Exception {
        tls = TlsKeys.context(folder);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Claude.Builder options(String host) {
        return server.options().baseUrl("https://" + host + ":" + server.port()).maxRetries(0);
    }

    @Test
    void ownCertificate_isTrustedByItsContext_andOnlyThere() {
        server.thenJson(200, "{}");
        try (Claude trusting = options("localhost").sslContext(tls).build();
                Claude other = options("localhost").build()) {
            trusting.models().retrieve("m");
            assertThat(server.requests()).hasSize(1);

            assertThatThrownBy(() -> other.models().retrieve("m")).isInstanceOf(ConnectionException.class);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void largeImage_arrivesByteForByte() throws IOException {
        byte[] image = new byte[2_000_000];
        new Random(42).nextBytes(image);
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, 0, image, 0, 8);
        Path file = Files.write(folder.resolve("image.png"), image);
        server.thenJson(200, ScriptedServer.MESSAGE);
        try (Claude claude = options("localhost").sslContext(tls).build()) {
            claude.messages().create(m -> m.model("m").maxTokens(1).addUserMessage(List.of(Content.image(file))));
        }
        assertThat(server.request().text()).contains(Base64.getEncoder().encodeToString(image));
    }

    @Test
    void hostName_isCheckedInAnyCase() throws IOException {
        SSLParameters unchecked = new SSLParameters();
        unchecked.setEndpointIdentificationAlgorithm(null);
        // The proxy leads every name here; this one does not stand in the certificate.
        try (LoopbackProxy proxy = new LoopbackProxy(server.port(), null);
                Claude claude = options("other.test")
                        .proxy(proxy.url())
                        .sslContext(tls)
                        .sslParameters(unchecked)
                        .build()) {
            assertThatThrownBy(() -> claude.models().retrieve("m"))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("other.test");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void protocols_areThoseOfTheParameters() {
        server.otherwise(connection -> connection.json(200, "{}", "protocol: " + connection.tlsProtocol()));
        SSLParameters only12 = new SSLParameters();
        only12.setProtocols(new String[] {"TLSv1.2"});
        SSLParameters only13 = new SSLParameters();
        only13.setProtocols(new String[] {"TLSv1.3"});
        try (Claude old = options("localhost")
                        .sslContext(tls)
                        .sslParameters(only12)
                        .build();
                Claude current = options("localhost")
                        .sslContext(tls)
                        .sslParameters(only13)
                        .build()) {
            assertThat(protocol(old)).isEqualTo("TLSv1.2");
            assertThat(protocol(current)).isEqualTo("TLSv1.3");
        }
    }

    private static String protocol(Claude claude) {
        return claude.http().get("/v1/any").headers().first("protocol").orElse("none");
    }
}
