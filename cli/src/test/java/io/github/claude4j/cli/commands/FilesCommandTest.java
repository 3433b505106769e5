package io.github.claude4j.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.cli.fixtures.Shell;
import io.github.claude4j.cli.terminal.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesCommandTest {
    private final Shell shell = new Shell();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void upload_severalFiles_printsAnIdEach() throws IOException {
        Path a = Files.writeString(folder.resolve("a.txt"), "one");
        Path b = Files.writeString(folder.resolve("b.txt"), "three");
        Shell.Result result = shell.run("files", "upload", a.toString(), b.toString());
        assertThat(result.err()).isEmpty();
        assertThat(result.lines()).hasSize(2).allMatch(line -> line.startsWith("file_"));

        Shell.Result shown = shell.run("files", "show", result.lines().get(1));
        assertThat(shown.out()).contains("name          b.txt\n", "size          5 B (5 bytes)\n");
        assertThat(shell.run("files", "show", "--json", result.lines().get(1))
                        .json()
                        .longValue("size_bytes"))
                .isEqualTo(5);
    }

    @Test
    void upload_oneOfThemMissing_sendsNone() throws IOException {
        Path a = Files.writeString(folder.resolve("a.txt"), "one");
        Shell.Result result = shell.run("files", "upload", a.toString(), folder + "/none.txt");
        assertThat(result.code()).isEqualTo(2);
        assertThat(shell.fake.requests()).isEmpty();
    }

    @Test
    void upload_watched_showsProgressAndTakesItAwayAgain() throws IOException {
        Path big = Files.write(folder.resolve("big.bin"), new byte[3_000_000]);
        Shell.Result result = shell.watched(80).run("files", "upload", big.toString());
        assertThat(result.err()).contains("big.bin: ", " of 3.0 MB, ").endsWith("\r\033[K");
        assertThat(result.lines()).hasSize(1);
        assertThat(shell.fake.lastRequest().body()).hasSizeGreaterThan(3_000_000);
    }

    @Test
    void list_names_areAlignedAndCutAndCannotSpeakToTheTerminal() {
        shell.fake.addFile("日本語.txt", "text/plain", new byte[1500]);
        shell.fake.addFile("evil\033[2J\n.txt", "text/plain", new byte[0]);
        shell.fake.addFile("long".repeat(30) + ".txt", "text/plain", new byte[999_999]);
        Shell.Result result = shell.seen(80).run("files", "list");
        assertThat(result.lines())
                .hasSize(4)
                .allMatch(line -> Table.width(line) <= 80)
                .allMatch(line -> line.startsWith("ID ") || line.startsWith("file_"));
        assertThat(result.out())
                .contains("日本語.txt", "1.5 kB", "longlong", "…", "1.0 MB")
                .doesNotContain("\033");
        List<Integer> ends = result.lines().stream()
                .map(FilesCommandTest::widthUpToSize)
                .distinct()
                .toList();
        assertThat(ends).hasSize(1);
    }

    private static int widthUpToSize(String line) {
        String size = Stream.of("SIZE", "1.5 kB", "0 B", "1.0 MB")
                .filter(line::contains)
                .findFirst()
                .orElseThrow();
        return Table.width(line.substring(0, line.indexOf(size) + size.length()));
    }

    @Test
    void list_piped_cutsNothing() {
        String name = "long".repeat(50) + ".txt";
        shell.fake.addFile(name, "text/plain", new byte[1]);
        assertThat(shell.run("files", "list").out()).contains(name);
        assertThat(shell.run("files", "list", "--json").json().string("filename"))
                .isEqualTo(name);
    }

    @Test
    void list_noFiles_saysSo() {
        Shell.Result result = shell.run("files", "list");
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo("claude4j: no files\n");
        assertThat(shell.run("files", "list", "--json"))
                .extracting(Shell.Result::out, Shell.Result::err)
                .containsExactly("", "");
    }

    @Test
    void download_file_replacesNoneUnlessForced() throws IOException {
        String id = shell.fake.addFile("made.csv", "text/csv", "a,b\n".getBytes());
        Path target = folder.resolve("here.csv");
        Shell.Result result = shell.run("files", "download", id, "--output", target.toString());
        assertThat(result.out()).isEqualTo(target + "\n");
        assertThat(target).hasContent("a,b\n");

        Files.writeString(target, "mine");
        int before = shell.fake.requests().size();
        Shell.Result refused = shell.run("files", "download", id, "--output", target.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("here.csv is there already; --force replaces it")
                .hasLineCount(1);
        assertThat(target).hasContent("mine");
        assertThat(shell.fake.requests()).hasSize(before);

        assertThat(shell.run("files", "download", id, "--force", "--output", target.toString())
                        .code())
                .isZero();
        assertThat(target).hasContent("a,b\n");
    }

    @Test
    void download_nameThatAShellOrACommandWouldTakeForMore_isMadeHarmless() {
        for (String name : List.of(".bashrc", "-rf")) {
            String id = shell.fake.addFile(name, "text/plain", "x".getBytes());
            assertThat(shell.run("files", "download", id, "--output", folder.toString())
                            .code())
                    .isZero();
            assertThat(folder.resolve("_" + name)).hasContent("x");
            assertThat(folder.resolve(name)).doesNotExist();
        }
    }

    @Test
    void list_asJson_holdsNoControlCharacters() {
        shell.fake.addFile("a\033[2J\u009b2J.txt", "text/plain", new byte[1]);
        Shell.Result result = shell.run("files", "list", "--json");
        assertThat(result.out()).doesNotContain("\033", "\u009b");
        assertThat(result.json().string("filename")).isEqualTo("a\033[2J\u009b2J.txt");
    }

    @Test
    void download_intoAFolder_usesTheFilesOwnNameButStaysInIt() throws IOException {
        String id = shell.fake.addFile("../../made.csv", "text/csv", "a,b\n".getBytes());
        assertThat(shell.run("files", "download", id, "--output", folder.toString())
                        .code())
                .isZero();
        assertThat(folder.resolve("made.csv")).hasContent("a,b\n");

        String dots = shell.fake.addFile("..", "text/csv", new byte[1]);
        Shell.Result refused = shell.run("files", "download", dots, "--output", folder.toString());
        assertThat(refused.err())
                .contains("cannot be used here; --output gives it another")
                .hasLineCount(1);
        assertThat(refused.code()).isEqualTo(2);
    }

    @Test
    void download_toStandardOutput_writesTheBytesAlone() {
        String id = shell.fake.addFile("a.bin", "application/octet-stream", new byte[] {0, 1, (byte) 255});
        Shell.Result result = shell.run("files", "download", id, "--output", "-");
        assertThat(result.bytes()).containsExactly(0, 1, 255);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void download_cutOff_leavesNothingBehind() throws IOException {
        String id = shell.fake.addFile("a.bin", "application/octet-stream", new byte[100_000]);
        shell.fake.at("GET", "/v1/files/" + id + "/content").cutAfter(1).replyDefault();
        Shell.Result result = shell.run("files", "download", id, "--output", folder + "/a.bin");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("claude4j: files.download").hasLineCount(1);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void delete_files_goesOneByOneAndStopsAtTheFirstThatFails() {
        String id = shell.fake.addFile("a.bin", "application/octet-stream", new byte[1]);
        Shell.Result result = shell.run("files", "delete", id, "file_none", "file_other");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("claude4j: deleted " + id + "\n").hasLineCount(2);
        assertThat(shell.fake.requests("files.delete")).hasSize(2);
        assertThat(shell.run("files", "list", "--json").out()).isEmpty();
    }
}
