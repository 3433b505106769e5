package io.github.claude4j.testkit.internal.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.fixtures.Http;
import io.github.claude4j.testkit.fixtures.Wire;
import io.github.claude4j.testkit.fixtures.Wire.Ending;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ServerTest {
    private static final String HEAD =
            "POST /v1/messages HTTP/1.1\r\nhost: localhost\r\nx-api-key: k\r\nanthropic-version: 2026-10-21\r\n";

    @Test
    void connection_isKept() throws IOException {
        try (FakeClaude fake = FakeClaude.start();
                Wire wire = new Wire(fake).send(Http.HELLO).send(Http.HELLO)) {
            assertThat(wire.read(300)).isEqualTo(Ending.STILL_OPEN);
            assertThat(wire.text().split("HTTP/1.1 200", -1)).hasSize(3);
            assertThat(fake.openConnections()).isEqualTo(1);
        }
    }

    @Test
    void chunkedBodyAndExpect_areUnderstood() throws IOException {
        String body = Http.HELLO.toJson();
        try (FakeClaude fake = FakeClaude.start();
                Wire wire = new Wire(fake)) {
            wire.send(HEAD + "transfer-encoding: chunked\r\nexpect: 100-continue\r\nconnection: close\r\n\r\n");
            assertThat(wire.read(300)).isEqualTo(Ending.STILL_OPEN);
            assertThat(wire.text()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            wire.send("5;x=y\r\n" + body.substring(0, 5) + "\r\n");
            wire.send(Integer.toHexString(body.length() - 5) + "\r\n" + body.substring(5)
                    + "\r\n0\r\nTrailer: 1\r\n\r\n");
            assertThat(wire.read(5000)).isEqualTo(Ending.CLOSED);
            assertThat(wire.text()).contains("HTTP/1.1 200");
        }
    }

    @Test
    void tooLargeRequest_is413() throws IOException {
        try (FakeClaude fake = FakeClaude.start();
                Wire wire = new Wire(fake).send(HEAD + "content-length: 33554433\r\n\r\nbegin")) {
            assertThat(wire.read(5000)).isEqualTo(Ending.CLOSED);
            assertThat(wire.text()).startsWith("HTTP/1.1 413").contains("request_too_large");
        }
    }

    @Test
    void malformedRequest_isRefused() throws IOException {
        try (FakeClaude fake = FakeClaude.start()) {
            for (String bad : List.of(
                    "nonsense\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n", HEAD + "content-length: -1\r\n\r\n")) {
                try (Wire wire = new Wire(fake).send(bad)) {
                    assertThat(wire.read(5000)).isEqualTo(Ending.CLOSED);
                    assertThat(wire.text()).startsWith("HTTP/1.1 400");
                }
            }
            try (Wire wire = new Wire(fake).send("GET / HTTP/1.1\r\na: " + "x".repeat(70_000) + "\r\n\r\n")) {
                wire.read(5000);
                assertThat(wire.text()).startsWith("HTTP/1.1 431");
            }
        }
    }

    @Test
    void close_endsOpenStreamsAtOnceAndLeavesNoThread() throws IOException {
        FakeClaude fake = FakeClaude.start();
        fake.eventDelay(Duration.ofHours(1))
                .reply("slow")
                .slowFirstByte(Duration.ofHours(1))
                .reply("slower")
                .stall();
        List<Wire> wires = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            wires.add(Wire.stream(fake));
            fake.takeRequest();
        }
        Wire idle = new Wire(fake);
        long start = System.nanoTime();
        fake.close();
        fake.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(fake.openConnections()).isZero();
        String name = "fake-claude-" + fake.url().getPort();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals(name));
        for (Wire wire : wires) {
            assertThat(wire.read(5000)).isNotEqualTo(Ending.STILL_OPEN);
            wire.close();
        }
        assertThat(idle.read(5000)).isNotEqualTo(Ending.STILL_OPEN);
        idle.close();
    }

    @Test
    void client_thatLeavesAStalledAnswer_isLetGo() throws Exception {
        try (FakeClaude fake = FakeClaude.start()) {
            fake.stall();
            Wire wire = Wire.stream(fake);
            fake.takeRequest();
            wire.close();
            for (int i = 0; i < 500 && fake.openConnections() > 0; i++) {
                Thread.sleep(10);
            }
            assertThat(fake.openConnections()).isZero();
        }
    }

    @Test
    void deeplyNestedJson_isAnswered() throws IOException {
        String deep = "[".repeat(800) + "]".repeat(800);
        String body = Http.HELLO.toJson().replaceFirst("\\{", "{\"metadata\":" + deep + ",");
        try (FakeClaude fake = FakeClaude.start();
                Wire wire = new Wire(fake)) {
            wire.send(HEAD + "connection: close\r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
            assertThat(wire.read(5000)).isEqualTo(Ending.CLOSED);
            assertThat(wire.text()).startsWith("HTTP/1.1 400").contains("metadata: Input should be an object");
        }
    }

    @Test
    void givenPort_isTaken() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (FakeClaude fake = FakeClaude.start(port)) {
            assertThat(fake.url().getPort()).isEqualTo(port);
            assertThat(fake.url().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void thousandSlowStreams_areServedTogether() throws IOException {
        try (FakeClaude fake = FakeClaude.start()) {
            fake.onMessage(body -> JsonObject.of("content", "one two three"));
            List<Wire> wires = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                fake.eventDelay(Duration.ofMillis(200)).replyDefault();
            }
            String body = Http.HELLO.with("stream", true).toJson();
            for (int i = 0; i < 1000; i++) {
                wires.add(new Wire(fake)
                        .send(HEAD + "connection: close\r\ncontent-length: " + body.length() + "\r\n\r\n" + body));
            }
            for (Wire wire : wires) {
                assertThat(wire.read(20_000)).isEqualTo(Ending.CLOSED);
                assertThat(wire.text()).contains("three").endsWith("\r\n0\r\n\r\n");
                wire.close();
            }
            assertThat(fake.requests()).hasSize(1000);
        }
    }

    @Test
    void pipelinedRequests_areAnsweredInOrder() throws IOException {
        try (FakeClaude fake = FakeClaude.start()) {
            fake.reply("first").reply("second").reply("third");
            String one = request(Http.HELLO.with("stream", true).toJson(), "");
            try (Wire wire =
                    new Wire(fake).send(one + one + request(Http.HELLO.toJson(), "connection: TE, close\r\n"))) {
                assertThat(wire.read(5000)).isEqualTo(Ending.CLOSED);
                assertThat(wire.text()).containsSubsequence("first", "message_stop", "second", "message_stop", "third");
            }
        }
    }

    @Test
    void upgradeToHttp2_isIgnored() throws IOException {
        String upgrade = "connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n";
        try (FakeClaude fake = FakeClaude.start();
                Wire wire = new Wire(fake)
                        .send(request(Http.HELLO.toJson(), upgrade))
                        .send(Http.HELLO)) {
            assertThat(wire.read(300)).isEqualTo(Ending.STILL_OPEN);
            assertThat(wire.text().split("HTTP/1.1 200", -1)).hasSize(3);
        }
    }

    @Test
    void otherProtocols_areTurnedAwayAtOnce() throws IOException {
        try (FakeClaude fake = FakeClaude.start();
                Wire http2 = new Wire(fake).send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
                Wire tls = new Wire(fake).send("\u0016\u0003\u0001 no end of a line")) {
            assertThat(http2.read(5000)).isNotEqualTo(Ending.STILL_OPEN);
            assertThat(http2.text()).startsWith("HTTP/1.1 505").contains("expected HTTP/1.1, found HTTP/2.0");
            assertThat(tls.read(5000)).isNotEqualTo(Ending.STILL_OPEN);
            assertThat(tls.text()).contains("expected plain HTTP, found TLS");
        }
    }

    @Test
    void headAndOptions_tellWithoutABody() throws IOException {
        try (FakeClaude fake = FakeClaude.start();
                Wire wire = new Wire(fake)) {
            wire.send("HEAD /v1/messages HTTP/1.1\r\nx-api-key: k\r\nanthropic-version: 2026-10-21\r\n\r\n");
            wire.send("OPTIONS /v1/files HTTP/1.1\r\nhost: localhost\r\n\r\n");
            wire.send("OPTIONS /nowhere HTTP/1.1\r\nconnection: close\r\n\r\n");
            assertThat(wire.read(5000)).isEqualTo(Ending.CLOSED);
            assertThat(wire.text())
                    .startsWith("HTTP/1.1 405")
                    .containsSubsequence("allow: POST", "HTTP/1.1 200", "allow: GET, POST", "HTTP/1.1 404")
                    .doesNotContain("Method Not Allowed");
        }
    }

    @Test
    void ipv6Loopback_isServedToo() throws IOException {
        InetAddress ipv6 = InetAddress.getByName("::1");
        assumeTrue(NetworkInterface.getByInetAddress(ipv6) != null, "there is no IPv6 here");
        try (FakeClaude fake = FakeClaude.start();
                Socket socket = new Socket(ipv6, fake.url().getPort())) {
            socket.getOutputStream()
                    .write(request(Http.HELLO.toJson(), "connection: close\r\n").getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host: evil.example",
                "host: 127.0.0.1.evil.example:8080",
                "host: localhost\r\nhost: evil.example",
                "host: localhost\r\norigin: https://evil.example",
                "host: localhost\r\norigin: null",
                "host: localhost\r\norigin: http://localhost.evil.example:3000"
            })
    void requestFromElsewhere_is403(String headers) throws IOException {
        try (FakeClaude fake = FakeClaude.start();
                Wire wire = new Wire(fake).send("GET /v1/models HTTP/1.1\r\n" + headers + "\r\n\r\n")) {
            assertThat(wire.read(5000)).isEqualTo(Ending.CLOSED);
            assertThat(wire.text())
                    .startsWith("HTTP/1.1 403")
                    .contains("permission_error", "expected localhost or another name of this machine, found ")
                    .doesNotContain("access-control");
            assertThat(fake.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x: y",
                "host: localhost:8080",
                "host: LOCALHOST",
                "host: api.localhost",
                "host: 127.0.0.2:1",
                "host: [::1]:8080",
                "host: localhost\r\norigin: http://localhost:3000",
                "host: app.test\r\norigin: https://App.test:8443"
            })
    void requestOfThisMachineOrAnAllowedOrigin_isServed(String headers) throws IOException {
        try (FakeClaude fake = FakeClaude.start(o -> o.allowOrigin("https://app.test:8443"));
                Wire wire = new Wire(fake)) {
            wire.send("OPTIONS /v1/models HTTP/1.1\r\nconnection: close\r\n" + headers + "\r\n\r\n");
            assertThat(wire.read(5000)).isEqualTo(Ending.CLOSED);
            assertThat(wire.text()).startsWith("HTTP/1.1 200");
            assertThat(wire.text().contains("access-control-allow-origin: ")).isEqualTo(headers.contains("origin"));
        }
    }

    @Test
    void originThatIsNone_isRefusedAtTheStart() {
        assertThatThrownBy(() -> FakeClaude.start(o -> o.allowOrigin("app.test")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("origin: expected one such as http://app.test:3000, found app.test");
    }

    /** Answers everything with nothing, and soon loses patience. */
    private static HttpServer hasty() {
        return server(Duration.ofMillis(200));
    }

    /** With this much patience, for all that it waits for. */
    private static HttpServer server(Duration patience) {
        Handler handler = new Handler() {
            @Override
            public boolean handle(HttpReader.Incoming incoming, Sender sender) throws IOException {
                Answer answer =
                        Answer.of(200, "text/plain", "of " + incoming.request().body().length);
                return sender.send(answer, new Delivery(), incoming.keepAlive(), incoming.chunks());
            }

            @Override
            public Answer signed(Answer answer) {
                return answer;
            }
        };
        HttpServer server = new HttpServer(
                0, handler, new Origins(List.of()), Watcher.NOBODY, new Patience(patience, patience, patience));
        server.start();
        return server;
    }

    @ParameterizedTest
    @ValueSource(strings = {"P", "POST / HTTP/1.1\r\nhost: localhost\r\n"})
    void headThatDoesNotCome_is408(String begin) throws IOException {
        try (HttpServer server = hasty();
                Wire wire = new Wire(server.url()).send(begin)) {
            assertThat(wire.read(5000)).isEqualTo(Ending.CLOSED);
            assertThat(wire.text()).startsWith("HTTP/1.1 408").contains("did not come in time");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-length: 5\r\n\r\nab", "transfer-encoding: chunked\r\n\r\n5\r\nab"})
    void bodyThatStopsComing_is408(String rest) throws IOException {
        try (HttpServer server = hasty();
                Wire wire = new Wire(server.url()).send(HEAD + rest)) {
            assertThat(wire.read(5000)).isEqualTo(Ending.CLOSED);
            assertThat(wire.text()).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void headThatTrickles_is408_howeverOftenSomethingComes() throws IOException {
        try (HttpServer server = hasty();
                Wire wire = new Wire(server.url()).send("GET / HTTP/1.1\r\n")) {
            for (int i = 0; i < 500 && wire.text().isEmpty(); i++) {
                wire.send("a").read(20);
            }
            assertThat(wire.text()).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void idleConnection_isClosedWithoutAWord() throws IOException {
        try (HttpServer server = hasty();
                Wire wire = new Wire(server.url()).send(request("abc", ""))) {
            assertThat(wire.read(5000)).isEqualTo(Ending.CLOSED);
            assertThat(wire.text()).startsWith("HTTP/1.1 200").endsWith("of 3").doesNotContain("408");
        }
    }

    @Test
    void largeBody_isReadWhole() throws IOException {
        String body = "x".repeat(3 * 1024 * 1024 + 7);
        try (HttpServer server = server(Duration.ofSeconds(50));
                Wire wire = new Wire(server.url()).send(request(body, "connection: close\r\n"))) {
            assertThat(wire.read(50_000)).isEqualTo(Ending.CLOSED);
            assertThat(wire.text()).endsWith("of " + body.length());
        }
    }

    @Test
    void port_canBeUsedAgainAtOnce() throws IOException {
        int port;
        List<Wire> open = new ArrayList<>();
        try (FakeClaude first = FakeClaude.start()) {
            port = first.url().getPort();
            open.add(new Wire(first).send(Http.HELLO));
            first.takeRequest();
        }
        try (FakeClaude second = FakeClaude.start(port)) {
            open.add(new Wire(second).send(Http.HELLO));
            assertThat(second.takeRequest().json()).isEqualTo(Http.HELLO);
        }
        for (Wire wire : open) {
            wire.close();
        }
    }

    private static String request(String body, String headers) {
        return HEAD + headers + "content-length: " + body.length() + "\r\n\r\n" + body;
    }
}
