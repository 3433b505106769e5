package io.github.claude4j.cli.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.cli.fixtures.Shell;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.RecordedRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatCommandTest {
    private final Shell shell = new Shell();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        shell.close();
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    /** The turns that were sent last: who said it, and all that was said. */
    private List<String> sent() {
        List<String> turns = new ArrayList<>();
        last().array("messages").forEach(value -> {
            JsonObject turn = (JsonObject) value;
            turns.add(turn.string("role") + " " + turn.get("content"));
        });
        return turns;
    }

    /** What was asked of the model; what is asked about models is another matter. */
    private List<RecordedRequest> asked() {
        return shell.fake.requests("messages.create");
    }

    private JsonObject last() {
        return asked().get(asked().size() - 1).json();
    }

    @Test
    void chat_piped_answersEachLineWithAllThatWasSaid() {
        shell.fake.reply("Hello Ada.").reply("Ada.");
        Shell.Result result =
                shell.input(lines("I am Ada.", "", "What is my name?")).run("chat", "--system", "Be brief.");
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("Hello Ada.\nAda.\n");
        assertThat(result.err()).isEmpty();
        assertThat(asked()).hasSize(2);
        assertThat(sent()).hasSize(3);
        assertThat(sent().get(0)).isEqualTo("user I am Ada.");
        assertThat(sent().get(1)).startsWith("assistant ").contains("Hello Ada.");
        assertThat(last().get("system")).hasToString("Be brief.");
    }

    @Test
    void chat_openLines_goOn() {
        shell.input(lines("one\\", "two")).run("chat");
        assertThat(sent()).containsExactly("user one\ntwo");
        shell.input(lines("\"\"\"", "a \"quoted\" word", "", "b\"\"\"")).run("chat");
        assertThat(sent()).containsExactly("user a \"quoted\" word\n\nb");
        shell.input("never closed\\").run("chat");
        assertThat(sent()).hasSize(1);
    }

    @Test
    void chat_pathsAreNoCommands() {
        shell.input(lines("/etc/passwd is what?")).run("chat");
        assertThat(sent()).containsExactly("user /etc/passwd is what?");
        Shell.Result result = shell.input(lines("/mdoel x")).run("chat");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("claude4j: unknown command /mdoel; did you mean /model? (see /help)\n");
    }

    @Test
    void chat_save_replacesAFileOnlyWhenAsked() throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "mine");
        Shell.Result refused = shell.input(lines("Hi", "/save " + other)).run("chat");
        assertThat(refused.err()).isEqualTo("claude4j: " + other + " is there already; --force replaces it\n");
        assertThat(other).hasContent("mine");

        for (String command : List.of("/save " + other + " --force", "/save --force " + other)) {
            Files.writeString(other, "mine");
            Shell.Result forced = shell.input(lines("Hi", command)).run("chat");
            assertThat(forced.code()).isZero();
            assertThat(other).content().contains("Hi");
        }

        Shell.Result odd = shell.input(lines("Hi", "/save --froce " + other)).run("chat");
        assertThat(odd.code()).isEqualTo(2);
        assertThat(odd.err()).contains("expected a file and --force at most").hasLineCount(1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(other);
        }
    }

    @Test
    void chat_inputThatIsNoText_isRefused() {
        Shell.Result result =
                shell.input(new byte[] {'c', 'a', 'f', (byte) 0xe9, '\n'}).run("chat");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("claude4j: standard input: expected text in UTF-8\n");
        assertThat(asked()).isEmpty();
    }

    @Test
    void chat_modelAndSystem_changeWhatIsSentNext() {
        Shell.Result result = shell.input(
                        lines("/model claude-haiku-4-5", "/system Speak Latin.", "Hi", "/system -", "/system", "Ho"))
                .run("chat");
        assertThat(result.err())
                .contains("the model is claude-haiku-4-5", "prompt is: Speak Latin.", "no system prompt");
        JsonObject first = asked().get(0).json();
        assertThat(first.string("model")).isEqualTo("claude-haiku-4-5");
        assertThat(first.get("system")).hasToString("Speak Latin.");
        assertThat(last().has("system")).isFalse();
    }

    @Test
    void chat_file_goesWithTheNextTurnAndStaysAsItWas() throws IOException {
        Path picture = Files.write(folder.resolve("a cat.png"), HexFormat.of().parseHex("89504e470d0a1a0a0000000d"));
        shell.input(lines("/file " + picture, "What is it?")).run("chat");
        assertThat(sent().get(0)).contains("image/png", "What is it?");
        String before = sent().get(0);

        Path saved = folder.resolve("chat.json");
        shell.input(lines("/file " + picture, "What is it?", "/save " + saved)).run("chat");
        Files.delete(picture);
        Shell.Result later = shell.input(lines("And now?")).run("chat", "--load", saved.toString());
        assertThat(later.code()).isZero();
        assertThat(sent().get(0)).isEqualTo(before);
    }

    @Test
    void chat_savedAndLoaded_sendsBackExactlyWhatCame() throws IOException {
        shell.fake.reply(JsonObject.parse("""
                {"content":[{"type":"thinking","thinking":"Hm.","signature":"c2ln"},
                            {"type":"text","text":"Yes."}]}"""));
        Path saved = folder.resolve("chat.json");
        Shell.Result result = shell.input(lines("Well?", "/save " + saved)).run("chat", "--max-tokens", "77");
        assertThat(result.err()).endsWith("claude4j: saved 2 turns to " + saved + "\n");
        JsonObject file = JsonObject.parse(Files.readString(saved));
        assertThat(file.object("params").longValue("max_tokens")).isEqualTo(77);
        assertThat(Files.readString(saved)).contains("\"signature\" : \"c2ln\"");

        shell.input(lines("Sure?")).run("chat", "--load", saved.toString(), "--model", "claude-haiku-4-5");
        JsonObject sent = last();
        assertThat(sent.array("messages").asList().subList(0, 2))
                .isEqualTo(file.array("messages").asList());
        assertThat(sent.longValue("max_tokens")).isEqualTo(77);
        assertThat(sent.string("model")).isEqualTo("claude-haiku-4-5");
    }

    @Test
    void save_isForTheOwnerAloneAndReplacesOnlyItsOwnFile() throws IOException {
        Path saved = folder.resolve("chat.json");
        Path other = Files.writeString(folder.resolve("other.json"), "mine");
        Shell.Result result = shell.typed(
                        lines("/save", "Hi", "/save " + saved, "Ho", "/save", "/save " + other, "/exit", "not said"))
                .run("chat");
        assertThat(result.code()).isZero();
        assertThat(result.err())
                .contains("/save: expected the name of a file", "saved 4 turns", "other.json is there already");
        assertThat(other).hasContent("mine");
        assertThat(JsonObject.parse(Files.readString(saved)).array("messages").size())
                .isEqualTo(4);
        if (saved.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(saved)))
                    .isEqualTo("rw-------");
        }
        assertThat(asked()).hasSize(2);
    }

    @Test
    void load_fileOfAnEarlierVersion_goesOn() throws IOException {
        Path saved = Files.writeString(folder.resolve("old.json"), """
                {"model": "claude-haiku-4-5", "max_tokens": 77, "system": "Be brief.", "messages": [
                  {"role": "user", "content": "I am Ada."},
                  {"role": "assistant", "content": [{"type": "thinking", "thinking": "Hm.", "signature": "c2ln"},
                                                    {"type": "text", "text": "Hello Ada."}]}]}""");
        shell.fake.reply("Ada.").reply("Ada again.");
        Shell.Result result = shell.typed(lines("Who am I?", "/retry")).run("chat", "--load", saved.toString());
        assertThat(result.out()).isEqualTo("Ada.\nAda again.\n");
        assertThat(asked().get(0).json().longValue("max_tokens")).isEqualTo(77);
        assertThat(sent())
                .containsExactly(
                        "user I am Ada.",
                        "assistant [{\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"c2ln\"},"
                                + "{\"type\":\"text\",\"text\":\"Hello Ada.\"}]",
                        "user Who am I?");

        Files.writeString(saved, """
                {"model": "m", "max_tokens": 5, "messages": [{"role": "user", "content": "Hi"},
                  {"role": "assistant", "content": "Ho"}]}""");
        shell.typed(lines("/retry")).run("chat", "--load", saved.toString());
        assertThat(sent()).containsExactly("user Hi");
        Files.writeString(
                saved,
                "{\"model\": \"m\", \"max_tokens\": 5, \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}");
        shell.typed(lines("/retry")).run("chat", "--load", saved.toString());
        assertThat(sent()).containsExactly("user Hi");
        shell.typed(lines("Something else")).run("chat", "--load", saved.toString());
        assertThat(sent()).containsExactly("user Something else");
    }

    @Test
    void load_noSavedChat_isRefused() throws IOException {
        Path file = folder.resolve("a.json");
        for (String content : List.of(
                "oops",
                "{}",
                "{\"model\":\"m\"}",
                "{\"model\":\"m\",\"messages\":[5]}",
                "{\"model\":\"m\",\"messages\":[{}]}",
                "{\"format\":1}",
                "{\"format\":99,\"params\":{\"model\":\"m\"},\"messages\":[]}",
                "{\"format\":1,\"params\":{\"model\":\"m\"},\"messages\":[]}")) {
            Files.writeString(file, content);
            Shell.Result result = shell.run("chat", "--load", file.toString());
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("a.json: expected a saved chat").hasLineCount(1);
        }
    }

    @Test
    void chat_failedTurn_isOutOfTheWayOfTheNextButCanBeRetried() {
        shell.fake
                .failWith(400, "invalid_request_error", "no")
                .reply("Here.")
                .failWith(400, "invalid_request_error", "no");
        Shell.Result result =
                shell.typed(lines("first", "/retry", "second", "third")).run("chat");
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("claude4j: 400 invalid_request_error: no", "claude4j: /retry asks again\n");
        assertThat(sent()).hasSize(3).first().isEqualTo("user first");
        assertThat(sent().get(2)).isEqualTo("user third");
    }

    @Test
    void chat_retry_takesTheLastAnswerBack() {
        shell.fake.reply("One.").reply("Two.");
        shell.typed(lines("Hi", "/retry", "Go on", "/clear", "/retry")).run("chat");
        assertThat(sent()).hasSize(3);
        assertThat(sent().get(1)).contains("Two.");
        assertThat(asked()).hasSize(3);
    }

    @Test
    void chat_connectionLost_asksAgainByItself() {
        shell.fake.cutAfter(5).reply("one two three four five six seven eight").reply("nine");
        Shell.Result result = shell.typed(lines("Count.")).run("chat");
        assertThat(result.out()).startsWith("one").endsWith("\nnine\n");
        assertThat(result.err()).contains("claude4j: the connection was lost: the answer begins again\n");
        assertThat(sent()).containsExactly("user Count.");
    }

    @Test
    void chat_answerThatBreaksOff_keepsWhatArrived() {
        for (int i = 0; i < 3; i++) {
            shell.fake.cutAfter(5).reply("one two three four five six seven eight");
        }
        shell.fake.reply("nine").reply("ten");
        Shell.Result result = shell.typed(lines("Count.", "Go on.", "/retry")).run("chat");
        assertThat(result.out()).startsWith("one").endsWith("\nnine\nten\n");
        assertThat(result.err()).contains("claude4j: what arrived is kept; /retry asks again\n");
        assertThat(sent()).hasSize(3);
        assertThat(sent().get(1)).contains("one").doesNotContain("eight");
        assertThat(sent().get(2)).isEqualTo("user Go on.");
    }

    @Test
    void chat_brokenOffWhileThinking_keepsNothingThatWouldBeRefused() {
        for (int i = 0; i < 3; i++) {
            shell.fake.cutAfter(4).replyThinking("one two three four five six seven", "text");
        }
        shell.fake.reply("fine");
        Shell.Result result = shell.typed(lines("Count.", "Go on.")).run("chat", "--thinking");
        assertThat(result.err()).contains("claude4j: /retry asks again\n").doesNotContain("is kept");
        assertThat(sent()).containsExactly("user Go on.");
    }

    @Test
    void chat_pipedAndFailing_endsWithTheError() {
        shell.fake.fail(529);
        Shell.Result result = shell.input(lines("first", "second")).run("chat");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("claude4j: 529").hasLineCount(1);
        assertThat(asked()).hasSize(1);
    }

    @Test
    void chat_interrupted_endsTheAnswerAndNotTheChat() {
        shell.fake
                .stallAfter(6)
                .reply("one two three four five six seven eight")
                .reply("fine");
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, length);
                if (new String(bytes, offset, length, UTF_8).contains("two")) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        Shell.Result result = shell.typed(lines("Count.", "Go on.")).runInto(out, "chat");
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("claude4j: stopped\nclaude4j: what arrived is kept; /retry asks again\n");
        assertThat(out.toString(UTF_8)).contains("two").doesNotContain("eight").endsWith("\nfine\n");
        assertThat(sent().get(1)).contains("one two").doesNotContain("eight");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void chat_emptyAnswer_isTold() {
        shell.fake.reply(JsonObject.parse("{\"content\":[]}"));
        Shell.Result result = shell.typed(lines("Hi", "Ho")).run("chat");
        assertThat(result.err()).contains("claude4j: the answer is empty; /retry asks again\n");
        assertThat(sent()).containsExactly("user Ho");
    }

    @Test
    void chat_typed_tellsCostAndContextLeft() {
        Shell.Result typed = shell.typed(lines("Hi", "Ho")).run("chat");
        assertThat(typed.err())
                .containsPattern("claude4j: 0\\.00\\d\\d USD so far; 999,\\d\\d\\d of 1,000,000 tokens left\n");
        assertThat(shell.fake.requests("models.list")).hasSize(1);

        shell.fake.at("GET", "/v1/models").fail(500);
        Shell.Result other = shell.typed(lines("Hi")).run("chat", "--model", "claude-haiku-4-5");
        assertThat(other.err()).contains(" USD so far\n").doesNotContain("500");
    }

    @Test
    void chat_help_namesEveryCommand() {
        assertThat(shell.input("/help\n").run("chat").out()).contains(ChatCommands.NAMES);
    }

    @Test
    void chat_loadInside_tellsWhatWasLoaded() throws IOException {
        Path saved = folder.resolve("chat.json");
        shell.typed(lines("Hi", "/save " + saved)).run("chat");
        Shell.Result result =
                shell.typed(lines("Something else", "/load " + saved, "Ho")).run("chat");
        assertThat(result.err()).contains("loaded 2 turns; the model is claude-opus-5-5\n");
        assertThat(sent()).hasSize(3).first().isEqualTo("user Hi");
    }
}
