package io.github.claude4j.internal.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.Download;
import io.github.claude4j.JsonLines;
import io.github.claude4j.client.Caller;
import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Operation;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.ResponseInfo;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers that are compressed, whole and broken. */
class GzipTest {
    private static final Operation LINES =
            Operation.of("test.lines", "GET", "/lines").lines().build();
    private static final Operation BYTES =
            Operation.of("test.bytes", "GET", "/bytes").binary().build();

    private final ScriptedServer server = new ScriptedServer();
    private final Claude claude = server.options().maxRetries(0).build();

    @AfterEach
    void close() {
        claude.close();
        server.close();
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] gzip(String plain) {
        return gzip(plain.getBytes(UTF_8));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private void then(int status, byte[] body) {
        server.then(connection -> connection
                .head(status, "content-length: " + body.length, "content-encoding: gzip")
                .write(body));
    }

    private static byte[] decoded(byte[] body, int step) throws IOException {
        return decoded("gzip", body, step);
    }

    private static byte[] decoded(String coding, byte[] body, int step) throws IOException {
        InputStream slow = new ByteArrayInputStream(body) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(step, length));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
        try (Response answer = Inbound.decoded(new Response(200, Headers.of("content-encoding", coding), slow))) {
            return answer.body().readAllBytes();
        }
    }

    @Test
    void longAnswers_areAskedForCompressed_shortOnesAndEventsAreNot() {
        server.thenJson(200, "{\"data\":[]}")
                .thenJson(200, "{}")
                .thenJson(200, ScriptedServer.MESSAGE)
                .thenEvents(ScriptedServer.STREAM)
                .thenJson(200, "{\"data\":[]}");
        MessageCreateParams params = MessageCreateParams.of(JsonObject.of("max_tokens", 16));
        claude.models().list();
        try (JsonLines<JsonObject> lines =
                Caller.of(claude.http()).lines(LINES, JsonObject.of(), Function.identity())) {
            assertThat(lines.response().status()).isEqualTo(200);
        }
        claude.messages().create(params);
        claude.messages().stream(params).message();
        claude.with(o -> o.withoutHeader("accept-encoding")).models().list();

        assertThat(server.requests().stream().map(request -> request.header("accept-encoding")))
                .containsExactly("gzip", "gzip", null, null, null);
    }

    @Test
    void answer_thatIsCompressed_isDecoded_andSaysNothingOfIt() {
        then(200, gzip("{\"data\":[],\"has_more\":false}"));
        ResponseInfo info = claude.models().list().response().orElseThrow();

        assertThat(info.headers().has("content-encoding")).isFalse();
        assertThat(info.headers().has("content-length")).isFalse();
    }

    @Test
    void message_linesAndDownload_areDecodedToo() {
        then(200, gzip(ScriptedServer.MESSAGE));
        assertThat(claude.messages()
                        .create(MessageCreateParams.of(JsonObject.of("max_tokens", 16)))
                        .text())
                .isEqualTo("Hello");

        then(200, gzip("{\"n\":1}\n{\"n\":2}\n"));
        try (JsonLines<JsonObject> lines =
                Caller.of(claude.http()).lines(LINES, JsonObject.of(), Function.identity())) {
            assertThat(lines).hasSize(2);
        }

        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);
        then(200, gzip(content));
        try (Download download = Caller.of(claude.http()).download(BYTES, JsonObject.of())) {
            assertThat(download.bytes()).isEqualTo(content);
        }
    }

    @Test
    void error_thatIsCompressed_isRead() {
        then(400, gzip(ScriptedServer.error("invalid_request_error")));
        assertThatThrownBy(() -> claude.models().list())
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("no luck");
    }

    @Test
    void emptyBody_isEmpty() {
        then(200, new byte[0]);
        Caller.of(claude.http()).run(LINES, JsonObject.of());
        server.then(connection -> connection.head(204, "x: y", "content-encoding: gzip"));
        Caller.of(claude.http()).run(LINES, JsonObject.of());
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void decodedAlready_isNotDecodedTwice() {
        byte[] plain = "{\"data\":[]}".getBytes(UTF_8);
        then(200, plain);
        assertThat(claude.models().list().items()).isEmpty();
    }

    @Test
    void members_splitAnywhere_areOneAnswer() throws IOException {
        byte[] body = join(gzip("one "), gzip(""), gzip("two"));
        for (int step = 1; step <= body.length; step++) {
            assertThat(decoded(body, step)).asString(UTF_8).isEqualTo("one two");
        }
    }

    @Test
    void head_withEveryField_isSkipped() throws IOException {
        byte[] member = gzip("text");
        byte[] head = {0x1f, (byte) 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 0, 2, 0, 9, 9, 'n', 0, 'c', 0, 7, 7};

        assertThat(decoded(join(head, Arrays.copyOfRange(member, 10, member.length)), 3))
                .asString(UTF_8)
                .isEqualTo("text");
    }

    @Test
    void cutAnywhere_isAnError_notAShortAnswer() {
        byte[] body = gzip("{\"data\":[]}");
        for (int length = 1; length < body.length; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            assertThatThrownBy(() -> decoded(cut, 100))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cut off");
        }
        then(200, Arrays.copyOf(body, 15));
        assertThatThrownBy(() -> claude.models().list())
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("the compressed answer was cut off");
    }

    @Test
    void damage_isAnError() {
        byte[] body = gzip("some text");
        byte[] method = body.clone();
        method[2] = 7;
        byte[] checksum = body.clone();
        checksum[body.length - 8] ^= 1;
        byte[] length = body.clone();
        length[body.length - 1] ^= 1;
        byte[] block = body.clone();
        block[10] |= 6;
        for (byte[] damaged : new byte[][] {
            method, checksum, length, block, join(body, new byte[] {0}), join(body, body, body, "rest".getBytes(UTF_8))
        }) {
            assertThatThrownBy(() -> decoded(damaged, 100))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the compressed answer is damaged");
        }
    }

    @Test
    void bomb_isGivenUp() {
        byte[] bomb = gzip(new byte[64 * 1024 * 1024]);

        assertThatThrownBy(() -> decoded(bomb, 8192))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("looks like an attack");

        then(200, bomb);
        assertThatThrownBy(() -> claude.models().list()).isInstanceOf(InvalidDataException.class);
        then(200, bomb);
        try (Download download = Caller.of(claude.http()).download(BYTES, JsonObject.of())) {
            assertThatThrownBy(download::bytes).isInstanceOf(InvalidDataException.class);
        }
        assertThat(server.requests()).hasSize(2);
    }
}
