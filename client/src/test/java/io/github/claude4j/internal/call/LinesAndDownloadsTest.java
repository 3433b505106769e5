package io.github.claude4j.internal.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.Download;
import io.github.claude4j.JsonLines;
import io.github.claude4j.batches.MessageBatchIndividualResponse;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.NotFoundException;
import io.github.claude4j.fixtures.ScriptedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that are read as they come: results of batches, and files. */
class LinesAndDownloadsTest {
    @TempDir
    Path folder;

    private final ScriptedServer server = new ScriptedServer();
    private final Claude claude = server.client();

    @AfterEach
    void close() {
        claude.close();
        server.close();
    }

    private static String line(Object id) {
        return "{\"custom_id\":\"" + id + "\"}";
    }

    private JsonLines<MessageBatchIndividualResponse> results() {
        return claude.messages().batches().results("b");
    }

    @Test
    void lines_comeInOrder_withAndWithoutALineFeedAtTheEnd() {
        server.thenJson(200, line(1) + "\n\r\n\n" + line(2) + "\r\n" + line("ü"), "request-id: req_1")
                .thenJson(200, line(1) + "\n")
                .thenJson(200, "");

        try (JsonLines<MessageBatchIndividualResponse> lines = results()) {
            assertThat(lines.response().requestId()).contains("req_1");
            assertThat(lines)
                    .extracting(MessageBatchIndividualResponse::customId)
                    .containsExactly("1", "2", "ü");
        }
        assertThat(results()).hasSize(1);
        assertThat(results()).isEmpty();
        assertThat(server.requests().get(0).header("accept")).isEqualTo("application/x-jsonl, application/json");
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void lines_splitAtEveryByte_areTheSame() {
        String text = line("ü1") + "\r\n" + line(2) + "\n";
        byte[] bytes = text.getBytes(UTF_8);
        server.then(connection -> {
            connection.head(200, "content-length: " + bytes.length);
            for (byte one : bytes) {
                connection.write(new byte[] {one});
            }
        });

        assertThat(results().stream().map(MessageBatchIndividualResponse::customId))
                .containsExactly("ü1", "2");
    }

    @Test
    void line_longerThanAnyBuffer_isRead() {
        String id = "x".repeat(1_000_000);
        server.thenJson(200, line("a") + "\n" + line(id) + "\n" + line("b"));

        assertThat(results().stream().map(MessageBatchIndividualResponse::customId))
                .containsExactly("a", id, "b");
    }

    @Test
    void lines_areReadAsTheyCome() throws InterruptedException {
        CountDownLatch firstWasRead = new CountDownLatch(1);
        server.then(connection -> {
            connection.head(200, "transfer-encoding: chunked").chunk(line(1) + "\n");
            ScriptedServer.await(firstWasRead);
            connection.chunk(line(2)).endOfChunks();
        });

        Iterator<MessageBatchIndividualResponse> lines = results().iterator();
        assertThat(lines.next().customId()).isEqualTo("1");
        firstWasRead.countDown();
        assertThat(lines.next().customId()).isEqualTo("2");
        assertThat(lines).isExhausted();
    }

    @Test
    void line_thatIsNoObject_isNamedByItsNumber_andTheNextCanBeRead() {
        server.thenJson(200, line(1) + "\n\noops\n[]\n" + line(2) + "\n");

        Iterator<MessageBatchIndividualResponse> lines = results().iterator();
        lines.next();
        assertThatThrownBy(lines::next).isInstanceOf(InvalidDataException.class).hasMessageStartingWith("line 3: ");
        assertThatThrownBy(lines::next)
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("line 4: expected a JSON object");
        assertThat(lines.next().customId()).isEqualTo("2");
    }

    @Test
    void lines_thatAreCutOff_fail() {
        server.then(connection -> connection
                .head(200, "transfer-encoding: chunked")
                .chunk(line(1) + "\n{\"custom_id\"")
                .close());

        Iterator<MessageBatchIndividualResponse> lines = results().iterator();
        lines.next();
        assertThatThrownBy(lines::next)
                .isExactlyInstanceOf(ConnectionException.class)
                .hasMessageContaining("messages.batches.results");
    }

    @Test
    void lines_areReadOnce() {
        server.thenJson(200, line(1));

        JsonLines<MessageBatchIndividualResponse> lines = results();
        assertThat(lines.iterator().next().customId()).isEqualTo("1");
        assertThatThrownBy(lines::iterator).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void lines_closedEarly_closeTheirConnection() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        server.then(connection -> {
            connection.head(200, "transfer-encoding: chunked").chunk(line(1) + "\n");
            connection.awaitClientEnd(ended);
        });

        try (JsonLines<MessageBatchIndividualResponse> lines = results()) {
            lines.iterator().next();
        }

        ScriptedServer.await(ended);
    }

    @Test
    void lines_errorAnswer_isThrownWhereTheyAreOpened() {
        server.thenJson(404, ScriptedServer.error("not_found_error"));

        assertThatThrownBy(this::results).isInstanceOf(NotFoundException.class);
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (i * 31);
        }
        return content;
    }

