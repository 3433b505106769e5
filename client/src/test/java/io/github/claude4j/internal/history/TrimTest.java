package io.github.claude4j.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrimTest {
    /**
     * A conversation by its words: q a question, a an answer, c an answer with a call, r its result, s an instruction, z a
     * summary, f a call that found a tool, p a picture; each message weighs ten tokens by our count.
     */
    private static JsonArray messages(String words) {
        JsonArray.Builder messages = JsonArray.builder();
        for (int i = 0; i < words.length(); i++) {
            char word = words.charAt(i);
            String type = switch (Character.toLowerCase(word)) {
                case 'c', 'f' -> "tool_use";
                case 'r' -> "tool_result";
                case 'z' -> "compaction";
                case 'p' -> "image";
                default -> "text";
            };
            String role = switch (Character.toLowerCase(word)) {
                case 'q', 'r', 'p' -> "user";
                case 's' -> "system";
                default -> "assistant";
            };
            JsonObject block = JsonObject.of("type", type, "n", i, "word", String.valueOf(word));
            if (word == 'f') {
                block = block.with("content", List.of(JsonObject.of("type", "tool_reference", "tool_name", "t")));
            }
            if (word == 'p') {
                block = block.with("source", JsonObject.of("type", "base64", "data", "x".repeat(100_000)));
            }
            messages.add(JsonObject.of("role", role, "content", List.of(block)));
        }
        return messages.build();
    }

    private static String words(JsonArray messages) {
        StringBuilder words = new StringBuilder();
        for (JsonObject message : messages.objects()) {
            words.append(message.array("content").object(0).string("word"));
        }
        return words.toString();
    }

    @ParameterizedTest
    @CsvSource({
        // Enough room.
        "qaqa, 40, qaqa",
        // Whole turns in the middle, the oldest first.
        "qaqaqaqa, 75, qqaqaqa",
        "qaqaqaqa, 55, qqaqa",
        "qaqcrcraqaqa, 115, qqcrcraqaqa",
        "qaqcrcraqaqa, 95, qqaqa",
        // What has to stay.
        "qaqaqa, 1, qqa",
        "qa, 1, qa",
        "q, 1, q",
        "qaq, 1, qq",
        // A run of calls: answers with their results, and the last one stays.
        "qcrcrcra, 65, qcrcra",
        "qcrcrc, 1, qc",
        "qcrcrcr, 1, qcr",
        "qaqcrcrcr, 1, qqcr",
        // Several results and answers in a row are not torn.
        "qcrrcrra, 55, qcrra",
        "qaacra, 1, qa",
        "qqaqa, 1, qqqa",
        // Instructions stay, summaries and found tools too.
        "qasqasqa, 1, qssqa",
        "sqaqa, 1, sqqa",
        "qaqzqaqa, 1, qqzqa",
        "qcrzcrcra, 1, qzcra",
        "qfrcra, 1, qfra"
    })
    void trimmed_conversation_keepsWhatHasToStay(String words, long most, String left) {
        assertThat(words(Trim.trimmed(messages(words), messages -> messages.size() * 10L, most)))
                .isEqualTo(left);
    }

    @Test
    void trimmed_enough_isTheSameValueAfterOneCount() {
        JsonArray messages = messages("qaqaqa");
        List<JsonArray> counted = new ArrayList<>();

        JsonArray left = Trim.trimmed(
                messages,
                given -> {
                    counted.add(given);
                    return 60;
                },
                60);

        assertThat(left).isSameAs(messages);
        assertThat(counted).containsExactly(messages);
    }

    @Test
    void trimmed_nothingCanGo_asksNobody() {
        JsonArray messages = messages("qcrzs");

        assertThat(Trim.trimmed(messages, given -> Long.MAX_VALUE, 1)).isNotNull();
        assertThat(Trim.trimmed(
                        messages("qa"),
                        given -> {
                            throw new AssertionError("asked");
                        },
                        1))
                .isEqualTo(messages("qa"));
    }

    /** A picture weighs as much as a page, not as much as its letters. */
    @Test
    void trimmed_picture_isNotTakenForText() {
        String words = "q" + "paqa".repeat(5) + "qa";
        JsonArray left = Trim.trimmed(
                messages(words), messages -> 1600 * count(messages, 'p') + 10 * count(messages, 'a'), 5000);

        assertThat(count(left, 'p')).isEqualTo(3);
    }

    private static long count(JsonArray messages, char word) {
        return words(messages).chars().filter(c -> c == word).count();
    }

    /** Whatever the conversation: it fits or nothing more can go, calls keep their results, and few counts are needed. */
    @Test
    void trimmed_anyConversation_isWholeAndFits() {
        int counts = 0;
        int tries = 2000;
        for (long seed = 0; seed < tries; seed++) {
            Random random = new Random(seed);
            String words = conversation(random);
            long overhead = random.nextInt(50);
            long most = overhead + 10 + random.nextInt(words.length() * 10);
            int[] asked = {0};
            JsonArray left = Trim.trimmed(
                    messages(words),
                    messages -> {
                        asked[0]++;
                        return overhead + messages.size() * 10L;
                    },
                    most);
            String it = String.format(Locale.ROOT, "seed %d: %s, %d: %s", seed, words, most, words(left));

            assertThat(words(left)).as(it).startsWith("q").endsWith(words.substring(words.length() - 1));
            assertThat(words(left).replaceAll("cr+", "")).as(it).doesNotContain("r");
            assertThat(count(left, 's')).as(it).isEqualTo(count(messages(words), 's'));
            assertThat(inOrder(left)).as(it).isTrue();
            long tokens = overhead + left.size() * 10L;
            boolean least = words(Trim.trimmed(messages(words), messages -> messages.size(), 0))
                    .equals(words(left));
            assertThat(tokens <= most || least).as(it).isTrue();
            counts += asked[0];
        }
        assertThat(counts).isLessThan(tries * 5 / 2);
    }

    private static String conversation(Random random) {
        StringBuilder words = new StringBuilder();
        int turns = 1 + random.nextInt(6);
        for (int i = 0; i < turns; i++) {
            words.append('q');
            int calls = random.nextInt(5);
            for (int j = 0; j < calls; j++) {
                words.append("c").append("r".repeat(1 + random.nextInt(2)));
            }
            words.append(random.nextInt(6) == 0 ? "as" : "a");
        }
        if (words.charAt(words.length() - 1) == 's') {
            words.append('q');
        }
        return words.toString();
    }

    private static boolean inOrder(JsonArray messages) {
        Set<Long> seen = new HashSet<>();
        long last = -1;
        for (JsonObject message : messages.objects()) {
            long n = message.array("content").object(0).longValue("n");
            if (n <= last || !seen.add(n)) {
                return false;
            }
            last = n;
        }
        return true;
    }
}
