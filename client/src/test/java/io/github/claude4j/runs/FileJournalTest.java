package io.github.claude4j.runs;

import static io.github.claude4j.fixtures.FakeModel.ask;
import static io.github.claude4j.fixtures.FakeModel.message;
import static io.github.claude4j.fixtures.FakeModel.text;
import static io.github.claude4j.fixtures.FakeModel.use;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.fixtures.FakeModel;
import io.github.claude4j.internal.run.RunEvents;
import io.github.claude4j.json.Binary;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Content;
import io.github.claude4j.messages.McpServer;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.tools.Decision;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.ToolOutput;
import io.github.claude4j.tools.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Journals in files: what they take, what they refuse, what is left after a crash. */
class FileJournalTest {
    private static final JsonObject OPEN = JsonObject.of("type", "object");

    @TempDir
    Path folder;

    private final AtomicInteger paid = new AtomicInteger();

    private ToolFunction pay() {
        return Tools.function("pay", "Pays.", OPEN, in -> "paid " + paid.incrementAndGet());
    }

    private Path path() {
        return folder.resolve("run.jsonl");
    }

    private static List<JsonObject> events(int count) {
        JsonObject[] events = new JsonObject[count];
        Arrays.setAll(events, i -> JsonObject.of("type", "say", "id", "e" + i, "content", "ü" + i));
        return List.of(events);
    }

    @Test
    void emptyJournal_hasNoConversation() {
        try (Journal journal = Journal.file(path())) {
            assertThat(journal.events()).isEmpty();
            assertThatIllegalStateException().isThrownBy(journal::conversation).withMessageContaining("run.jsonl");
        }
    }

    @Test
    void path_isMadeByTheFirstWriteAndNotBefore() {
        Path far = folder.resolve("made/for/it.jsonl");
        try (Journal journal = Journal.file(far)) {
            assertThat(journal.events()).isEmpty();
            assertThat(folder).isEmptyDirectory();
            journal.append(0, events(1));
            assertThatExceptionOfType(JournalConflictException.class).isThrownBy(() -> Journal.file(far));
            journal.append(1, events(1));
        }
        try (Journal journal = Journal.file(far)) {
            assertThat(journal.events()).hasSize(2);
        }
    }

