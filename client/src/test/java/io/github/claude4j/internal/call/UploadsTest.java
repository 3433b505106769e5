package io.github.claude4j.internal.call;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.files.FileUploadParams;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.json.Binary;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.skills.SkillCreateParams;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on their way to the API. */
class UploadsTest {
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

    private static String boundary(ScriptedServer.Received request) {
        assertThat(request.header("content-type")).startsWith("multipart/form-data; boundary=");
        return request.header("content-type").substring("multipart/form-data; boundary=".length());
    }

    @Test
    void upload_isMultipartWithAKnownLength() {
        byte[] content = {0, (byte) 0xff, '\r', '\n', 7};
        claude.files()
                .upload(FileUploadParams.builder()
                        .file(Binary.of(content).named("Über \"a\".bin").as("application/x-thing"))
                        .expiresInSeconds(60)
                        .build());

        ScriptedServer.Received request = server.request();
        String boundary = boundary(request);
        String expected = "--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Über %22a%22.bin\"\r\n"
                + "Content-Type: application/x-thing\r\n\r\n" + new String(content, ISO_8859_1) + "\r\n--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"expires_in_seconds\"\r\n\r\n60\r\n--" + boundary
                + "--\r\n";
        assertThat(new String(request.body(), ISO_8859_1))
                .isEqualTo(new String(expected.replace("Über", "\u0001").getBytes(ISO_8859_1), ISO_8859_1)
                        .replace("\u0001", new String("Über".getBytes(UTF_8), ISO_8859_1)));
        assertThat(request.header("content-length")).isEqualTo(String.valueOf(request.body().length));
        assertThat(request.headers().has("transfer-encoding")).isFalse();
    }

    @Test
    void upload_ofAnEmptyFile_isSent() throws IOException {
        claude.files().upload(Files.createFile(folder.resolve("empty.txt")));

        assertThat(server.request().text()).contains("filename=\"empty.txt\"").contains("\r\n\r\n\r\n--");
    }

    @Test
    void upload_withLineBreaksInTheName_addsNoHeader() {
        claude.files().upload(new byte[] {1}, "a\r\nX-Evil: 1\".txt");

        assertThat(server.request().text())
                .contains("filename=\"a%0D%0AX-Evil: 1%22.txt\"\r\n")
                .doesNotContain("\nX-Evil");
    }

    @Test
    void upload_underANameThatNoFileHereCanHave_isSent() {
        claude.files().upload(new byte[] {7}, "a\0.txt");

        assertThat(server.request().text()).contains("Content-Type: application/octet-stream");
    }

    @Test
    void upload_withLineBreaksInTheMediaType_addsNoHeader() {
        Binary file = Binary.of(new byte[] {1}).named("a").as("text/plain\r\nX-Evil: 1");

        claude.files().upload(FileUploadParams.builder().file(file).build());

        assertThat(server.request().text()).doesNotContain("\nX-Evil");
    }

    @Test
    void upload_withoutAName_isRefusedBeforeSending() {
        FileUploadParams params =
                FileUploadParams.builder().file(Binary.of(new byte[1])).build();

        assertThatThrownBy(() -> claude.files().upload(params))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageStartingWith("file: expected a file name, found none");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void skill_sendsEveryFileOfItsFolder() throws IOException {
        Path skill = Files.createDirectories(folder.resolve("my-skill/sub")).getParent();
        Files.writeString(skill.resolve("SKILL.md"), "# Skill");
        Files.writeString(skill.resolve("sub/tool.py"), "print(1)");

        claude.skills().create(skill);

        String[] parts = server.request().text().split("--" + boundary(server.request()));
        assertThat(parts).hasSize(4);
        assertThat(parts[1])
                .contains("name=\"files[]\"; filename=\"my-skill/SKILL.md\"")
                .endsWith("\r\n\r\n# Skill\r\n");
        assertThat(parts[2])
                .contains("name=\"files[]\"; filename=\"my-skill/sub/tool.py\"")
                .endsWith("\r\n\r\nprint(1)\r\n");
        assertThat(parts[3]).isEqualTo("--\r\n");
    }

    @Test
    void skill_fromParams_sendsTextFieldsAsTheyAre() {
        claude.skills()
                .create(SkillCreateParams.builder()
                        .displayName("Nåme")
                        .addFile(Binary.of("a".getBytes(UTF_8)).named("s/SKILL.md"))
                        .put("extra", JsonObject.of("a", 1))
                        .build());

        assertThat(server.request().text())
                .contains("name=\"display_name\"\r\n\r\nNåme\r\n")
                .contains("name=\"extra\"\r\n\r\n{\"a\":1}\r\n");
    }

    @Test
    void skill_withoutItsMainFile_isRefused() {
        assertThatThrownBy(() -> claude.skills().create(folder))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("expected a SKILL.md");
    }

    @Test
    void upload_readsTheFileWhileItIsSent() throws IOException {
        int size = 16 * 1024 * 1024;
        Path big = folder.resolve("big.bin");
        write(big, size - 1, 0);
        // More than the sockets hold: its end is not read before the server has begun to take it.
        server.beforeBody(connection -> write(big, size - 3, 'E', 'N', 'D'));

        claude.files().upload(big);

        assertThat(new String(server.request().body(), ISO_8859_1)).contains("END\r\n--" + boundary(server.request()));
    }

    private static void write(Path file, int at, int... bytes) throws IOException {
        try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
            random.seek(at);
            for (int b : bytes) {
                random.write(b);
            }
        }
    }

    @Test
    void upload_sentAgain_readsTheFileAnew() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "before");
        server.then(connection -> {
            Files.writeString(file, "after!");
            connection.json(503, "{}");
        });

        claude.files().upload(file);

        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(0).text()).contains("\r\nbefore\r\n");
        assertThat(server.requests().get(1).text()).contains("\r\nafter!\r\n");
    }

    @Test
    void upload_ofAFileThatIsGone_saysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("gone.txt"), "text");
        FileUploadParams params = FileUploadParams.builder().file(file).build();
        Files.delete(file);

        assertThatThrownBy(() -> claude.files().upload(params))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("files.upload")
                .hasMessageContaining("gone.txt");
        assertThat(server.pauses).isEmpty();
        claude.models().retrieve("still works");
    }

    @Test
    void upload_ofAFileThatHasShrunk_saysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("less.txt"), "much text");
        FileUploadParams params = FileUploadParams.builder().file(file).build();
        Files.writeString(file, "less");

        assertThatThrownBy(() -> claude.files().upload(params))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("files.upload")
                .hasMessageContaining("less.txt");
        assertThat(server.pauses).isEmpty();
    }

    @Test
    void message_withAFileThatIsGone_saysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("gone.png"), "text");
        MessageCreateParams params = MessageCreateParams.of(
                JsonObject.of("messages", JsonArray.of(JsonObject.of("role", "user", "content", Binary.of(file)))));
        Files.delete(file);

        assertThatThrownBy(() -> claude.messages().create(params))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("messages.create")
                .hasMessageContaining("gone.png");
        assertThat(server.requests()).isEmpty();
    }
}
