package io.github.claude4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.Wire.Ending;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ServerTest {
    private static final String HEAD =
            "POST /v1/messages HTTP/1.1\r\nhost: x\r\nx-api-key: k\r\nanthropic-version: 2026-10-21\r\n";

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
}
