package io.github.claude4j.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.cli.Cli;
import io.github.claude4j.cli.fixtures.Shell;
import io.github.claude4j.cli.terminal.Output;
import io.github.claude4j.cli.terminal.ProcessScreen;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.credentials.Profile;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageCommandTest {
    private final Shell shell = new Shell();

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void showsTheAnswerPieceByPieceAndEndsTheLine() {
        shell.fake.reply("Light is scattered by air. 🙂");
        List<String> pieces = new ArrayList<>();
        Shell.Result result = shell.runInto(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        throw new AssertionError("bytes come in pieces");
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        pieces.add(new String(bytes, offset, length, java.nio.charset.StandardCharsets.UTF_8));
                    }
                },
                "message",
                "Why is the sky blue?");

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(String.join("", pieces)).isEqualTo("Light is scattered by air. 🙂\n");
        assertThat(pieces).hasSizeGreaterThan(3);
    }

    @Test
    void sendsWhatTheOptionsSay() {
        shell.run("message", "--model", "claude-haiku-4-5", "--max-tokens", "77", "--system", "Be brief.", "Hi", "you");

        JsonObject body = shell.fake.lastRequest().json();
        assertThat(body.string("model")).isEqualTo("claude-haiku-4-5");
        assertThat(body.longValue("max_tokens")).isEqualTo(77);
        assertThat(body.get("system")).hasToString("Be brief.");
        assertThat(body.array("messages").toString()).contains("Hi you");
    }

    @Test
    void readsThePromptFromStandardInput() {
        shell.input("Grüße aus der Pipe\n").run("message");
        assertThat(shell.fake.lastRequest().json().toJson()).contains("\"Grüße aus der Pipe\"");
        shell.input("the same with a dash").run("message", "-");
        assertThat(shell.fake.lastRequest().json().toJson()).contains("\"the same with a dash\"");
    }

    @Test
    void waitsForNobodyToTypeAPrompt() {
        Shell.Result result = shell.atTerminal().run("message");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("claude4j: no prompt").hasLineCount(1);
        assertThat(shell.run("message", " ").err()).isEqualTo("claude4j: the prompt is empty\n");
    }

    @Test
    void printsTheWholeMessageAsJson() {
        shell.fake.reply("Blue.");
        Shell.Result result = shell.run("message", "--json", "Why?");
        assertThat(result.code()).isZero();
        assertThat(result.lines()).hasSizeGreaterThan(5);
        assertThat(result.json().array("content").toString()).contains("Blue.");
        assertThat(result.json().string("stop_reason")).isEqualTo("end_turn");
    }

    @Test
    void offlineNeedsNoKeyAndSaysThatItIsOffline() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new Cli(bare(out, err), Claude::builder).run("message", "--offline", "Why is the sky blue?");
        assertThat(code).isZero();
        assertThat(out.toString()).contains("Why is the sky blue?").endsWith("\n");
        assertThat(err.toString())
                .isEqualTo(
                        "claude4j: offline: a local fake answers, not Claude, and forgets all when this command ends\n");
        assertThat(shell.fake.requests()).isEmpty();
    }

    @Test
    void namesWhatToSetWithoutAKey() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = new Cli(bare(out, err), () -> Claude.builder().baseUrl(shell.fake.url())).run("message", "Hi");
        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .contains("ANTHROPIC_API_KEY", "--offline")
                .startsWith("claude4j: ")
                .hasLineCount(1);
        assertThat(out.size()).isZero();
    }

    @Test
    void aMissingProfileEndsAsAMissingKeyDoes() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Profile profile = Profile.of("none", name -> name.equals("ANTHROPIC_CONFIG_DIR") ? "/no/such/folder" : null);
        int code = new Cli(
                        bare(new ByteArrayOutputStream(), err),
                        () -> Claude.builder().baseUrl(shell.fake.url()).credentials(profile))
                .run("message", "Hi");
        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("claude4j: profile none: no file /no/such/folder")
                .hasLineCount(1);
    }

    @Test
    void inputThatIsNoTextIsRefused() {
        Shell.Result result =
                shell.input(new byte[] {'c', 'a', 'f', (byte) 0xe9}).run("message");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("claude4j: standard input: expected text in UTF-8\n");
        assertThat(shell.fake.requests()).isEmpty();
    }

    private static Terminal bare(OutputStream out, OutputStream err) {
        return new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new Output(out),
                new PrintStream(err, true),
                false,
                false,
                false,
                new ProcessScreen());
    }

    @Test
    void sendsFilesBeforeThePrompt(@TempDir Path folder) throws IOException {
        Path picture =
                Files.write(folder.resolve("without-ending"), HexFormat.of().parseHex("89504e470d0a1a0a0000000d"));
        Path notes = Files.writeString(folder.resolve("notes.md"), "All is well.");
        Shell.Result result = shell.run(
                "message",
                "--file",
                picture.toString(),
                "--file",
                notes.toString(),
                "--file",
                "https://example.com/cat.PNG?size=1",
                "--file",
                "https://example.com/report",
                "What is this?");

        assertThat(result.err()).isEmpty();
        JsonArray content =
                ((JsonObject) shell.fake.lastRequest().json().array("messages").get(0)).array("content");
        assertThat(content)
                .extracting(block -> ((JsonObject) block).string("type"))
                .containsExactly("image", "document", "image", "document", "text");
        assertThat(content.toJson()).contains("\"image/png\"", "All is well.", "\"What is this?\"");
    }

    @Test
    void refusesFilesThatTheModelCannotRead(@TempDir Path folder) throws IOException {
        Path binary = Files.write(folder.resolve("a.bin"), new byte[] {0, (byte) 0xff, (byte) 0xfe});
        Shell.Result result = shell.run("message", "--file", binary.toString(), "Hi");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("a.bin: expected a JPEG, PNG").hasLineCount(1);
        assertThat(shell.fake.requests()).isEmpty();
    }

    @Test
    void keepsThinkingApartFromTheAnswer() {
        shell.fake.replyThinking("Hm, air.", "Blue.");
        Shell.Result result = shell.run("message", "--thinking", "--effort", "low", "Why?");
        assertThat(result.out()).isEqualTo("Blue.\n");
        assertThat(result.err()).isEqualTo("Hm, air.\n");
        JsonObject body = shell.fake.lastRequest().json();
        assertThat(body.object("thinking").string("type")).isEqualTo("adaptive");
        assertThat(body.object("output_config").string("effort")).isEqualTo("low");
    }

    @Test
    void letsNoAnswerSpeakToTheTerminal() {
        shell.fake.reply("a\033[2Jb").reply("a\033[2Jb");
        assertThat(shell.run("message", "Hi").out()).isEqualTo("a\033[2Jb\n");
        assertThat(shell.atTerminal().run("message", "Hi").out()).isEqualTo("a\ufffd[2Jb\n");
    }

    @Test
    void letsNeitherThoughtsNorErrorsSpeakToTheTerminal() {
        shell.fake.reply(JsonObject.of(
                "content",
                JsonArray.of(
                        JsonObject.of("type", "thinking", "thinking", "Hm\033]0;x\007\u009b2J", "signature", "s"),
                        JsonObject.of("type", "text", "text", "Blue."))));
        assertThat(shell.run("message", "--thinking", "Why?").err()).isEqualTo("Hm\ufffd]0;x\ufffd\ufffd2J\n");

        Shell.Result failed = shell.run("message", "--file", "no\033[2J\u009bfile.txt", "Hi");
        assertThat(failed.code()).isNotZero();
        assertThat(failed.err())
                .startsWith("claude4j: ")
                .doesNotContain("\033", "\u009b")
                .hasLineCount(1);
    }

    @Test
    void saysThatAnAnswerIsCut() {
        Shell.Result result = shell.run("message", "--max-tokens", "3", "Tell me a long story about the sky.");
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("cut at 3 tokens").hasLineCount(1);
    }

    @Test
    void keepsWhatArrivedWhenTheStreamBreaksOff() {
        shell.fake.cutAfter(5).reply("one two three four five six seven eight");
        Shell.Result result = shell.run("message", "Count");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).startsWith("one").endsWith("\n");
        assertThat(result.err()).startsWith("claude4j: ").hasLineCount(1);
    }

    @Test
    void putsAnErrorOfTheApiIntoOneLineWithoutSecrets() {
        shell.fake.failWith(401, "authentication_error", "invalid\nkey");
        Shell.Result result = shell.run("message", "Hi");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("claude4j: 401 authentication_error: invalid\\nkey")
                .hasLineCount(1)
                .doesNotContain("sk-ant-secret");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void sendsHeadersAndTalksToAnotherAddress() {
        shell.run("message", "--header", "x-team=blue", "Hi");
        assertThat(shell.fake.lastRequest().header("x-team")).contains("blue");

        Shell.Result result = shell.run("message", "--base-url", "http://127.0.0.1:1", "Hi");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("claude4j: messages.create").hasLineCount(1);
        assertThat(shell.run("message", "--base-url", "nonsense", "Hi").code()).isEqualTo(2);
        assertThat(shell.run("message", "--header", "x-a=b\u0007", "Hi").code()).isEqualTo(2);
    }

    @Test
    void endsQuietlyWhenNobodyReadsOnAndSaysItWhenTheDiskIsFull() {
        assertThat(shell.runInto(failing("Broken pipe"), "message", "Hi"))
                .extracting(Shell.Result::code, Shell.Result::err)
                .containsExactly(141, "");
        assertThat(shell.runInto(failing("No space left on device"), "message", "Hi"))
                .extracting(Shell.Result::code, Shell.Result::err)
                .containsExactly(1, "claude4j: standard output: No space left on device\n");
        assertThat(shell.runInto(failing("No space left on device"), "models").err())
                .isEqualTo("claude4j: standard output: No space left on device\n");
        assertThat(shell.runInto(failing("No space left on device"), "--help"))
                .extracting(Shell.Result::code, Shell.Result::err)
                .containsExactly(1, "claude4j: standard output: No space left on device\n");
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
