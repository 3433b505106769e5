package io.github.claude4j.jdk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.Download;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.fixtures.ScriptedServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uploads that are streams, that are watched, and that come from folders with links. */
class StreamUploadsTest {
    private static final byte[] CONTENT = "a,b\n1,2\n".getBytes(UTF_8);

    @TempDir
    Path folder;

    private final ScriptedServer server =
            new ScriptedServer().otherwise(connection -> connection.json(200, "{\"id\":\"x\"}"));
    private final Claude claude = server.client();

    @AfterEach
    void close() {
        claude.close();
        server.close();
    }

    /** A stream that tells whether it was closed. */
    private static final class Watched extends ByteArrayInputStream {
        private boolean closed;

        Watched(byte[] bytes) {
            super(bytes);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void upload_ofAStreamOfKnownLength_hasThatLengthAndLeavesItOpen() {
        Watched in = new Watched(CONTENT);

        claude.files().upload(in, CONTENT.length, "data.csv");

        ScriptedServer.Received sent = server.request();
        assertThat(sent.header("content-length")).isEqualTo(String.valueOf(sent.body().length));
        assertThat(sent.text()).contains("filename=\"data.csv\"").contains("\r\n\r\na,b\n1,2\n\r\n--");
        assertThat(in.closed).isFalse();
    }

    @Test
    void upload_ofAPartOfAStream_leavesTheRest() {
        Watched in = new Watched(CONTENT);

        claude.files().upload(in, 4, "data.csv");

        assertThat(server.request().text()).contains("\r\n\r\na,b\n\r\n--");
        assertThat(in.readAllBytes()).isEqualTo("1,2\n".getBytes(UTF_8));
    }

    @Test
    void upload_ofAStreamThatWasRead_isNotSentAgain() {
        server.thenJson(529, "{}");

        assertThatThrownBy(() -> claude.files().upload(new ByteArrayInputStream(CONTENT), CONTENT.length, "data.csv"))
                .isInstanceOf(OverloadedException.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void upload_ofAStreamThatIsTooShort_saysSo() {
        assertThatThrownBy(() -> claude.files().upload(new ByteArrayInputStream(CONTENT), 100, "data.csv"))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("expected 100 bytes in the stream, found 8");
    }

    @Test
    void upload_ofADownloadOfTheSameClient_passesItOn() {
        byte[] content = random(6_000_000);
        server.then(connection ->
                connection.head(200, "content-length: " + content.length).write(content));

        try (Download download = claude.files().download("file_1")) {
            claude.files().upload(download.inputStream(), content.length, "copy.bin");
        }

        assertThat(contentOf(server.requests().get(1).body())).isEqualTo(content);
    }

    @Test
    void upload_ofMuch_arrivesByteForByte() throws IOException {
        byte[] content = random(3_000_001);
        Path file = Files.write(folder.resolve("big.bin"), content);

        claude.files().upload(file);

        assertThat(contentOf(server.request().body())).isEqualTo(content);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    /** The one part of a multipart body. */
    private static byte[] contentOf(byte[] body) {
        String text = new String(body, ISO_8859_1);
        int from = text.indexOf("\r\n\r\n") + 4;
        return Arrays.copyOfRange(body, from, text.lastIndexOf("\r\n--", text.length() - 5));
    }

    @Test
    void upload_ofANegativeLength_isRefused() {
        assertThatThrownBy(() -> claude.files().upload(new ByteArrayInputStream(CONTENT), -1, "data.csv"))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("length: expected 0 or more, found -1");
    }

    @Test
    void upload_ofAStreamOfUnknownLength_isSentAgain() {
        server.thenJson(529, "{}");
        Watched in = new Watched(CONTENT);

        claude.files().upload(in, "data.csv");

        assertThat(server.requests())
                .hasSize(2)
                .allSatisfy(sent -> assertThat(sent.text())
                        .contains("filename=\"data.csv\"")
                        .contains("\r\n\r\na,b\n1,2\n\r\n--"));
        assertThat(in.closed).isFalse();
    }

    @Test
    void upload_ofAStreamThatFails_sendsNothing() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the source is gone");
            }
        };

        assertThatThrownBy(() -> claude.files().upload(broken, "data.csv"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("could not copy the stream to a temporary file: the source is gone");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void upload_withProgress_tellsOfEveryByte() throws IOException {
        Path file = Files.write(folder.resolve("big.bin"), new byte[200_000]);
        List<Long> sent = new CopyOnWriteArrayList<>();
        List<Long> totals = new CopyOnWriteArrayList<>();

        claude.files().upload(file, (bytes, total) -> {
            sent.add(bytes);
            totals.add(total);
        });

        assertThat(sent)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(2)
                .endsWith(200_000L);
        assertThat(totals).containsOnly(200_000L);
        assertThat(server.request().body()).hasSizeGreaterThan(200_000);
    }

    @Test
    void upload_withProgress_sentAgain_beginsAgain() throws IOException {
        server.thenJson(529, "{}");
        Path file = Files.write(folder.resolve("small.bin"), new byte[10]);
        List<Long> sent = new CopyOnWriteArrayList<>();

        claude.files().upload(file, (bytes, total) -> sent.add(bytes));

        assertThat(sent).containsExactly(10L, 10L);
    }

    @Test
    void upload_withProgressThatFails_isNotSentAgain() throws IOException {
        Path file = Files.write(folder.resolve("small.bin"), new byte[10]);

        assertThatThrownBy(() -> claude.files().upload(file, (bytes, total) -> {
                    throw new IllegalStateException("no display");
                }))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("whoever is told of the progress failed")
                .hasMessageContaining("no display");
        assertThat(server.pauses).isEmpty();
    }

    @Test
    void skill_withALinkOutOfItsFolder_isRefused() throws IOException {
        Path skill = skill();
        Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(skill.resolve("notes.txt"), secret);

        assertThatThrownBy(() -> claude.skills().create(skill))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("notes.txt, a link that leads out of it");
        assertThatThrownBy(() -> claude.skills().versions().create("skill_1", skill))
                .isInstanceOf(InvalidParamsException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void skill_withALinkWithinItsFolder_sendsWhatItLeadsTo() throws IOException {
        Path skill = skill();
        Files.createSymbolicLink(skill.resolve("copy.md"), skill.resolve("SKILL.md"));

        claude.skills().versions().create("skill_1", skill);

        assertThat(server.request().target()).isEqualTo("/v1/skills/skill_1/versions");
        assertThat(server.request().text())
                .contains("filename=\"my-skill/SKILL.md\"")
                .contains("filename=\"my-skill/copy.md\"");
    }

    @Test
    void skill_whoseFolderIsALink_keepsTheNameOfTheLink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("linked"), skill());

        claude.skills().create(link);

        assertThat(server.request().text()).contains("filename=\"linked/SKILL.md\"");
    }

    @Test
    void download_toAStream_leavesItOpenAndCountsItsBytes() {
        server.then(connection -> connection.json(200, "0123456789"));
        List<String> closed = new ArrayList<>();
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream() {
            @Override
            public void close() {
                closed.add("closed");
            }
        };

        assertThat(claude.files().download("file_1").writeTo(out)).isEqualTo(10);
        assertThat(out.toString(ISO_8859_1)).isEqualTo("0123456789");
        assertThat(closed).isEmpty();
    }

    private Path skill() throws IOException {
        Path skill = Files.createDirectories(folder.resolve("my-skill"));
        Files.writeString(skill.resolve("SKILL.md"), "# Skill");
        return skill;
    }
}