    private void thenBytes(byte[] content) {
        server.then(connection -> connection
                .head(200, "content-length: " + content.length, "content-type: application/pdf")
                .write(content));
    }

    @Test
    void download_givesTheBytesAndTheirType() {
        byte[] content = content(300_000);
        thenBytes(content);

        Download download = claude.files().download("f");

        assertThat(download.contentType()).contains("application/pdf");
        assertThat(download.bytes()).isEqualTo(content);
        assertThat(server.request().target()).isEqualTo("/v1/files/f/content");
        assertThat(server.request().header("accept")).isEqualTo("*/*");
    }

    @Test
    void download_canBeReadByteByByte() throws IOException {
        thenBytes(new byte[] {1, (byte) 0xff, 3});

        try (Download download = claude.files().download("f")) {
            assertThat(download.inputStream().read()).isEqualTo(1);
            assertThat(download.inputStream().read()).isEqualTo(255);
            assertThat(download.inputStream().skip(5)).isEqualTo(1);
            assertThat(download.inputStream().read()).isEqualTo(-1);
            assertThat(download.inputStream().read(new byte[4], 0, 4)).isEqualTo(-1);
        }
    }

    @Test
    void save_replacesTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("a.pdf"), "old");
        byte[] content = content(100_000);
        thenBytes(content);

        claude.files().download("f").saveTo(file);

        assertThat(file).hasBinaryContent(content);
        assertThat(folder).isDirectoryContaining("glob:**a.pdf");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void save_thatIsCutOff_leavesWhatWasThere() throws IOException {
        Path file = Files.writeString(folder.resolve("a.pdf"), "old");
        server.then(connection ->
                connection.head(200, "content-length: 99").write("abc").close());

        assertThatThrownBy(() -> claude.files().download("f").saveTo(file)).isInstanceOf(ConnectionException.class);

        assertThat(file).hasContent("old");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void save_intoAFolderThatIsNotThere_closesTheAnswer() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        server.then(connection -> {
            connection.head(200, "content-length: 99").write("abc");
            connection.awaitClientEnd(ended);
        });

        assertThatThrownBy(() -> claude.files().download("f").saveTo(folder.resolve("none/a.pdf")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("a.pdf");
        ScriptedServer.await(ended);
    }

    @Test
    void save_ofAFileThatOthersMayReadAsUsual() throws IOException {
        Path usual = Files.createFile(folder.resolve("usual"));
        thenBytes(content(3));
        Path file = folder.resolve("a.pdf");

        claude.files().download("f").saveTo(file);

        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(usual));
        }
    }

    @Test
    void download_thatIsCutOff_fails() {
        server.then(connection ->
                connection.head(200, "content-length: 99").write("abc").close());

        assertThatThrownBy(() -> claude.files().download("f").bytes())
                .isExactlyInstanceOf(ConnectionException.class)
                .hasMessageContaining("files.download");
    }

    @Test
    void download_isAskedForAgainBeforeItBegins() {
        server.thenJson(503, "{}");
        thenBytes(content(3));

        Download download = claude.files().download("f");

        assertThat(download.response().attempts()).isEqualTo(2);
        assertThat(download.bytes()).hasSize(3);
    }

    @Test
    void manyLines_areRead() {
        server.thenJson(
                200,
                IntStream.range(0, 50_000).mapToObj(LinesAndDownloadsTest::line).collect(Collectors.joining("\n")));

        assertThat(results().stream()
                        .map(MessageBatchIndividualResponse::customId)
                        .distinct())
                .hasSize(50_000);
    }
}
