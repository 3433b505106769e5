package io.github.claude4j.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.claude4j.Claude;
import io.github.claude4j.errors.ConnectionException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A server with a certificate that only its bundle trusts. */
class SslTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private HttpsServer server;

    private static Path keys() throws Exception {
        Path file = folder.resolve("keys.p12");
        if (Files.notExists(file)) {
            String[] command = {
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD
            };
            Process made = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("keytool.log").toFile())
                    .start();
            assertThat(made.waitFor()).isZero();
        }
        return file;
    }

    @BeforeEach
    void start() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys())) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            byte[] models = "{\"data\": [], \"has_more\": false}".getBytes();
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(200, models.length);
            exchange.getResponseBody().write(models);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ApplicationContextRunner application() {
        return Boots.application()
                .withPropertyValues(
                        "claude.base-url=https://localhost:"
                                + server.getAddress().getPort(),
                        "claude.api-key=k",
                        "claude.max-retries=0",
                        "spring.ssl.bundle.jks.gateway.truststore.location=file:" + folder.resolve("keys.p12"),
                        "spring.ssl.bundle.jks.gateway.truststore.password=" + PASSWORD,
                        "spring.ssl.bundle.jks.gateway.options.enabled-protocols=TLSv1.3");
    }

    @Test
    void bundle_ofTheClient_isWhatItTrusts() {
        application()
                .withPropertyValues("claude.ssl.bundle=gateway")
                .run(context -> assertThat(
                                context.getBean(Claude.class).models().list().items())
                        .isEmpty());
    }

    @Test
    void client_withoutTheBundle_doesNotTrustTheServer() {
        application()
                .run(context -> assertThatThrownBy(
                                () -> context.getBean(Claude.class).models().list())
                        .isInstanceOf(ConnectionException.class));
    }
}
