package io.github.claude4j.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.fixtures.Answers;
import io.github.claude4j.fixtures.Transcripts;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events that come from elsewhere than a stream of this library. */
class MessageAccumulatorTest {
    private final MessageAccumulator accumulator = new MessageAccumulator();

    private static List<MessageStreamEvent> events(String transcript) {
        List<MessageStreamEvent> events = new ArrayList<>();
        Answers.messageStream(transcript).forEach(events::add);
        return events;
    }

    private void add(String event) {
        accumulator.add(MessageStreamEvent.of(JsonObject.parse(event.replace('\'', '"'))));
    }

    @Test
    void message_ofAllEvents_isThatOfTheStream() {
        for (String transcript : List.of(Transcripts.TEXT, Transcripts.THINKING, Transcripts.TOOL_USE)) {
            MessageAccumulator all = new MessageAccumulator();
            events(transcript).forEach(all::add);
            assertThat(all.isComplete()).isTrue();
            assertThat(all.message())
                    .isEqualTo(Answers.messageStream(transcript).message());
            assertThat(all.soFar()).contains(all.message());
        }
    }

    @Test
    void message_beforeItsEnd_hasWhatCame() {
        assertThat(accumulator.soFar()).isEmpty();
        events(Transcripts.TEXT).subList(0, 3).forEach(accumulator::add);
        assertThat(accumulator.isComplete()).isFalse();
        assertThatExceptionOfType(StreamInterruptedException.class)
                .isThrownBy(accumulator::message)
                .withMessage("the stream ended before its message did")
                .satisfies(e -> assertThat(e.partial().orElseThrow().text()).isEqualTo("Grüße, "));
    }

    @Test
    void message_withoutItsBeginning_hasWhatCame() {
        events(Transcripts.TEXT).stream().skip(1).forEach(accumulator::add);
        assertThatExceptionOfType(StreamInterruptedException.class)
                .isThrownBy(accumulator::message)
                .withMessage("the stream had no message_start")
                .satisfies(e -> assertThat(e.partial().orElseThrow().text()).isEqualTo("Grüße, 世界 😀!"));
    }

