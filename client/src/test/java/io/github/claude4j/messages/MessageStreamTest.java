package io.github.claude4j.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.fail;

import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.fixtures.Answers;
import io.github.claude4j.fixtures.Chunks;
import io.github.claude4j.fixtures.Transcripts;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageStreamTest {
    private static final String START =
            "{'type':'message_start','message':{'id':'msg_1','type':'message','role':'assistant','model':'m','content':[],"
                    + "'stop_reason':null,'stop_sequence':null,'usage':{'input_tokens':10,'output_tokens':1}}}";
    private static final String STOP = "{'type':'message_stop'}";

    /** A stream of these events, in which apostrophes stand for quotes. */
    private static MessageStream stream(String... events) {
        StringBuilder body = new StringBuilder();
        for (String event : events) {
            body.append("data: ").append(quoted(event)).append("\n\n");
        }
        return Answers.messageStream(body.toString());
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }

    private static JsonObject json(String json) {
        return JsonObject.parse(quoted(json));
    }

    private static String start(int index, String block) {
        return "{'type':'content_block_start','index':" + index + ",'content_block':" + block + "}";
    }

    private static String delta(int index, String delta) {
        return "{'type':'content_block_delta','index':" + index + ",'delta':" + delta + "}";
    }

    private static String input(int index, String partialJson) {
        return JsonObject.of(
                        "type",
                        "content_block_delta",
                        "index",
                        index,
                        "delta",
                        JsonObject.of("type", "input_json_delta", "partial_json", partialJson))
                .toJson();
    }

    private static String stop(int index) {
        return "{'type':'content_block_stop','index':" + index + "}";
    }

    private static Message message(String... events) {
        try (MessageStream stream = stream(events)) {
            return stream.message();
        }
    }

    /** The message of one block, which begins like this and goes on with these events. */
    private static JsonObject block(String block, String... events) {
        List<String> all = new ArrayList<>(List.of(START, start(0, block)));
        all.addAll(List.of(events));
        all.addAll(List.of(stop(0), STOP));
        JsonArray content = message(all.toArray(String[]::new)).json().array("content");
        assertThat(content.size()).isEqualTo(1);
        return (JsonObject) content.get(0);
    }

    @Test
    void message_text_isJoined() {
        Message message = Answers.messageStream(Transcripts.TEXT).message();
        assertThat(message.json())
                .isEqualTo(
                        json(
                                "{'id':'msg_1','type':'message','role':'assistant','model':'claude-opus-5-5','content':["
                                        + "{'type':'text','text':'Grüße, 世界 😀!'}],'stop_reason':'end_turn','stop_sequence':null,'usage':"
                                        + "{'input_tokens':10,'cache_creation_input_tokens':0,'cache_read_input_tokens':3,'output_tokens':25}}"));
        assertThat(message.text()).isEqualTo("Grüße, 世界 😀!");
        assertThat(message.stopReason()).contains(StopReason.END_TURN);
        assertThat(message.usage().totalTokens()).isEqualTo(38);
        assertThat(message.response().orElseThrow().requestId()).contains("req_1");
    }

    @Test
    void message_thinkingAndCitations_areWhole() {
        JsonArray content =
                Answers.messageStream(Transcripts.THINKING).message().json().array("content");
        assertThat(content)
                .isEqualTo(json("{'c':[{'type':'thinking','thinking':'Let me see.','signature':'EqQBCg=='},"
                                + "{'type':'text','text':'4','citations':[{'type':'char_location','cited_text':'2+2=4',"
                                + "'document_index':0,'document_title':null,'start_char_index':0,'end_char_index':5},"
                                + "{'type':'char_location','cited_text':'4','document_index':1,'document_title':'Sums',"
                                + "'start_char_index':4,'end_char_index':5}]}]}")
                        .array("c"));
    }

    @Test
    void message_toolUse_hasItsInput() {
        Message message = Answers.messageStream(Transcripts.TOOL_USE).message();
        assertThat(message.toolUses()).hasSize(1);
        assertThat(message.toolUses().get(0).input()).isEqualTo(json("{'city':'München','days':10}"));
        assertThat(message.stopReason()).contains(StopReason.TOOL_USE);
    }

    @Test
    void message_oddTranscript_isTheSameAsThePlainOne() {
        assertThat(Answers.messageStream(Transcripts.ODD).message())
                .isEqualTo(Answers.messageStream(Transcripts.TEXT).message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void message_cutAtEveryByte_isTheSame(String lineEnd) {
        for (String transcript : List.of(Transcripts.THINKING, Transcripts.TOOL_USE, Transcripts.ODD)) {
            byte[] bytes = transcript.replace("\n", lineEnd).getBytes(UTF_8);
            Message whole = Answers.messageStream(transcript).message();
            assertThat(Answers.messageStream(Chunks.oneByOne(bytes)).message()).isEqualTo(whole);
            for (int i = 0; i <= bytes.length; i++) {
                if (!Answers.messageStream(Chunks.splitAt(bytes, i)).message().equals(whole)) {
                    fail("cut at %d of %d", i, bytes.length);
                }
            }
        }
    }

    @Test
    void iterator_endsAtEveryByte_givesTheMessageOrWhatArrived() {
        byte[] bytes = Transcripts.TOOL_USE.getBytes(UTF_8);
        int end = Transcripts.TOOL_USE.getBytes(UTF_8).length - "\n\n".length();
        for (int i = 0; i < end; i++) {
            byte[] beginning = Arrays.copyOf(bytes, i);
            MessageStream stream = Answers.messageStream(Chunks.whole(beginning));
            try {
                stream.message();
                fail("ended at %d of %d without an exception", i, bytes.length);
            } catch (StreamInterruptedException e) {
                assertThat(e.partial()).isEqualTo(stream.soFar());
                assertThat(e.partial().flatMap(Message::stopReason).isPresent())
                        .isEqualTo(new String(beginning, UTF_8).contains("\"stop_reason\":\"tool_use\"")
                                && e.partial().orElseThrow().usage().outputTokens() == 25);
            }
        }
        assertThat(Answers.messageStream(Chunks.whole(Arrays.copyOf(bytes, end)))
                        .message()
                        .toolUses())
                .hasSize(1);
    }

    // Usage and the fields of message_delta

    @Test
    void usage_laterCounters_replaceEarlierOnes() {
        Message message = message(
                "{'type':'message_start','message':{'usage':{'input_tokens':10,'cache_read_input_tokens':5,'output_tokens':1,"
                        + "'cache_creation':{'ephemeral_5m_input_tokens':1},'service_tier':'standard'}}}",
                "{'type':'message_delta','delta':{},'usage':{'input_tokens':null,'cache_read_input_tokens':null,"
                        + "'output_tokens':20,'brand_new':null}}",
                "{'type':'message_delta','delta':{},'usage':{'input_tokens':11,'output_tokens':30,"
                        + "'server_tool_use':{'web_search_requests':2}}}",
                STOP);
        assertThat(message.json().object("usage"))
                .isEqualTo(json("{'input_tokens':11,'cache_read_input_tokens':5,'output_tokens':30,'brand_new':null,"
                        + "'cache_creation':{'ephemeral_5m_input_tokens':1},'service_tier':'standard',"
                        + "'server_tool_use':{'web_search_requests':2}}"));
    }

    @Test
    void usage_missingAtTheStart_isThatOfTheDelta() {
        Message message = message(
                "{'type':'message_start','message':{'id':'msg_1','content':[]}}",
                "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':7}}",
                STOP);
        assertThat(message.usage().outputTokens()).isEqualTo(7);
    }

    @Test
    void usage_missingInTheDelta_isThatOfTheStart() {
        for (String usage : List.of("", ",'usage':null")) {
            Message message =
                    message(START, "{'type':'message_delta','delta':{'stop_reason':'end_turn'}" + usage + "}", STOP);
            assertThat(message.usage().inputTokens()).isEqualTo(10);
            assertThat(message.stopReason()).contains(StopReason.END_TURN);
        }
    }

    @Test
    void messageDelta_itsFields_areThoseOfTheMessage() {
        Message message = message(
                START,
                "{'type':'message_delta','delta':{'stop_reason':'stop_sequence','stop_sequence':'END','stop_details':null,"
                        + "'container':{'id':'container_1','expires_at':'2026-11-22T00:00:00Z'},'brand_new':[1]},"
                        + "'context_management':{'applied_edits':[]},'input_transformations':[],'usage':{'output_tokens':2}}",
                STOP);
        assertThat(message.json())
                .isEqualTo(json("{'id':'msg_1','type':'message','role':'assistant','model':'m','content':[],"
                        + "'stop_reason':'stop_sequence','stop_sequence':'END','stop_details':null,"
                        + "'container':{'id':'container_1','expires_at':'2026-11-22T00:00:00Z'},'brand_new':[1],"
                        + "'context_management':{'applied_edits':[]},'input_transformations':[],"
                        + "'usage':{'input_tokens':10,'output_tokens':2}}"));
        assertThat(message.container()).isPresent();
        assertThat(message.stopSequence()).contains("END");
    }

    @Test
    void messageDelta_null_doesNotOverwrite() {
        Message message = message(
                START,
                "{'type':'message_delta','delta':{'stop_reason':'refusal','stop_details':{'type':'refusal'}}}",
                "{'type':'message_delta','delta':{'stop_reason':null,'stop_details':null}}",
                "{'type':'message_delta','delta':null}",
                STOP);
        assertThat(message.stopReason()).contains(StopReason.REFUSAL);
        assertThat(message.stopDetails()).isPresent();
        assertThat(message.json().has("delta")).isFalse();
    }

    @Test
    void fallbackBlock_changesTheModel() {
        Message message = message(
                START,
                start(0, "{'type':'fallback','from':{'model':'m'},'to':{'model':'other'}}"),
                stop(0),
                start(1, "{'type':'text','text':'x'}"),
                stop(1),
                STOP);
        assertThat(message.model()).isEqualTo("other");
        assertThat(message.content()).hasSize(2);
        assertThat(message.content().get(0)).isInstanceOf(FallbackBlock.class);
    }

    // Blocks and their deltas

    @Test
    void text_beginsInTheStart_goesOn() {
        assertThat(block("{'type':'text','text':'a'}", delta(0, "{'type':'text_delta','text':'b'}"))
                        .string("text"))
                .isEqualTo("ab");
        assertThat(block("{'type':'text'}", delta(0, "{'type':'text_delta','text':'b'}"))
                        .string("text"))
                .isEqualTo("b");
    }

    @Test
    void thinking_signatureOnly_keepsTheEmptyText() {
        assertThat(block(
                        "{'type':'thinking','thinking':'','signature':''}",
                        delta(0, "{'type':'signature_delta','signature':'Eq'}")))
                .isEqualTo(json("{'type':'thinking','thinking':'','signature':'Eq'}"));
    }

    @Test
    void signature_twice_isAssignedNotJoined() {
        assertThat(block(
                        "{'type':'thinking','thinking':'x','signature':'old'}",
                        delta(0, "{'type':'signature_delta','signature':'a'}"),
                        delta(0, "{'type':'signature_delta','signature':'b'}")))
                .isEqualTo(json("{'type':'thinking','thinking':'x','signature':'b'}"));
    }

    @Test
    void redactedThinking_isKept() {
        assertThat(block("{'type':'redacted_thinking','data':'abc'}"))
                .isEqualTo(json("{'type':'redacted_thinking','data':'abc'}"));
    }

    @Test
    void compaction_delta_isAssigned() {
        assertThat(block(
                        "{'type':'compaction','content':null}",
                        delta(0, "{'type':'compaction_delta','content':'short','encrypted_content':null}"),
                        delta(0, "{'type':'compaction_delta','content':'shorter','encrypted_content':'e'}")))
                .isEqualTo(json("{'type':'compaction','content':'shorter','encrypted_content':'e'}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",'citations':null", ",'citations':[]"})
    void citations_areAddedToTheList(String citations) {
        JsonObject block = block(
                "{'type':'text','text':''" + citations + "}",
                delta(0, "{'type':'citations_delta','citation':{'type':'page_location','cited_text':'a'}}"),
                delta(0, "{'type':'text_delta','text':'x'}"),
                delta(0, "{'type':'citations_delta','citation':{'type':'brand_new'}}"));
        assertThat(block)
                .isEqualTo(json("{'type':'text','text':'x','citations':[{'type':'page_location','cited_text':'a'},"
                        + "{'type':'brand_new'}]}"));
    }

    @Test
    void unknownDelta_passesThroughAndChangesNothing() {
        String unknown = delta(0, "{'type':'brand_new_delta','text':'y'}");
        assertThat(block("{'type':'text','text':'x'}", unknown)).isEqualTo(json("{'type':'text','text':'x'}"));
        try (MessageStream stream = stream(START, start(0, "{'type':'text','text':'x'}"), unknown, stop(0), STOP)) {
            assertThat(stream)
                    .filteredOn(ContentBlockDeltaEvent.class::isInstance)
                    .singleElement()
                    .satisfies(event -> assertThat(((ContentBlockDeltaEvent) event).delta())
                            .isInstanceOf(ContentBlockDelta.Unknown.class));
        }
    }

    @Test
    void unknownBlock_isKept() {
        assertThat(block("{'type':'brand_new','a':{'b':[1.10,null]}}", delta(0, "{'type':'text_delta','text':'x'}")))
                .isEqualTo(json("{'type':'brand_new','a':{'b':[1.10,null]},'text':'x'}"));
    }

    @Test
    void blocks_interleaved_areSortedByIndex() {
        Message message = message(
                START,
                start(1, "{'type':'text','text':''}"),
                start(0, "{'type':'text','text':''}"),
                delta(1, "{'type':'text_delta','text':'b'}"),
                delta(0, "{'type':'text_delta','text':'a'}"),
                start(2, "{'type':'tool_use','id':'t','name':'f','input':{}}"),
                delta(1, "{'type':'text_delta','text':'B'}"),
                input(2, "{\"x\""),
                stop(1),
                delta(0, "{'type':'text_delta','text':'A'}"),
                input(2, ":1}"),
                stop(0),
                stop(2),
                STOP);
        assertThat(message.json().array("content").toJson())
                .isEqualTo(quoted("[{'type':'text','text':'aA'},{'type':'text','text':'bB'},"
                        + "{'type':'tool_use','id':'t','name':'f','input':{'x':1}}]"));
    }

    private static JsonArray content(String... events) {
        List<String> all = new ArrayList<>(List.of(START));
        all.addAll(List.of(events));
        all.add(STOP);
        return message(all.toArray(String[]::new)).json().array("content");
    }

    private static JsonArray array(String json) {
        return (JsonArray) Json.parse(quoted(json));
    }

    @Test
    void delta_ofABlockThatNeverBegan_hasABlockOfItsOwn() {
        assertThat(content(
                        delta(3, "{'type':'text_delta','text':'x'}"),
                        delta(3, "{'type':'text_delta','text':'y'}"),
                        delta(1, "{'type':'thinking_delta','thinking':'hm'}"),
                        delta(1, "{'type':'signature_delta','signature':'s'}"),
                        delta(2, "{'type':'citations_delta','citation':{'type':'page_location'}}"),
                        delta(4, "{'type':'compaction_delta','content':'sum'}"),
                        delta(5, "{'type':'brand_new_delta','n':1}")))
                .isEqualTo(array("[{'type':'thinking','thinking':'hm','signature':'s'},"
                        + "{'type':'text','text':'','citations':[{'type':'page_location'}]},"
                        + "{'type':'text','text':'xy'},{'type':'compaction','content':'sum'}]"));
    }

    @Test
    void delta_thatDoesNotFitItsBlock_writesNoForeignField() {
        assertThat(content(
                        start(0, TOOL),
                        delta(0, "{'type':'text_delta','text':'Hel'}"),
                        input(0, "{\"a\":"),
                        delta(0, "{'type':'text_delta','text':'lo'}"),
                        delta(0, "{'type':'signature_delta','signature':'s'}"),
                        input(0, "1}"),
                        stop(0),
                        start(1, "{'type':'text','text':'b'}"),
                        delta(1, "{'type':'compaction_delta','content':'sum'}"),
                        delta(1, "{'type':'text_delta','text':'c'}"),
                        stop(1)))
                .isEqualTo(
                        array("[{'type':'tool_use','id':'t','name':'f','input':{'a':1}},{'type':'text','text':'Hello'},"
                                + "{'type':'thinking','thinking':'','signature':'s'},"
                                + "{'type':'text','text':'bc'},{'type':'compaction','content':'sum'}]"));
    }

    @Test
    void delta_ofAnUnknownBlock_isAddedToIt() {
        assertThat(content(start(0, "{'type':'brand_new','n':1}"), delta(0, "{'type':'text_delta','text':'x'}")))
                .isEqualTo(array("[{'type':'brand_new','n':1,'text':'x'}]"));
    }

    @Test
    void textDeltas_withoutABlock_areTheTextOfTheMessage() {
        try (MessageStream stream = stream(
                START,
                delta(0, "{'type':'text_delta','text':'a'}"),
                start(1, TOOL),
                delta(1, "{'type':'text_delta','text':'b'}"),
                STOP)) {
            assertThat(stream.textDeltas()).containsExactly("a", "b");
            assertThat(stream.message().text()).isEqualTo("ab");
        }
    }

    @Test
    void blocks_withTheSameIndex_areAllKept() {
        assertThat(content(
                        start(0, "{'type':'text','text':''}"),
                        delta(0, "{'type':'text_delta','text':'a'}"),
                        stop(0),
                        start(0, TOOL),
                        input(0, "{}"),
                        stop(0)))
                .isEqualTo(array("[{'type':'text','text':'a'},{'type':'tool_use','id':'t','name':'f','input':{}}]"));
    }

    @Test
    void text_pairCutOverTwoDeltas_isJoined() {
        assertThat(content(
                        start(0, "{'type':'text','text':''}"),
                        delta(0, "{'type':'text_delta','text':'\\ud83d'}"),
                        delta(0, "{'type':'text_delta','text':'\\ude00'}"),
                        stop(0)))
                .isEqualTo(JsonArray.of(JsonObject.of("type", "text", "text", "\ud83d\ude00")));
    }

    // The input of tools

    private static final String TOOL = "{'type':'tool_use','id':'t','name':'f','input':{}}";

    @ParameterizedTest
    @ValueSource(strings = {"tool_use", "server_tool_use", "mcp_tool_use"})
    void toolInput_inPieces_isJoined(String type) {
        JsonObject block = block(
                "{'type':'" + type + "','id':'t','name':'f','input':{}}",
                input(0, ""),
                input(0, "{\"a\": \"x"),
                input(0, "\\"),
                input(0, "\"\", \"b\": [1"),
                input(0, "0]}"));
        assertThat(block.object("input")).isEqualTo(json("{'a':'x\\'','b':[10]}"));
    }

    @Test
    void toolInput_noPieces_isThatOfTheStart() {
        assertThat(block(TOOL).object("input")).isEqualTo(JsonObject.of());
        assertThat(block(TOOL, input(0, ""), input(0, "")).object("input")).isEqualTo(JsonObject.of());
        assertThat(block("{'type':'tool_use','id':'t','name':'f','input':{'a':1}}")
                        .object("input"))
                .isEqualTo(JsonObject.of("a", 1));
        assertThat(block("{'type':'tool_use','id':'t','name':'f','input':{'a':1}}", input(0, ""))
                        .object("input"))
                .isEqualTo(JsonObject.of("a", 1));
    }

    @Test
    void toolInput_wholeInTheStartAndAgainInPieces_isThatOfThePieces() {
        assertThat(block("{'type':'tool_use','id':'t','name':'f','input':{'a':1}}", input(0, "{\"a\":"), input(0, "1}"))
                        .object("input"))
                .isEqualTo(JsonObject.of("a", 1));
    }

    @Test
    void toolInput_spellingOfNumbers_isKept() {
        assertThat(block(TOOL, input(0, "{\"n\":1.10,\"m\":123456789012345678901234567890}"))
                        .object("input")
                        .toJson())
                .isEqualTo("{\"n\":1.10,\"m\":123456789012345678901234567890}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "<input>x</input>",
                "{\"keywords\": Dave}",
                "[1]",
                "{\"a\":1}}",
                "{\"path\":\"/home/ada/projects",
                "{\"a\":tru"
            })
    void toolInput_noWholeObject_isKeptAsTextAndNoCall(String text) {
        for (String type : List.of("tool_use", "server_tool_use", "mcp_tool_use")) {
            MessageStream stream = stream(
                    START,
                    start(0, "{'type':'text','text':'before'}"),
                    stop(0),
                    start(1, TOOL.replace("tool_use", type)),
                    input(1, text),
                    stop(1),
                    start(2, TOOL.replace("'t'", "'t2'")),
                    input(2, "{\"a\":1}"),
                    stop(2),
                    "{'type':'message_delta','delta':{'stop_reason':'max_tokens'},'usage':{'output_tokens':7}}",
                    STOP);
            Message message = stream.message();

            assertThat(message.text()).isEqualTo("before");
            assertThat(message.usage().outputTokens()).isEqualTo(7);
            assertThat(message.toolUses()).extracting(ToolUseBlock::id).containsExactly("t2");
            ToolInputView broken = (ToolInputView) message.content().get(1);
            assertThat(broken.invalidInput()).contains(text);
            assertThatExceptionOfType(InvalidDataException.class)
                    .isThrownBy(broken::input)
                    .withMessage(broken.getClass().getSimpleName()
                            + ".input: expected a whole JSON object for the tool f, found " + text);
            assertThat(stream.toolInput(1)).isEmpty();
            assertThat(stream.toolInput(2)).contains(JsonObject.of("a", 1));
            assertThat(stream.soFar()).contains(message);
            assertThat(Message.of(JsonObject.parse(message.json().toJson()))).isEqualTo(message);
        }
    }

    @Test
    void toolInput_cutOff_isInNoPartialMessageACall() {
        MessageStream stream = stream(START, start(0, TOOL), input(0, "{\"path\":\"/home"));
        assertThatExceptionOfType(StreamInterruptedException.class)
                .isThrownBy(stream::message)
                .satisfies(e -> {
                    Message partial = e.partial().orElseThrow();
                    assertThat(partial.toolUses()).isEmpty();
                    assertThat(partial.invalidToolUses().get(0).invalidInput()).contains("{\"path\":\"/home");
                });
    }

    @Test
    void toolInput_malformedWhileItGrows_isWhatCameBefore() {
        MessageStream stream =
                stream(START, start(0, TOOL), input(0, "{\"a\":1,\"b\": Dave"), input(0, "}"), stop(0), STOP);
        List<JsonObject> seen = new ArrayList<>();
        for (MessageStreamEvent event : stream) {
            if (event instanceof ContentBlockDeltaEvent) {
                seen.add(stream.toolInput(0).orElseThrow());
                assertThat(stream.soFar()).isPresent();
            }
        }
        assertThat(seen).containsExactly(JsonObject.of("a", 1), JsonObject.of("a", 1));
        assertThat(stream.toolInput(0)).isEmpty();
    }

    @Test
    void toolInput_beforeAnythingOfItWasWritten_isNoCallWhereTheAnswerWasCut() {
        String delta = "{'type':'message_delta','delta':{'stop_reason':'REASON'}}";
        for (String reason : List.of("max_tokens", "model_context_window_exceeded")) {
            Message cut = message(START, start(0, TOOL), stop(0), delta.replace("REASON", reason), STOP);
            assertThat(cut.toolUses()).isEmpty();
            assertThat(cut.invalidToolUses()).hasSize(1);
        }
        Message whole = message(START, start(0, TOOL), stop(0), delta.replace("REASON", "tool_use"), STOP);
        assertThat(whole.toolUses()).hasSize(1);
        assertThat(whole.invalidToolUses()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'input':null", "'input':''", "'x':1", "'input':'{}'"})
    void toolInput_absent_isTheEmptyObject(String input) {
        Message message =
                message(START, start(0, "{'type':'tool_use','id':'t','name':'f'," + input + "}"), stop(0), STOP);
        ToolUseBlock use = message.toolUses().get(0);
        assertThat(use.input()).isEqualTo(JsonObject.of());
        assertThat(use.invalidInput()).isEmpty();
        MessageCreateParams params = MessageCreateParams.builder()
                .model("m")
                .maxTokens(1)
                .addMessage(message)
                .build();
        assertThat(params.json()
                        .array("messages")
                        .object(0)
                        .array("content")
                        .object(0)
                        .get("input"))
                .isEqualTo(JsonObject.of());
    }

    @Test
    void toolInput_atEveryCut_growsAndEndsWhole() {
        String text = "{\"city\": \"Mün\\u00fcchen \\ud83d\\ude00 \\\"x\\\"\", \"days\": [10, -1.5], \"on\": true}";
        JsonObject whole = JsonObject.parse(text);
        for (int i = 0; i <= text.length(); i++) {
            MessageStream stream = stream(
                    START, start(0, TOOL), input(0, text.substring(0, i)), input(0, text.substring(i)), stop(0), STOP);
            List<JsonObject> inputs = new ArrayList<>();
            for (MessageStreamEvent event : stream) {
                stream.toolInput(0).ifPresent(inputs::add);
                if (event instanceof ContentBlockDeltaEvent) {
                    assertThat(stream.soFar().orElseThrow().toolUses().get(0).input())
                            .isEqualTo(inputs.get(inputs.size() - 1));
                }
            }
            assertThat(inputs).hasSize(5).first().isEqualTo(JsonObject.of());
            List<String> names = inputs.get(1).names();
            assertThat(whole.names().subList(0, names.size())).isEqualTo(names);
            assertThat(inputs.subList(2, 5)).containsOnly(whole);
        }
    }

    @Test
    void toolInput_noToolUse_isEmpty() {
        MessageStream stream = stream(START, start(0, "{'type':'text','text':'x'}"), stop(0), STOP);
        assertThat(stream.toolInput(0)).isEmpty();
        stream.message();
        assertThat(stream.toolInput(0)).isEmpty();
        assertThat(stream.toolInput(1)).isEmpty();
    }

    // Order and ends

    @Test
    void secondMessageStart_endsTheStreamWithWhatCame() {
        try (MessageStream stream = stream(START, start(0, "{'type':'text','text':'first'}"), stop(0), START, STOP)) {
            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(StreamInterruptedException.class)
                        .isThrownBy(stream::message)
                        .withMessage("message_start: expected one in a stream, found a second")
                        .satisfies(e ->
                                assertThat(e.partial().orElseThrow().text()).isEqualTo("first"));
            }
            assertThat(stream.soFar().orElseThrow().text()).isEqualTo("first");
        }
    }

    @Test
    void secondMessage_behindTheFirst_isLeftOut() {
        assertThat(message(
                                START,
                                start(0, "{'type':'text','text':'first'}"),
                                stop(0),
                                STOP,
                                START,
                                start(0, "{'type':'text','text':'second'}"),
                                STOP)
                        .text())
                .isEqualTo("first");
    }

    @Test
    void failure_behindTheMessage_isNone() {
        String body = Transcripts.TEXT
                + "data: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"x\"}}\n\n";
        for (String garbage : List.of("", "data: {]\n\n")) {
            assertThat(broken(body.replaceAll("data: .*api_error.*\n\n$", garbage))
                            .message())
                    .isEqualTo(Answers.messageStream(Transcripts.TEXT).message());
        }
        assertThat(Answers.messageStream(body).message().text()).isEqualTo("Grüße, 世界 😀!");
    }

    @Test
    void close_beforeTheEnd_nothingIsReadAfterIt() {
        MessageStream unread = Answers.messageStream(Transcripts.TEXT);
        unread.close();
        assertThatExceptionOfType(CancelledException.class).isThrownBy(unread::message);

        MessageStream begun = Answers.messageStream(Transcripts.TEXT);
        Stream<String> texts = begun.textDeltas();
        Iterator<String> text = texts.iterator();
        assertThat(text.next()).isEqualTo("Grüße, ");
        begun.close();
        assertThatExceptionOfType(CancelledException.class).isThrownBy(begun::message);
        assertThat(begun.soFar().orElseThrow().text()).isEqualTo("Grüße, ");
    }

    @Test
    void close_behindTheEnd_messageIsStillThere() {
        MessageStream stream = Answers.messageStream(Transcripts.TEXT);
        Message message = stream.message();
        stream.close();
        assertThat(stream.message()).isEqualTo(message);
    }

    @Test
    void eventsBeforeMessageStart_pass() {
        try (MessageStream stream = stream("{'type':'brand_new','x':1}", START, "{'type':'later'}", STOP)) {
            List<MessageStreamEvent> events = new ArrayList<>();
            stream.forEach(events::add);
            assertThat(events)
                    .extracting(MessageStreamEvent::type)
                    .containsExactly("brand_new", "message_start", "later", "message_stop");
            assertThat(events.get(0)).isInstanceOf(MessageStreamEvent.Unknown.class);
            assertThat(events.get(0).json()).isEqualTo(json("{'type':'brand_new','x':1}"));
            assertThat(stream.message().id()).isEqualTo("msg_1");
        }
    }

    @Test
    void messageDeltaBeforeMessageStart_passes() {
        assertThat(message("{'type':'message_delta','delta':{'stop_reason':'end_turn'}}", START, STOP)
                        .stopReason())
                .isEmpty();
    }

    @Test
    void end_withoutMessageStop_isAnErrorWithWhatArrived() {
        MessageStream stream =
                stream(START, start(0, "{'type':'text','text':''}"), delta(0, "{'type':'text_delta','text':'half'}"));
        assertThatExceptionOfType(StreamInterruptedException.class)
                .isThrownBy(() -> stream.forEach(event -> {}))
                .withMessage(
                        "messages.create (POST /v1/messages) at api.anthropic.com: the stream ended before its message did")
                .satisfies(e -> {
                    Message partial = e.partial().orElseThrow();
                    assertThat(partial.text()).isEqualTo("half");
                    assertThat(partial.stopReason()).isEmpty();
                    assertThat(stream.soFar()).contains(partial);
                });
    }

    /** A stream of this text, behind which the connection breaks. */
    private static MessageStream broken(String body) {
        return Answers.messageStream(new FilterInputStream(Chunks.whole(body.getBytes(UTF_8))) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                if (count < 0) {
                    throw new IOException("connection reset");
                }
                return count;
            }
        });
    }

    @Test
    void end_connectionThatBreaks_isAnErrorWithWhatArrived() {
        String body =
                "data: " + quoted(START) + "\n\ndata: " + quoted(start(0, "{'type':'text','text':'half'}")) + "\n\n";
        MessageStream stream = broken(body);
        assertThatExceptionOfType(StreamInterruptedException.class)
                .isThrownBy(stream::message)
                .withMessageContaining("connection reset")
                .withCauseInstanceOf(ConnectionException.class)
                .satisfies(e -> assertThat(e.partial().orElseThrow().text()).isEqualTo("half"));
    }

    @Test
    void end_connectionThatBreaksBehindTheMessage_isFine() {
        assertThat(broken(Transcripts.TEXT).message())
                .isEqualTo(Answers.messageStream(Transcripts.TEXT).message());
    }

    @Test
    void end_errorEvent_isItsException() {
        MessageStream stream = stream(
                START,
                start(0, "{'type':'text','text':'half'}"),
                "{'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}");
        assertThatExceptionOfType(OverloadedException.class).isThrownBy(stream::message);
        assertThat(stream.soFar().orElseThrow().text()).isEqualTo("half");
    }

    @Test
    void end_cutInsideToolInputThatIsNoJson_isStillACut() {
        MessageStream stream = stream(START, start(0, TOOL), input(0, "no json"));
        assertThatExceptionOfType(StreamInterruptedException.class)
                .isThrownBy(stream::message)
                .satisfies(e ->
                        assertThat(e.partial().orElseThrow().invalidToolUses()).hasSize(1));
    }

    @Test
    void message_noMessageStart_isAnError() {
        try (MessageStream stream = stream(STOP)) {
            assertThatExceptionOfType(StreamInterruptedException.class)
                    .isThrownBy(stream::message)
                    .withMessage("the stream had no message_start");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'content_block_start','content_block':{}} | index: expected an integer, found nothing",
                "{'type':'content_block_start','index':0} | content_block: expected an object, found nothing",
                "{'type':'content_block_delta','index':'x','delta':{}} | index: expected an integer, found a string",
                "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta'}} | text: expected a string, found nothing",
                "{'type':'content_block_delta','index':0,'delta':[]} | delta: expected an object, found an array",
                "{'type':'content_block_delta','index':0,'delta':{'type':'citations_delta'}} | citation: expected an object, found nothing"
            })
    void event_wrongShape_failsAndEndsTheStream(String event, String message) {
        Chunks body = Chunks.whole(("data: " + quoted(START) + "\n\ndata: "
                        + quoted(start(0, "{'type':'text','text':'x'}")) + "\n\ndata: " + quoted(event) + "\n\n")
                .getBytes(UTF_8));
        MessageStream stream = Answers.messageStream(body);
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(stream::message)
                .withMessage(message);
        assertThat(body.isClosed()).isTrue();
    }

    // Reading

    @Test
    void iterator_secondTime_refuses() {
        MessageStream stream = Answers.messageStream(Transcripts.TEXT);
        Iterator<MessageStreamEvent> events = stream.iterator();
        assertThat(events.next()).isInstanceOf(MessageStartEvent.class);
        assertThatIllegalStateException().isThrownBy(stream::iterator);
        assertThatIllegalStateException().isThrownBy(stream::textDeltas);
        assertThat(stream.message().text()).isEqualTo("Grüße, 世界 😀!");
    }

    @Test
    void textDeltas_thenMessage_readsOnce() {
        try (MessageStream stream = Answers.messageStream(Transcripts.TEXT)) {
            assertThat(stream.textDeltas()).containsExactly("Grüße, ", "世界 😀!");
            Message message = stream.message();
            assertThat(message.text()).isEqualTo("Grüße, 世界 😀!");
            assertThat(stream.message()).isEqualTo(message);
            assertThat(stream.soFar()).contains(message);
        }
    }

    @Test
    void textDeltas_leftHalfway_messageReadsTheRest() {
        try (MessageStream stream = Answers.messageStream(Transcripts.TEXT)) {
            assertThat(stream.textDeltas().findFirst()).contains("Grüße, ");
            assertThat(stream.soFar().orElseThrow().text()).isEqualTo("Grüße, ");
            assertThat(stream.message().text()).isEqualTo("Grüße, 世界 😀!");
        }
    }

    @Test
    void thinkingDeltas_giveTheThinkingOnly() {
        try (MessageStream stream = Answers.messageStream(Transcripts.THINKING)) {
            assertThat(stream.thinkingDeltas()).containsExactly("Let me ", "see.");
        }
    }

    @Test
    void soFar_beforeTheFirstEvent_isEmpty() {
        MessageStream stream = Answers.messageStream(Transcripts.TEXT);
        assertThat(stream.soFar()).isEmpty();
        stream.iterator().next();
        assertThat(stream.soFar().orElseThrow().content()).isEmpty();
    }

    @Test
    void soFar_keptWhileReading_doesNotChange() {
        MessageStream stream = Answers.messageStream(Transcripts.TEXT);
        List<Message> seen = new ArrayList<>();
        for (MessageStreamEvent event : stream) {
            stream.soFar().ifPresent(seen::add);
        }
        assertThat(seen)
                .extracting(Message::text)
                .containsExactly("", "", "Grüße, ", "Grüße, 世界 😀!", "Grüße, 世界 😀!", "Grüße, 世界 😀!", "Grüße, 世界 😀!");
    }

    @Test
    void close_twice_isFineAndEndsReading() {
        Chunks body = Chunks.whole(Transcripts.TEXT.getBytes(UTF_8));
        MessageStream stream = Answers.messageStream(body);
        assertThat(stream.response().requestId()).contains("req_1");
        stream.close();
        stream.close();
        assertThat(body.isClosed()).isTrue();
    }

    @Test
    void stream_closed_closesTheAnswer() {
        Chunks body = Chunks.whole(Transcripts.TEXT.getBytes(UTF_8));
        try (Stream<MessageStreamEvent> events = Answers.messageStream(body).stream()) {
            assertThat(events.count()).isEqualTo(7);
        }
        assertThat(body.isClosed()).isTrue();
        Chunks other = Chunks.whole(Transcripts.TEXT.getBytes(UTF_8));
        try (Stream<String> texts = Answers.messageStream(other).textDeltas()) {
            assertThat(texts.findFirst()).isPresent();
            assertThat(other.isClosed()).isFalse();
        }
        assertThat(other.isClosed()).isTrue();
    }

    @Test
    void message_putBack_isTheTurnUnchanged() {
        Message message = Answers.messageStream(Transcripts.THINKING).message();
        MessageCreateParams params = MessageCreateParams.builder()
                .model("m")
                .maxTokens(1)
                .addUserMessage("2+2?")
                .addMessage(message)
                .build();
        JsonObject turn = (JsonObject) params.json().array("messages").get(1);
        assertThat(Json.write(turn.get("content")))
                .isEqualTo(Json.write(message.json().get("content")));
        assertThat(turn.string("role")).isEqualTo("assistant");
    }
}