    /** The deepest input that an answer can bring, which is a little deeper in a journal and in a request. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void deepestInput_canBeReadAgain(boolean streamed) {
        JsonObject deep = JsonObject.of("end", true);
        for (int i = 1; i < 897; i++) {
            deep = JsonObject.of("a", deep);
        }
        Conversation end;
        try (FakeModel model = new FakeModel()) {
            model.calls(use("1", "pay", "a", deep.get("a")));
            Runner runner = model.claude.runner(r -> r.tools(pay()));
            try (Journal journal = Journal.file(path())) {
                if (streamed) {
                    try (RunStream run = runner.stream(ask("Go."), journal)) {
                        end = run.end();
                    }
                } else {
                    end = runner.run(ask("Go."), journal);
                }
            }
            assertThat(paid).hasValue(1);
            assertThat(JsonObject.parse(model.lastRequest().toJson())).isEqualTo(model.lastRequest());
        }
        try (Journal journal = Journal.file(path())) {
            assertThat(journal.conversation().json()).isEqualTo(end.json());
        }
        assertThat(Conversation.of(end.json().toJson()).text()).isEqualTo(end.text());
    }

    @Test
    void twoThatFindNoFile_oneBeginsIt() {
        try (FakeModel model = new FakeModel();
                Journal first = Journal.file(path());
                Journal second = Journal.file(path())) {
            Runner runner = model.claude.runner(r -> {});
            runner.run(ask("Go."), first);
            assertThatExceptionOfType(JournalConflictException.class)
                    .isThrownBy(() -> runner.run(ask("Go."), second))
                    .withMessageContaining("run.jsonl");
            assertThat(model.requests()).hasSize(1);
        }
    }

    @Test
    void newFile_isItsOwnersOnly() throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
        try (Journal journal = Journal.file(path())) {
            journal.append(0, events(1));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void secondJournal_ofTheSameFileIsRefused_alsoByAnotherPath() throws IOException {
        try (Journal journal = Journal.file(path())) {
            journal.append(0, events(1));
            Path link = Files.createSymbolicLink(folder.resolve("link"), path());
            for (Path other : List.of(path(), link, folder.resolve("../" + folder.getFileName() + "/run.jsonl"))) {
                assertThatExceptionOfType(JournalConflictException.class).isThrownBy(() -> Journal.file(other));
            }
        }
        try (Journal journal = Journal.file(path())) {
            assertThat(journal.events()).hasSize(1);
        }
    }

    @Test
    void closedTwice_isClosed() {
        Journal journal = Journal.file(path());
        journal.append(0, events(1));
        journal.close();
        journal.close();
        Journal.file(path()).close();
        assertThatIllegalStateException()
                .isThrownBy(() -> journal.append(1, events(1)))
                .withMessage(path() + ": the journal is closed");
    }

    @Test
    void append_afterOthers_isRefusedAndWritesNothing() {
        try (Journal journal = Journal.file(path())) {
            journal.append(0, events(2));
            assertThatExceptionOfType(JournalConflictException.class)
                    .isThrownBy(() -> journal.append(1, events(1)))
                    .withMessage(path() + ": expected 1 events in the journal, found 2");
            assertThat(journal.events()).hasSize(2);
        }
    }

    @Test
    void append_whenTheFileWasWrittenByOthers_isRefused() throws IOException {
        try (Journal journal = Journal.file(path())) {
            journal.append(0, events(1));
            Files.writeString(path(), Files.readString(path()) + Files.readString(path()));

            assertThatExceptionOfType(JournalConflictException.class).isThrownBy(() -> journal.append(1, events(1)));
        }
    }

    @Test
    void append_onAnInterruptedThread_writesAndKeepsTheInterruptAndTheLock() {
        try (Journal journal = Journal.file(path())) {
            Thread.currentThread().interrupt();
            journal.append(0, events(1));
            journal.append(1, events(1));
            assertThat(Thread.interrupted()).isTrue();
            assertThatExceptionOfType(JournalConflictException.class).isThrownBy(() -> Journal.file(path()));
        }
        Thread.currentThread().interrupt();
        try (Journal journal = Journal.file(path())) {
            assertThat(Thread.interrupted()).isTrue();
            assertThat(journal.events()).hasSize(2);
        }
    }

    @Test
    void tornTail_atEveryByte_leavesWholeGroups() throws IOException {
        try (Journal journal = Journal.file(path())) {
            journal.append(0, events(1));
            journal.append(1, List.of(JsonObject.of("type", "say", "id", "b", "content", Binary.of(new byte[] {1, 2
            }))));
            journal.append(2, events(3));
        }
        byte[] whole = Files.readAllBytes(path());
        for (int cut = 0; cut <= whole.length; cut++) {
            Path torn = Files.write(folder.resolve("torn"), Arrays.copyOf(whole, cut));
            try (Journal journal = Journal.file(torn)) {
                int known = journal.events().size();
                assertThat(known).as("cut at %s", cut).isIn(0, 1, 2, 5);
                assertThat(known == 5).isEqualTo(cut == whole.length);
                if (cut % 40 == 0) {
                    journal.append(known, events(1));
                }
            }
            try (Journal journal = Journal.file(torn)) {
                assertThat(journal.events()).hasSizeBetween(cut % 40 == 0 ? 1 : 0, 6);
            }
            Files.delete(torn);
        }
    }

    @Test
    void lineThatIsMissing_orComesTwice_isRefused() throws IOException {
        try (Journal journal = Journal.file(path())) {
            for (int i = 0; i < 4; i++) {
                journal.append(i, events(1));
            }
        }
        List<String> lines = Files.readAllLines(path());
        for (int gone = 0; gone < 3; gone++) {
            List<String> rest = new ArrayList<>(lines);
            rest.remove(gone);
            Files.write(path(), rest);
            assertThatExceptionOfType(InvalidDataException.class)
                    .isThrownBy(() -> Journal.file(path()))
                    .withMessageContaining("line " + (gone + 1) + " of ")
                    .withMessageContaining("behind " + gone + " events")
                    .withMessageContaining("behind " + (gone + 1) + ": lines are missing");
            assertThat(Files.readAllLines(path())).isEqualTo(rest);
        }
        List<String> twice = new ArrayList<>(lines);
        twice.add(1, lines.get(0));
        Files.write(path(), twice);
        assertThatExceptionOfType(InvalidDataException.class).isThrownBy(() -> Journal.file(path()));

        Files.write(path(), lines.subList(0, 3));
        Files.writeString(path(), lines.get(3).substring(0, 20), StandardOpenOption.APPEND);
        try (Journal journal = Journal.file(path())) {
            assertThat(journal.events()).hasSize(3);
        }
    }

    @Test
    void linesThatDoNotSayTheirPlace_areRead() throws IOException {
        Files.writeString(path(), "{\"events\":[{\"id\":\"a\"},{\"id\":\"b\"}]}\n{\"events\":[{\"id\":\"c\"}]}\n");
        try (Journal journal = Journal.file(path())) {
            journal.append(3, events(1));
        }
        try (Journal journal = Journal.file(path())) {
            assertThat(journal.events()).hasSize(4);
        }
    }

    @Test
    void tailOfZeros_isCut() throws IOException {
        try (Journal journal = Journal.file(path())) {
            journal.append(0, events(1));
        }
        byte[] whole = Files.readAllBytes(path());
        Files.write(path(), Arrays.copyOf(whole, whole.length + 4096));

        try (Journal journal = Journal.file(path())) {
            assertThat(journal.events()).hasSize(1);
        }
        assertThat(Files.size(path())).isEqualTo(whole.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "precious",
                "precious\n",
                "{\"a\":1}\n",
                "{\"a\":1}",
                "[]\n",
                "\n",
                "{\"events\":1}\n",
                "\0\0\0\0",
                "{\"events\":[],\"binaries\":{\"/0\":\"none\"}}\n",
                "{\"binary\":\"x\",\"data\":\"AA==\"}\n"
            })
    void foreignFile_isRefusedAndLeftAsItIs(String content) throws IOException {
        Files.writeString(path(), content);

        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> Journal.file(path()))
                .withMessageContaining("run.jsonl");
        assertThat(Files.readString(path())).isEqualTo(content);
        assertThatExceptionOfType(InvalidDataException.class).isThrownBy(() -> Journal.file(path()));
    }

    @Test
    void laterFormat_isRefusedWithBothNumbers() {
        try (Journal journal = Journal.file(path())) {
            JsonObject start =
                    Conversation.of(ask("Go.")).history().after(0, "").get(0);
            journal.append(0, List.of(start.with("format", 9)));
            assertThatExceptionOfType(InvalidDataException.class)
                    .isThrownBy(journal::conversation)
                    .withMessageContaining("expected 1")
                    .withMessageContaining("found 9");
        }
    }

    @Test
    void folder_isNoJournal() {
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> Journal.file(folder));
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> Journal.file(folder));
    }

    @Test
    void fullDisk_nothingRunsThatIsNotWritten() throws IOException {
        Path full = Path.of("/dev/full");
        assumeThat(Files.isWritable(full)).isTrue();
        try (FakeModel model = new FakeModel();
                Journal journal = Journal.file(full)) {
            model.calls(use("1", "pay"));
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> model.claude.runner(r -> r.tools(pay())).run(ask("Pay."), journal))
                    .matches(e -> Conversation.of(e).isPresent());
            assertThat(paid).hasValue(0);
            assertThat(model.requests()).isEmpty();
            assertThat(journal.events()).isEmpty();
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> journal.append(0, events(1)))
                    .withMessageContaining("open the journal anew");
        }
    }

    @Test
    void binaries_areWrittenOnceAndAreBytesAgain() throws IOException {
        byte[] image = new byte[20_000];
        System.arraycopy(FakeModel.png(1), 0, image, 0, 9);
        MessageCreateParams params = MessageCreateParams.builder()
                .model(FakeModel.MODEL)
                .maxTokens(10)
                .addUserMessage(Content.image(image), Content.image(image))
                .build();
        try (FakeModel model = new FakeModel()) {
            Runner runner = model.claude.runner(r ->
                    r.tools(Tools.function("look", "Looks.", OPEN, in -> ToolOutput.blocks(Content.image(image)))));
            model.calls(use("1", "look"));
            try (Journal journal = Journal.file(path())) {
                runner.run(params, journal);
            }
            assertThat(Files.size(path())).isBetween(20_000L * 4 / 3, 20_000L * 4 / 3 + 5000);
            model.calls(use("2", "look"));
            try (Journal journal = Journal.file(path())) {
                Conversation back = journal.conversation();
                Object data = back.state()
                        .messages()
                        .object(0)
                        .array("content")
                        .object(1)
                        .object("source")
                        .get("data");
                assertThat(data).isInstanceOf(Binary.class);
                runner.run(back.say(Content.image(image)), journal);
            }
            assertThat(Files.size(path())).isBetween(20_000L * 4 / 3, 20_000L * 4 / 3 + 8000);
            String sent = model.lastRequest().toJson();
            assertThat(sent.split("\"type\":\"base64\"", -1)).hasSize(6);
        }
    }

    @Test
    void binaries_areFoundAtAnyPlace() {
        Binary content = Binary.of(new byte[] {1, 2});
        JsonObject event = JsonObject.of(
                "type",
                "say",
                "a/b~c",
                JsonArray.of("x", content, JsonArray.of(JsonObject.of("n", 1, "data", content, "", content, "m", 2))));
        try (Journal journal = Journal.file(path())) {
            journal.append(0, List.of(event, OPEN));
        }
        try (Journal journal = Journal.file(path())) {
            assertThat(journal.events()).containsExactly(event, OPEN);
            assertThat(journal.events().get(0).array("a/b~c").get(1)).isEqualTo(content);
        }
    }

    @Test
    @Timeout(60)
    void longNamesAroundALongList_costTheirLength() {
        Object inner = JsonArray.of(Collections.nCopies(1_000_000, 1));
        for (int i = 0; i < 40; i++) {
            inner = JsonObject.of("n".repeat(50_000), inner);
        }
        JsonObject event = JsonObject.of("type", "say", "input", inner);
        try (Journal journal = Journal.file(path())) {
            journal.append(0, List.of(event));
        }
        try (Journal journal = Journal.file(path())) {
            assertThat(journal.events()).containsExactly(event);
        }
    }

    @Test
    @Timeout(60)
    void manyBinariesInOneEvent_costTheirNumber() {
        JsonObject block = JsonObject.of("data", Binary.of(new byte[] {1}));
        JsonObject event = JsonObject.of("type", "say", "content", JsonArray.of(Collections.nCopies(300_000, block)));
        try (Journal journal = Journal.file(path())) {
            journal.append(0, List.of(event));
        }
        try (Journal journal = Journal.file(path())) {
            assertThat(journal.events()).containsExactly(event);
        }
    }

    @Test
    void secrets_areInNoJournal_whoeverWroteIt() throws IOException {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(FakeModel.MODEL)
                .maxTokens(10)
                .addUserMessage("Go.")
                .addMcpServer(McpServer.builder()
                        .name("s")
                        .url("https://mcp.example")
                        .authorizationToken("top-secret")
                        .build())
                .build();
        JsonObject refusal = message("refusal", text("No."))
                .with("stop_details", JsonObject.of("type", "refusal", "fallback_credit_token", "top-secret"));
        try (FakeModel model = new FakeModel();
                Journal journal = Journal.file(path())) {
            ListJournal own = new ListJournal();
            for (Journal each : List.of(journal, own)) {
                model.reply(refusal);
                Conversation end = model.claude.runner(r -> {}).run(params, each);
                Conversation undone = end.undo();
                model.claude.runner(r -> r.tools(pay())).run(undone.say("Again."), each);
                assertThat(JsonArray.of(each.events()).toJson()).doesNotContain("top-secret");
                assertThat(model.lastRequest().toJson()).contains("top-secret");
            }
            assertThat(Files.readString(path())).contains("mcp.example").doesNotContain("top-secret");
            assertThat(own.events()).isNotEmpty();
        }
    }

    @Test
    void otherQuestions_areRefusedNamingTheFirstDifference() {
        try (FakeModel model = new FakeModel();
                Journal journal = Journal.file(path())) {
            Runner runner = model.claude.runner(r -> {});
            runner.run(ask("One?"), journal);
            assertThatExceptionOfType(InvalidParamsException.class)
                    .isThrownBy(() -> runner.run(ask("Two?"), journal))
                    .withMessageContaining("messages[0]");
            assertThatExceptionOfType(InvalidParamsException.class)
                    .isThrownBy(() -> runner.run(ask("One?").andThen(m -> m.addUserMessage("Two?")), journal))
                    .withMessageContaining("messages[1]");
            assertThat(runner.run(ask("One?"), journal).text()).isEqualTo("Done.");
            assertThat(model.requests()).hasSize(1);
        }
    }

    @Test
    void valueThatIsBehindOrForked_isRefused() {
        try (FakeModel model = new FakeModel();
                Journal journal = Journal.file(path())) {
            Runner runner = model.claude.runner(r -> {});
            Conversation first = runner.run(ask("One?"), journal);
            Conversation second = runner.run(first.say("Two?"), journal);
            for (Conversation other : List.of(
                    first,
                    first.say("Three?"),
                    first.say("Two?").undo(),
                    second.undo().undo())) {
                if (other.version() > second.version()) {
                    continue;
                }
                assertThatExceptionOfType(JournalConflictException.class)
                        .isThrownBy(() -> runner.run(other, journal))
                        .withMessageContaining("journal.conversation()");
            }
            assertThat(model.requests()).hasSize(2);
            assertThat(runner.run(second.undo().say("Four?"), journal).messages())
                    .hasSize(4);
            assertThat(journal.conversation().messages()).hasSize(4);
        }
    }

    @Test
    void oneSavedValue_loadedTwiceAndAllowedTwice_paysOnce() {
        try (FakeModel model = new FakeModel()) {
            model.calls(use("1", "pay"));
            Runner runner = model.claude.runner(r -> r.tools(pay()).approve(call -> Decision.later("Pay?")));
            Conversation waiting;
            try (Journal journal = Journal.file(path())) {
                waiting = runner.run(ask("Pay."), journal);
            }
            assertThat(waiting.outcome()).isEqualTo(Conversation.Outcome.WAITING);
            Conversation one = Conversation.of(waiting.json().toJson()).allow("1");
            Conversation two = Conversation.of(waiting.json().toJson()).allow("1");

            try (Journal journal = Journal.file(path())) {
                assertThat(runner.run(one, journal).text()).isEqualTo("Done.");
                assertThatExceptionOfType(JournalConflictException.class).isThrownBy(() -> runner.run(two, journal));
            }
            try (Journal journal = Journal.file(path())) {
                assertThatExceptionOfType(JournalConflictException.class).isThrownBy(() -> runner.run(two, journal));
            }
            assertThat(paid).hasValue(1);
        }
    }

    @Test
    void twoThreadsOverOneJournal_payOnce() {
        for (int i = 0; i < 5; i++) {
            paid.set(0);
            try (FakeModel model = new FakeModel();
                    Journal journal = Journal.file(folder.resolve("both" + i))) {
                model.calls(use("1", "pay"));
                Runner runner = model.claude.runner(r -> r.tools(pay()));
                Conversation back = runner.with(r -> r.approve(call -> Decision.later("Pay?")))
                        .run(ask("Pay."), journal)
                        .allow("1");
                List<CompletableFuture<String>> clicks = Stream.of(1, 2)
                        .map(click -> CompletableFuture.supplyAsync(() -> {
                            try {
                                return runner.run(back, journal).text();
                            } catch (JournalConflictException e) {
                                return "late";
                            }
                        }))
                        .toList();
                assertThat(clicks).extracting(CompletableFuture::join).contains("Done.");
                assertThat(paid).hasValue(1);
            }
        }
    }

    @Test
    void runInMemory_canGoOnInAnEmptyJournal() {
        try (FakeModel model = new FakeModel();
                Journal journal = Journal.file(path())) {
            Runner runner = model.claude.runner(r -> r.tools(pay()));
            model.calls(use("1", "pay"));
            Conversation first = Conversation.of(runner.run(ask("Pay.")).json().toJson());
            Conversation second = runner.run(first.say("And?"), journal);

            assertThat(journal.conversation()).isEqualTo(second);
            assertThat(second.messages()).hasSize(6);
        }
    }

    @Test
    void callThatHadBegun_isToldOrRunsAgain() {
        for (boolean repeatable : new boolean[] {false, true}) {
            paid.set(0);
            Path path = folder.resolve("lost" + repeatable);
            try (FakeModel model = new FakeModel()) {
                ToolFunction tool = repeatable ? pay().repeatable() : pay();
                Runner runner = model.claude.runner(r -> r.tools(tool));
                model.calls(use("1", "pay"));
                Conversation waiting =
                        runner.with(r -> r.approve(call -> Decision.later("?"))).run(ask("Pay."));
                Conversation begun = waiting.allow("1").plus(RunEvents.begin(0));
                try (Journal journal = Journal.file(path)) {
                    assertThat(runner.run(begun, journal).text()).isEqualTo("Done.");
                }
                assertThat(paid).hasValue(repeatable ? 1 : 0);
                assertThat(model.lastResults().get(0).string("content"))
                        .contains(repeatable ? "paid 1" : "may or may not have had an effect");
            }
        }
    }

    @Test
    void journal_readAsUtf8Lines_isOneLineForEachGroup() throws IOException {
        try (Journal journal = Journal.file(path())) {
            journal.append(0, events(2));
            journal.append(2, events(1));
        }
        assertThat(Files.readAllLines(path(), UTF_8)).hasSize(2);
    }
}
