package io.github.claude4j;

import static io.github.claude4j.fixtures.ScriptedServer.MESSAGE_START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.fixtures.Answers;
import io.github.claude4j.fixtures.Chunks;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageListener;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.MessageStreamEvent;
import io.github.claude4j.sessions.SessionStreamEvent;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Characters that a model writes in two deltas arrive as one, wherever text is passed on in pieces. */
class SseWriterTest {
    private static final String TEXT = "a\ud83d\ude00b\ud83c\udf89\ud83c\udf89";

    enum Kind {
        TEXT_DELTA("text", "text", "{\"type\":\"text\",\"text\":\"\"}"),
        THINKING_DELTA("thinking", "thinking", "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"),
        INPUT_JSON_DELTA(
                "input_json", "partial_json", "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\",\"input\":{}}");

        final String type;
        final String field;
        final String block;

        Kind(String type, String field, String block) {
            this.type = type + "_delta";
            this.field = field;
            this.block = block;
        }

        String whole() {
            return this == INPUT_JSON_DELTA ? "{\"k\":\"" + TEXT + "\"}" : TEXT;
        }

        /** The events of a message with a delta for each of these texts. */
        String events(List<String> deltas) {
            StringBuilder events = new StringBuilder(MESSAGE_START)
                    .append(ScriptedServer.event(
                            "content_block_start",
                            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":" + block + "}"));
            deltas.forEach(delta -> events.append(ScriptedServer.event("content_block_delta", delta(delta))));
            return events + ScriptedServer.STREAM_END;
        }

        private String delta(String text) {
            StringBuilder escaped = new StringBuilder();
            text.chars().forEach(c -> escaped.append(String.format("\\u%04x", c)));
            return "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"" + type + "\",\"" + field
                    + "\":\"" + escaped + "\"}}";
        }
    }

    private static List<List<String>> splits(String text) {
        List<List<String>> splits = new ArrayList<>();
        splits.add(text.chars().mapToObj(c -> String.valueOf((char) c)).toList());
        for (int i = 0; i <= text.length(); i++) {
            splits.add(List.of(text.substring(0, i), text.substring(i)));
        }
        return splits;
    }

    private static MessageStream stream(String events) {
        return Answers.messageStream(Chunks.whole(events.getBytes(UTF_8)));
    }

    private static String relayed(Iterable<MessageStreamEvent> events) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SseWriter(out).relay(events);
        return out.toString(UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void relay_ofTextThatIsSplitAnywhere_splitsNoCharacter(Kind kind) {
        for (List<String> split : splits(kind.whole())) {
            String events = kind.events(split);
            String written = relayed(stream(events));

            assertThat(written).doesNotContain("\uFFFD");
            assertThat(stream(written).message()).isEqualTo(stream(events).message());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TEXT_DELTA", "THINKING_DELTA"})
    void deltas_ofTextThatIsSplitAnywhere_splitNoCharacter(Kind kind) {
        for (List<String> split : splits(TEXT)) {
            MessageStream stream = stream(kind.events(split));
            Stream<String> deltas = kind == Kind.TEXT_DELTA ? stream.textDeltas() : stream.thinkingDeltas();

            assertWhole(deltas.toList(), TEXT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void listener_ofTextThatIsSplitAnywhere_isToldNoHalfOfACharacter(Kind kind) {
        for (List<String> split : splits(kind.whole())) {
            List<String> told = new ArrayList<>();
            List<String> soFars = new ArrayList<>();
            Message message = stream(kind.events(split)).listen(new MessageListener() {
                @Override
                public void onText(String delta, Supplier<String> soFar) {
                    told.add(delta);
                    soFars.add(soFar.get());
                }

                @Override
                public void onThinking(String delta, Supplier<String> soFar) {
                    onText(delta, soFar);
                }

                @Override
                public void onToolInput(String delta, Supplier<JsonObject> soFar) {
                    onText(delta, () -> Json.write(soFar.get()));
                }
            });

            assertWhole(told, kind.whole());
            assertThat(soFars).allMatch(SseWriterTest::isWhole);
            assertThat(soFars.get(soFars.size() - 1)).isEqualTo(kind.whole());
            assertThat(message.content()).hasSize(1);
        }
    }

    private static void assertWhole(List<String> pieces, String all) {
        assertThat(pieces).allMatch(SseWriterTest::isWhole);
        assertThat(String.join("", pieces)).isEqualTo(all);
    }

    private static boolean isWhole(String text) {
        return new String(text.getBytes(UTF_8), UTF_8).equals(text);
    }

    @Test
    void halfACharacter_whoseOtherHalfNeverComes_isNotLost() {
        for (Kind kind : List.of(Kind.TEXT_DELTA, Kind.THINKING_DELTA)) {
            String events = kind.events(List.of("a", "b\ud83d"));
            assertThat(relayed(stream(events))).contains("\uFFFD");
            MessageStream stream = stream(events);
            Stream<String> deltas = kind == Kind.TEXT_DELTA ? stream.textDeltas() : stream.thinkingDeltas();
            assertThat(deltas).containsExactly("a", "b", "\ud83d");
        }
        assertThat(relayed(stream(Kind.TEXT_DELTA.events(List.of("\ud83d", "x", "\ude00"))))
                        .chars()
                        .filter(c -> c == 0xFFFD))
                .hasSize(2);
    }

    @Test
    void previewsOfWhatAnAgentSays_splitNoCharacter() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SseWriter writer = new SseWriter(out);
        for (String event : List.of(
                previewed("\\ud83d"),
                "{\"type\":\"session.status_running\",\"id\":\"sevt_2\"}",
                previewed("\\ude00 \\ud83c"),
                "{\"type\":\"agent.message\",\"id\":\"sevt_1\",\"content\":[]}")) {
            writer.write(SessionStreamEvent.of((JsonObject) Json.parse(event)));
        }

        assertThat(out.toString(UTF_8)).doesNotContain("\uFFFD").contains("\"\\uD83D\\uDE00 \"");
    }

    private static String previewed(String text) {
        return "{\"type\":\"event_delta\",\"event_id\":\"sevt_1\",\"delta\":{\"type\":\"content_delta\",\"index\":0,"
                + "\"content\":{\"type\":\"text\",\"text\":\"" + text + "\"}}}";
    }

    @Test
    void blocksThatGrowTogether_keepTheirHalves() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SseWriter writer = new SseWriter(out);
        for (String delta : List.of("\\ud83d", "\\ude00")) {
            for (int index = 0; index < 2; index++) {
                writer.write(
                        MessageStreamEvent.of((JsonObject) Json.parse("{\"type\":\"content_block_delta\",\"index\":"
                                + index + ",\"delta\":{\"type\":\"text_delta\",\"text\":\"" + delta + "\"}}")));
            }
        }

        assertThat(out.toString(UTF_8)).doesNotContain("\uFFFD").containsSubsequence("D83D", "DE00", "D83D", "DE00");
    }
}