    @Test
    void add_eventOfAnotherShape_isLeftOut() {
        add("{'type':'message_start','message':{'id':'m','content':[]}}");
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> add("{'type':'content_block_start','index':0}"));
        add("{'type':'content_block_start','index':0,'content_block':{'type':'text','text':'x'}}");
        add("{'type':'message_stop'}");
        assertThat(accumulator.message().text()).isEqualTo("x");
    }

    @Test
    void toolInput_longAndLookedAtOften_isAsFarAsItCame() {
        add("{'type':'message_start','message':{'id':'m','content':[]}}");
        add(
                "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'t','name':'f','input':{}}}");
        StringBuilder text = new StringBuilder("{\"lines\":[");
        for (int i = 0; i < 20_000; i++) {
            text.append(i == 0 ? "" : ",").append("\"line ").append(i).append('"');
        }
        text.append("]}");
        int looks = 0;
        for (int i = 0; i < text.length(); i += 100) {
            String piece = text.substring(i, Math.min(i + 100, text.length()));
            accumulator.add(MessageStreamEvent.of(JsonObject.of(
                    "type",
                    "content_block_delta",
                    "index",
                    0,
                    "delta",
                    JsonObject.of("type", "input_json_delta", "partial_json", piece))));
            looks += accumulator.toolInput(0).orElseThrow().size();
        }
        assertThat(looks).isPositive();
        add("{'type':'content_block_stop','index':0}");
        add("{'type':'message_stop'}");
        assertThat(accumulator
                        .message()
                        .toolUses()
                        .get(0)
                        .input()
                        .array("lines")
                        .strings())
                .hasSize(20_000)
                .endsWith("line 19999");
    }

    private static final int MANY = 300_000;
    private static final String START =
            "{'type':'message_start','message':{'id':'m','content':[],'usage':{'output_tokens':1}}}";
    private static final String TOOL =
            "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'t','name':'f','input':{}}}";
    private static final String TEXT =
            "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}";
    private static final String DELTA =
            "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'a'}}";
    private static final String END = "{'type':'content_block_stop','index':0}";

    private void add(int times, String... round) {
        List<MessageStreamEvent> events = Stream.of(round)
                .map(event -> MessageStreamEvent.of(JsonObject.parse(event.replace('\'', '"'))))
                .toList();
        for (int i = 0; i < times; i++) {
            events.forEach(accumulator::add);
        }
    }

    private Message ended() {
        add("{'type':'message_stop'}");
        return accumulator.message();
    }

    @Test
    @Timeout(60)
    void countersInEventsOfTheirOwn_costTheirLength() {
        add(START);
        for (int i = 0; i < MANY / 2; i++) {
            add("{'type':'message_delta','delta':{},'usage':{'c" + i + "':" + i + "}}");
        }
        JsonObject usage = ended().json().object("usage");
        assertThat(usage.size()).isEqualTo(MANY / 2 + 1);
        assertThat(usage.name(0)).isEqualTo("output_tokens");
        assertThat(usage.value(MANY / 2)).isEqualTo(MANY / 2 - 1L);
    }

    @Test
    @Timeout(60)
    void deltasBehindManyBlocksOfTheirIndex_costTheirLength() {
        add(1, START, TEXT);
        add(MANY, TOOL);
        add(MANY, DELTA);
        Message message = ended();
        assertThat(message.content()).hasSize(MANY + 1);
        assertThat(message.text()).isEqualTo("a".repeat(MANY));
    }

    @Test
    @Timeout(60)
    void stopsBehindManyBlocksOfTheirIndex_costTheirLength() {
        add(1, START);
        add(MANY, TOOL);
        add(MANY, END);
        add(MANY, TOOL, END);
        assertThat(ended().content()).hasSize(2 * MANY);
    }

    @Test
    void usage_isOneWhereverItComes() {
        add(START);
        add("{'type':'message_delta','usage':{'a':1}}");
        assertThat(accumulator.soFar().orElseThrow().json().object("usage").toJson())
                .isEqualTo("{\"output_tokens\":1,\"a\":1}");
        add("{'type':'message_delta','usage':null}");
        add("{'type':'message_delta','usage':{'a':null,'b':2}}");
        add("{'type':'message_delta','delta':{'usage':null,'stop_reason':'end_turn'}}");
        assertThat(accumulator.soFar().orElseThrow().json().toJson())
                .isEqualTo("{\"id\":\"m\",\"content\":[],\"usage\":{\"output_tokens\":1,\"a\":1,\"b\":2},"
                        + "\"stop_reason\":\"end_turn\"}");
        add("{'type':'message_delta','delta':{'usage':{'c':3}}}");
        add("{'type':'message_delta','usage':{'d':4}}");
        assertThat(ended().json().object("usage").toJson()).isEqualTo("{\"c\":3,\"d\":4}");
    }

    @Test
    void delta_behindTheStopOfItsBlock_isOfThatBlock() {
        add(1, START, TEXT, DELTA, END, TOOL, END, DELTA, END, END);
        assertThat(ended().json().array("content").toJson())
                .isEqualTo("[{\"type\":\"text\",\"text\":\"aa\"},"
                        + "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"f\",\"input\":{}}]");
    }

    @Test
    void stop_withoutABlock_isNothing() {
        add(END);
        assertThat(accumulator.soFar()).isEmpty();
        assertThat(accumulator.toolInput(0)).isEmpty();
    }

    @Test
    void collect_publisher_givesTheMessageAtItsEnd() throws Exception {
        Message whole = Answers.messageStream(Transcripts.TOOL_USE).message();
        CompletableFuture<Message> message;
        try (SubmissionPublisher<MessageStreamEvent> publisher = new SubmissionPublisher<>()) {
            message = MessageAccumulator.collect(publisher);
            events(Transcripts.TOOL_USE).forEach(publisher::submit);
        }
        assertThat(message.get()).isEqualTo(whole);
        assertThat(MessageAccumulator.collect(Answers.messageStream(Transcripts.TOOL_USE))
                        .get())
                .isEqualTo(whole);
    }

    @Test
    void collect_publisherThatEndsTooEarly_fails() {
        CompletableFuture<Message> message;
        try (SubmissionPublisher<MessageStreamEvent> publisher = new SubmissionPublisher<>()) {
            message = MessageAccumulator.collect(publisher);
            events(Transcripts.TEXT).subList(0, 4).forEach(publisher::submit);
        }
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(message::get)
                .withCauseInstanceOf(StreamInterruptedException.class);
    }

    @Test
    void collect_cancelled_cancelsTheSubscription() {
        List<String> signals = new ArrayList<>();
        Flow.Publisher<MessageStreamEvent> never = subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {
                signals.add("request " + count);
            }

            @Override
            public void cancel() {
                signals.add("cancel");
            }
        });
        MessageAccumulator.collect(never).cancel(true);
        assertThat(signals).containsExactly("request " + Long.MAX_VALUE, "cancel");
    }
}
