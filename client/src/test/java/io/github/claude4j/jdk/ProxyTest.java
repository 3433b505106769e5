package io.github.claude4j.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.client.Knobs;
import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.ConnectionTimeoutException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.fixtures.LoopbackProxy;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.fixtures.TlsKeys;
import io.github.claude4j.internal.proxy.Proxies;
import io.github.claude4j.internal.proxy.ProxyServer;
import io.github.claude4j.internal.proxy.ProxyServer.Kinds;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proxies with and without a password, in front of servers of https and of http. */
class ProxyTest {
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

    @AfterAll
    static void forget() {
        tls = null;
    }

    @AfterEach
    void close() {
        server.close();
        plain.close();
    }

    private Claude.Builder options() {
        return server.options().baseUrl("https://" + HOST).sslContext(tls).maxRetries(0);
    }

    private static Claude.Builder environment(Claude.Builder builder, String... namesAndValues) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        Knobs.fromEnv(builder, variables::get, name -> null);
        return builder;
    }

    private static void list(Claude.Builder builder) {
        try (Claude claude = builder.build()) {
            claude.models().list();
        }
    }

    @Test
    void tunnel_withAPassword_isOpened_andTheApiNeverSeesIt() throws IOException {
        server.otherwise(connection -> connection.json(200, "{\"data\":[]}"));
        try (LoopbackProxy proxy = new LoopbackProxy(server.port(), "ann:p:w d")) {
            list(options().proxy("http://ann:p%3Aw%20d@127.0.0.1:" + proxy.port()));
            list(options().proxy(proxy.url(), "ann", "p:w d"));

            assertThat(proxy.heads).hasSize(2).allMatch(head -> head.startsWith("CONNECT " + HOST + ":443 "));
            assertThat(server.requests()).hasSize(2).allMatch(seen -> seen.header("proxy-authorization") == null);
        }
    }

    @Test
    void tunnel_withoutAPassword_isOpened() throws IOException {
        server.thenJson(200, "{\"data\":[]}");
        try (LoopbackProxy proxy = new LoopbackProxy(server.port(), null)) {
            list(options().proxy(proxy.url()));

            assertThat(proxy.heads).singleElement().asString().doesNotContainIgnoringCase("authorization");
        }
    }

    @Test
    void transport_thatIsBuilt_goesThroughItsProxyWithItsTls() throws IOException {
        server.thenJson(200, "{\"data\":[]}");
        try (LoopbackProxy proxy = new LoopbackProxy(server.port(), "ann:pw")) {
            JdkTransport transport = JdkTransport.builder()
                    .proxy(proxy.url(), "ann", "pw")
                    .sslContext(tls)
                    .build();
            list(server.options().baseUrl("https://" + HOST).transport(transport));

            assertThat(proxy.heads).singleElement().asString().startsWith("CONNECT " + HOST + ":443 ");
        }
    }

    @Test
    void tunnel_isUsedAgain_andEndsWithItsClient() throws Exception {
        server.otherwise(connection -> connection.json(200, "{\"data\":[]}"));
        try (LoopbackProxy proxy = new LoopbackProxy(server.port(), "ann:pw")) {
            try (Claude claude = options().proxy(proxy.url(), "ann", "pw").build()) {
                claude.models().list();
                claude.models().list();
                assertThat(proxy.heads).hasSize(1);
                assertThat(proxy.connections()).isPositive();
            }
            for (int i = 0; i < 1000 && proxy.connections() > 0; i++) {
                Thread.sleep(10);
            }
            assertThat(proxy.connections()).isZero();
        }
    }

    @Test
    void stream_throughATunnel_comesAsItIs_andCanBeCancelled() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        server.then(connection -> connection
                .events(ScriptedServer.MESSAGE_START + ScriptedServer.BLOCK_START + ScriptedServer.text("Hel"))
                .awaitClientEnd(ended));
        try (LoopbackProxy proxy = new LoopbackProxy(server.port(), "ann:pw");
                Claude claude = options().proxy(proxy.url(), "ann", "pw").build();
                MessageStream stream =
                        claude.messages().stream(MessageCreateParams.of(JsonObject.of("max_tokens", 16)))) {
            assertThat(stream.textDeltas().iterator().next()).isEqualTo("Hel");
        }
        ScriptedServer.await(ended);
    }

    @Test
    void wrongPassword_isNamed_andNotShown() throws IOException {
        try (LoopbackProxy proxy = new LoopbackProxy(server.port(), "ann:pw")) {
            for (Claude.Builder builder : new Claude.Builder[] {
                options().proxy(proxy.url(), "ann", "sesame"), options().proxy(proxy.url())
            }) {
                assertThatThrownBy(() -> list(builder))
                        .isInstanceOf(ApiException.class)
                        .hasMessageStartingWith("407")
                        .hasMessageContaining("the user and the password for the proxy")
                        .hasMessageNotContaining("sesame");
            }
        }
    }

    @Test
    void proxyThatStaysMute_isGivenUpWhenTheTimeToConnectIsOver() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Claude claude = options()
                        .proxy("http://ann:pw@127.0.0.1:" + mute.getLocalPort())
                        .connectTimeout(Duration.ofMillis(300))
                        .build()) {
            assertThatThrownBy(() -> claude.models().list())
                    .isInstanceOf(ConnectionTimeoutException.class)
                    .hasMessageContaining("waited 0.3 s for a connection to proxy 127.0.0.1:" + mute.getLocalPort());
            try (Socket proxied = mute.accept()) {
                byte[] all = proxied.getInputStream().readAllBytes();
                assertThat(new String(all, StandardCharsets.US_ASCII))
                        .as("what was asked for before the connection was closed")
                        .startsWith("CONNECT " + HOST + ":443 ");
            }
        }
    }

    @Test
    void relay_letsInNobodyElse() throws IOException {
        try (LoopbackProxy proxy = new LoopbackProxy(server.port(), "ann:pw");
                ProxyRelay relay = new ProxyRelay(
                        ProxyServer.parse("proxy", proxy.url(), Kinds.HTTP).withCredentials("ann", "pw"));
                Socket stranger = new Socket(
                        InetAddress.getLoopbackAddress(), relay.address().getPort())) {
            stranger.getOutputStream()
                    .write(("CONNECT " + HOST + ":443 HTTP/1.1\r\nProxy-Authorization: Ticket x\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(stranger.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 407");
            assertThat(proxy.heads).isEmpty();
        }
    }

    @Test
    void plainHttp_withAPassword_isPassedOn() throws IOException {
        plain.thenJson(200, "{\"data\":[]}");
        try (LoopbackProxy proxy = new LoopbackProxy(plain.port(), "ann:pw")) {
            list(plain.options().baseUrl("http://" + HOST).allowInsecureHttp().proxy(proxy.url(), "ann", "pw"));

            assertThat(proxy.heads).singleElement().asString().startsWith("GET http://" + HOST + "/v1/models");
        }
    }

    @Test
    void proxyThatIsGone_isNamed() throws IOException {
        int port;
        try (LoopbackProxy proxy = new LoopbackProxy(1, null)) {
            port = proxy.port();
        }
        assertThatThrownBy(() -> list(options().proxy("http://127.0.0.1:" + port)))
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("proxy 127.0.0.1:" + port);
        assertThatThrownBy(() -> list(options().proxy("http://127.0.0.1:" + port, "ann", "pw")))
                .isInstanceOf(ConnectionException.class)
                // By way of a relay there is an answer, which is the relay's.
                .message()
                .containsAnyOf("502", "proxy 127.0.0.1:" + port);
    }

    @Test
    void environment_namesTheProxy_loopbackIsReachedWithoutIt_andCodeWins() throws IOException {
        server.otherwise(connection -> connection.json(200, "{\"data\":[]}"));
        plain.otherwise(connection -> connection.json(200, "{\"data\":[]}"));
        try (LoopbackProxy proxy = new LoopbackProxy(server.port(), "ann:pw")) {
            String url = "http://ann:pw@127.0.0.1:" + proxy.port();
            list(environment(options(), "HTTPS_PROXY", url));
            list(environment(options(), "https_proxy", url, "HTTPS_PROXY", "http://127.0.0.1:1"));
            assertThat(proxy.heads).hasSize(2);

            list(environment(plain.options(), "HTTP_PROXY", url));
            list(environment(
                    options().baseUrl("https://localhost:" + server.port()).withoutProxy(), "HTTPS_PROXY", url));
            list(environment(options().baseUrl("https://localhost:" + server.port()), "HTTPS_PROXY", url));
            list(environment(options().proxy(url), "HTTPS_PROXY", "http://127.0.0.1:1", "NO_PROXY", "*"));
            assertThat(proxy.heads).hasSize(3);
        }
    }

    @Test
    void environment_isIgnoredWhereTheJdkIsTold() {
        Map<String, String> environment = Map.of("HTTPS_PROXY", "http://proxy:1");

        assertThat(Proxies.of(environment::get, name -> null, Kinds.HTTP)).isNotNull();
        assertThat(Proxies.of(environment::get, name -> name.equals("https.proxyHost") ? "other" : null, Kinds.HTTP))
                .isNull();
        assertThat(Proxies.of(name -> " ", name -> null, Kinds.HTTP)).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                *                        | https://api.anthropic.com  | true
                anthropic.com            | https://api.anthropic.com  | true
                anthropic.com            | https://anthropic.com      | true
                ANTHROPIC.com            | https://api.Anthropic.com  | true
                thropic.com              | https://anthropic.com      | false
                .anthropic.com           | https://api.anthropic.com  | true
                .anthropic.com           | https://anthropic.com      | false
                *.anthropic.com          | https://api.anthropic.com  | true
                a.test, b.test           | https://b.test             | true
                a.test b.test            | https://b.test             | true
                b.test:443               | https://b.test             | true
                b.test:443               | https://b.test:8443        | false
                b.test:80                | http://b.test              | true
                10.1.2.3                 | https://10.1.2.3           | true
                10.1.2.3:8443            | https://10.1.2.3           | false
                10.0.0.0/8               | https://10.255.2.3         | true
                10.0.0.0/8               | https://11.255.2.3         | false
                10.0.0.0/nonsense        | https://10.0.0.1           | false
                fd00::/8                 | https://[fd00::7]          | true
                fd00::/8                 | https://10.0.0.1           | false
                [fd00::7]:443            | https://[fd00::7]          | true
                fd00::7                  | https://[fd00:0::7]        | true
                nowhere.test             | https://localhost:80       | true
                nowhere.test             | https://127.1.2.3          | true
                nowhere.test             | https://[::1]:9            | true
                """)
    void noProxy_namesWhatIsReachedDirectly(String list, String url, boolean direct) {
        Map<String, String> environment =
                Map.of("HTTPS_PROXY", "http://proxy:1", "HTTP_PROXY", "proxy:2", "NO_PROXY", list);

        assertThat(Proxies.of(environment::get, name -> null, Kinds.HTTP).find(URI.create(url)) == null)
                .isEqualTo(direct);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://u:sesame@proxy", "socks4://proxy:1", "http://", "http://a b:sesame@c", "http://p:99999"
            })
    void proxy_thatCannotBeUsed_isRefused_andNoPasswordShown(String url) {
        assertThatThrownBy(() -> Claude.builder().proxy(url))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageStartingWith("proxy: expected ")
                .hasMessageNotContaining("sesame");
        assertThatThrownBy(
                        () -> environment(Claude.builder(), "https_proxy", url).build())
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageStartingWith("HTTPS_PROXY: expected ");
    }

    @Test
    void socks_isRefusedByWhatCannotGoThroughIt() {
        assertThatThrownBy(() -> JdkTransport.builder().proxy("socks5://ann:sesame@proxy:1"))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage(
                        "proxy: expected http://host:port, found socks5://…, which SocketTransport and OkHttpTransport"
                                + " can go through");
    }

    @Test
    void credentials_ofAProxy_areReadAsInAUrl_andNotPrinted() {
        ProxyServer proxy = ProxyServer.parse("proxy", "http://ann%40corp:se%2Bs+ame@proxy:3128", Kinds.HTTP);

        assertThat(proxy.authorization()).isEqualTo("Basic YW5uQGNvcnA6c2UrcythbWU=");
        assertThat(proxy).hasToString("proxy:3128");
        assertThatThrownBy(() -> ProxyServer.parse("proxy", "http://a:%zz@proxy", Kinds.HTTP))
                .isInstanceOf(InvalidParamsException.class);
        assertThatThrownBy(() -> proxy.withCredentials("a:b", "c")).isInstanceOf(InvalidParamsException.class);
    }

    @Test
    void ownClient_withAProxyBesideIt_isRefused() {
        HttpClient own = HttpClient.newHttpClient();
        Claude.Builder proxied = Claude.builder().httpClient(own).proxy("http://proxy");
        Claude.Builder trusting = Claude.builder().sslContext(tls).httpClient(own);

        assertThatThrownBy(proxied::build)
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageStartingWith("proxy, sslContext, sslParameters: expected them on the httpClient");
        assertThatThrownBy(trusting::build).isInstanceOf(InvalidParamsException.class);
    }
}
