package io.github.claude4j.checks.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageParam;
import io.github.claude4j.runs.Conversation;
import io.github.claude4j.runs.Journal;
import io.github.claude4j.runs.JournalConflictException;
import io.github.claude4j.testkit.FakeClaude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is killed again and again, in whatever it does, and gone on with by the next process, on another JDK where there
 * is one: nothing is done twice, but what may be, and the model is told of every call whose fate nobody knows.
 */
class KillTest {
    private static final Duration TIME =
            Duration.ofSeconds(12).multipliedBy(Integer.getInteger("claude4j.wire.rounds", 1));

    /** Where processes start slowly it takes longer. */
    private static final int LEAST_KILLS = 4;

    /** Turns a run has; another begins when one is over. */
    private static final int TURNS = 25;

    @TempDir
    Path folder;

    private final Random random = new Random();
    private int kills;
    private int runs;
    private int interrupted;
    private int effects;

    /** Three calls a turn; which tools and how long they take depends on the turn alone. */
    private static JsonObject answer(JsonObject request) {
        int turn = request.array("messages").size() / 2;
        if (turn >= TURNS) {
            return message("end_turn", JsonObject.of("type", "text", "text", "Done."));
        }
        String[] names = {"act", "again", "look", "act", "act", "look"};
        JsonObject[] calls = new JsonObject[3];
        for (int i = 0; i < calls.length; i++) {
            calls[i] = JsonObject.of(
                    "type",
                    "tool_use",
                    "id",
                    "toolu_" + turn + "_" + i,
                    "name",
                    names[(turn + i) % names.length],
                    "input",
                    JsonObject.of("millis", 10 * ((turn + i) % 4)));
        }
        return message("tool_use", calls);
    }

    private static JsonObject message(String stopReason, JsonObject... content) {
        return JsonObject.builder()
                .put("id", "msg_1")
                .put("type", "message")
                .put("role", "assistant")
                .put("model", "claude-opus-5-5")
                .put("content", List.of(content))
                .put("stop_reason", stopReason)
                .put("stop_sequence", null)
                .put("usage", JsonObject.of("input_tokens", 10, "output_tokens", 5))
                .build();
    }

    /** The JDKs beside this one, and this one. */
    private static List<Path> javas() throws IOException {
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        List<Path> found = new ArrayList<>(List.of(home.resolve("bin/java")));
        try (Stream<Path> beside = Files.list(home.getParent())) {
            for (Path other : (Iterable<Path>) beside::iterator) {
                Path java = other.resolve("bin/java");
                Path release = other.resolve("release");
                if (Files.isExecutable(java)
                        && Files.isReadable(release)
                        && !other.toRealPath().equals(home)
                        && Files.readString(release).matches("(?s).*JAVA_VERSION=\"(1[7-9]|[2-9]\\d).*")) {
                    found.add(java.toRealPath());
                }
            }
        }
        return found.stream().distinct().toList();
    }

    private Process start(Path java, FakeClaude fake, Path journal, Path effectsFile, boolean streamed)
            throws IOException {
        return new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRun.class.getName(),
                        fake.url().toString(),
                        journal.toString(),
                        effectsFile.toString(),
                        String.valueOf(streamed))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    @Test
    void killedAgainAndAgain_nothingIsDoneTwiceUnlessItIsTold() throws Exception {
        long end = System.nanoTime() + TIME.toNanos();
        List<Path> javas = javas();
        while (kills < LEAST_KILLS || System.nanoTime() < end) {
            try (FakeClaude fake = FakeClaude.start()) {
                fake.onMessage(KillTest::answer);
                Path journal = folder.resolve("journal" + runs);
                Path done = folder.resolve("effects" + runs);
                killUntilDone(fake, journal, done, end, javas);
                check(journal, done);
            }
            runs++;
        }
        System.out.println("killed " + kills + " times in " + runs + " runs on " + javas.size() + " JDKs; " + effects
                + " effects; told as interrupted: " + interrupted);
    }

    private void killUntilDone(FakeClaude fake, Path journal, Path done, long end, List<Path> javas) throws Exception {
        for (int i = 0; ; i++) {
            Process process = start(javas.get(i % javas.size()), fake, journal, done, random.nextBoolean());
            try {
                int before = fake.requests().size();
                int more = random.nextInt(4);
                while (process.isAlive() && fake.requests().size() <= before + more) {
                    process.waitFor(2, TimeUnit.MILLISECONDS);
                }
                checkLocked(process, fake, before, journal);
                boolean last = System.nanoTime() > end && kills >= LEAST_KILLS;
                if (process.waitFor(last ? 120_000 : random.nextInt(60), TimeUnit.MILLISECONDS)) {
                    assertThat(process.exitValue())
                            .as(Files.readString(folder.resolve("out")))
                            .isZero();
                    return;
                }
            } finally {
                process.destroyForcibly();
                process.waitFor();
            }
            kills++;
        }
    }

    /** As long as the process runs nobody else can go on with the run, however often it is tried. */
    private static void checkLocked(Process process, FakeClaude fake, int before, Path journal) {
        if (fake.requests().size() > before) {
            try (Journal other = Journal.file(journal)) {
                boolean over = other.conversation().outcome() == Conversation.Outcome.DONE;
                assertThat(over || !process.isAlive()).isTrue();
            } catch (JournalConflictException e) {
                assertThat(e).hasMessageContaining("open elsewhere");
            }
        }
    }

    private void check(Path journalFile, Path done) throws IOException {
        Map<String, Integer> times = new HashMap<>();
        Map<String, String> keys = new HashMap<>();
        for (String line : Files.readAllLines(done)) {
            String[] words = line.split(" ");
            times.merge(words[1], 1, Integer::sum);
            assertThat(keys.getOrDefault(words[1], words[2])).isEqualTo(words[2]);
            keys.put(words[1], words[2]);
            effects++;
        }
        try (Journal journal = Journal.file(journalFile)) {
            Conversation end = journal.conversation();
            assertThat(end.text()).isEqualTo("Done.");
            List<MessageParam> messages = end.messages();
            assertThat(messages).hasSize(2 * TURNS + 2);
            for (int turn = 0; turn < TURNS; turn++) {
                List<JsonObject> calls =
                        messages.get(2 * turn + 1).json().array("content").objects();
                List<JsonObject> results =
                        messages.get(2 * turn + 2).json().array("content").objects();
                for (int i = 0; i < 3; i++) {
                    checkCall(calls.get(i), results.get(i), times);
                }
            }
        }
    }

    private void checkCall(JsonObject call, JsonObject result, Map<String, Integer> times) {
        String id = call.string("id");
        assertThat(result.string("tool_use_id")).isEqualTo(id);
        int count = times.getOrDefault(id, 0);
        if (result.string("content").contains("interrupted")) {
            assertThat(call.string("name")).isEqualTo("act");
            assertThat(count).as(id).isLessThanOrEqualTo(1);
            interrupted++;
        } else {
            assertThat(result.string("content")).isEqualTo("did " + id);
            assertThat(count).as(id).isPositive();
            if (call.string("name").equals("act")) {
                assertThat(count).as(id).isEqualTo(1);
            }
        }
    }
}
