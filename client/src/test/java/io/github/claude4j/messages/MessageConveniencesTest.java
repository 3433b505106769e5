package io.github.claude4j.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Short ways to write a conversation and to read an answer. */
class MessageConveniencesTest {
    private static final String ANSWER = """
            {"id":"msg_1","type":"message","role":"assistant","model":"m","stop_reason":"tool_use","brand_new":1,"content":[\
            {"type":"thinking","thinking":"Let me ","signature":"Eq=="},\
            {"type":"redacted_thinking","data":"abc"},\
            {"type":"thinking","thinking":"see.","signature":""},\
            {"type":"text","text":"It is ","citations":null},\
            {"type":"brand_new","n":1.10,"text":"not this"},\
            {"type":"tool_use","id":"t1","name":"f","input":{"z":1,"a":-0},"caller":null},\
            {"type":"server_tool_use","id":"t2","name":"web_search","input":{}},\
            {"type":"text","text":"4."},\
            {"type":"tool_use","id":"t3","name":"g","input":{}}],\
            "usage":{"input_tokens":10,"output_tokens":5}}""";

    private static MessageCreateParams.Builder params() {
        return MessageCreateParams.builder().model("m").maxTokens(10);
    }

    @Test
    void addMessage_answer_isItsTurnUnchanged() {
        Message answer = Message.of(JsonObject.parse(ANSWER));
        JsonObject params =
                params().addUserMessage("2+2?").addMessage(answer).build().json();
        JsonObject turn = (JsonObject) params.array("messages").get(1);

        assertThat(turn.names()).containsExactly("role", "content");
        assertThat(turn.string("role")).isEqualTo("assistant");
        assertThat(turn.array("content").toJson())
                .isEqualTo(answer.json().array("content").toJson());
        assertThat(ANSWER).contains(turn.array("content").toJson());
    }

    private static Message answer(String content) {
        return Message.of(JsonObject.parse("{\"content\":" + content.replace('\'', '"') + "}"));
    }

    private static JsonArray sentBack(String content) {
        return params().addUserMessage("a")
                .addMessage(answer(content))
                .build()
                .json()
                .array("messages");
    }

    @Test
    void addMessage_answerWithoutContent_isLeftOut() {
        for (String content :
                List.of("[]", "null", "''", "[{'type':'text','text':''}]", "[{'type':'text','text':' \\n'}]")) {
            assertThat(sentBack(content).objects())
                    .extracting(turn -> turn.string("role"))
                    .as(content)
                    .containsExactly("user");
        }
        MessageCreateParams alone =
                params().addMessage(answer("[]")).addUserMessage("a").build();
        assertThat(alone.messages()).hasSize(1);
    }

    @Test
    void addMessage_blankText_isLeftOutAndItsBreakpointMovesOn() {
        String thinking = "{'type':'thinking','thinking':'','signature':'s'}";
        assertThat(sentBack(
                                "[{'type':'text','text':'a'}," + thinking
                                        + ",{'type':'text','text':'','cache_control':{'type':'ephemeral'}},{'type':'brand_new'}]")
                        .object(1)
                        .array("content"))
                .isEqualTo(answer("[{'type':'text','text':'a','cache_control':{'type':'ephemeral'}}," + thinking
                                + ",{'type':'brand_new'}]")
                        .json()
                        .array("content"));
        assertThat(sentBack("[{'type':'text','text':'a','cache_control':{'type':'ephemeral','ttl':'1h'}},"
                                + "{'type':'text','text':'','cache_control':{'type':'ephemeral'}}]")
                        .object(1)
                        .array("content"))
                .isEqualTo(answer("[{'type':'text','text':'a','cache_control':{'type':'ephemeral','ttl':'1h'}}]")
                        .json()
                        .array("content"));
    }

    @Test
    void addMessage_inputThatIsNoObject_goesBackInTheFormOfTheApi() {
        Message broken = Message.of(JsonObject.of(
                "content",
                List.of(JsonObject.of("type", "tool_use", "id", "t", "name", "f", "input", "{\"a\": Dave}"))));
        ToolUseBlock use = broken.invalidToolUses().get(0);
        JsonArray messages = params().addUserMessage("a")
                .addMessage(broken)
                .addUserMessage(Content.invalidToolInput(use))
                .build()
                .json()
                .array("messages");
        JsonObject wrapped = JsonObject.of("INVALID_JSON", "{\"a\": Dave}");
        assertThat(messages.object(1).array("content").object(0).object("input"))
                .isEqualTo(wrapped);
        assertThat(messages.object(2).array("content").object(0))
                .isEqualTo(JsonObject.of(
                        "type", "tool_result", "tool_use_id", "t", "content", wrapped.toJson(), "is_error", true));
    }

    @Test
    void toolUses_beforeAFallback_areNoCalls() {
        Message answer = answer("[{'type':'tool_use','id':'t1','name':'f','input':{}},"
                + "{'type':'tool_use','id':'t2','name':'f','input':'cut'},"
                + "{'type':'fallback','from':{'model':'a'},'to':{'model':'b'}},"
                + "{'type':'tool_use','id':'t3','name':'f','input':{}}]");
        assertThat(answer.toolUses()).extracting(ToolUseBlock::id).containsExactly("t3");
        assertThat(answer.invalidToolUses()).isEmpty();
    }

    @Test
    void create_paramsThatAskForAStream_areRefused() {
        Claude claude = Claude.builder()
                .apiKey("key")
                .transport((request, call) -> {
                    throw new AssertionError("sent");
                })
                .build();
        assertThatThrownBy(() -> claude.messages()
                        .create(params().addUserMessage("a").put("stream", true).build()))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageEndingWith(
                        "stream: expected none where the whole answer is wanted, found true; stream(…) gives the events");
    }

    @Test
    void addMessages_everyWay_keepTheirOrder() {
        MessageCreateParams params = params().addUserMessage("a")
                .addAssistantMessage("b")
                .addUserMessage(Content.text("c"), Content.imageUrl("https://e.org/i"))
                .addMessage(Message.of(JsonObject.parse(ANSWER)))
                .addUserMessage(List.of(Content.toolResult("t1", "4")))
                .addMessage(UserMessage.of("d"))
                .build();
        assertThat(params.messages())
                .extracting(message -> message.json().string("role"))
                .containsExactly("user", "assistant", "user", "assistant", "user", "user");
        JsonArray messages = params.json().array("messages");
        assertThat(((JsonObject) messages.get(0)).get("content")).isEqualTo("a");
        assertThat(((JsonObject) messages.get(1)).get("content")).isEqualTo("b");
        assertThat(((JsonObject) messages.get(2)).array("content").toJson())
                .isEqualTo("[{\"type\":\"text\",\"text\":\"c\"},"
                        + "{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://e.org/i\"}}]");
    }

    @Test
    void toBuilder_conversationGoesOn_firstParamsStayAsTheyWere() {
        MessageCreateParams first = params().addUserMessage("a").build();
        MessageCreateParams second = first.toBuilder().addAssistantMessage("b").build();
        assertThat(first.messages()).hasSize(1);
        assertThat(second.messages()).hasSize(2);
    }

    @Test
    void cachedSystem_isOneBlockWithABreakpoint() {
        assertThat(params().cachedSystem("Be brief.")
                        .addUserMessage("a")
                        .build()
                        .json()
                        .get("system"))
                .isEqualTo(JsonArray.of(JsonObject.of(
                        "type", "text", "text", "Be brief.", "cache_control", JsonObject.of("type", "ephemeral"))));
    }

    @Test
    void view_blocksOfSeveralKinds_areFound() {
        Message answer = Message.of(JsonObject.parse(ANSWER));
        assertThat(answer.text()).isEqualTo("It is 4.");
        assertThat(answer.firstText()).contains("It is ");
        assertThat(answer.thinking()).isEqualTo("Let me see.");
        assertThat(answer.toolUses()).extracting(ToolUseBlock::id).containsExactly("t1", "t3");
        assertThat(answer.content()).hasSize(9);
        assertThat(answer.content().get(4)).isInstanceOf(ContentBlock.Unknown.class);
    }

    @Test
    void view_noBlocks_isEmpty() {
        for (String json : Set.of("{}", "{\"content\":[]}", "{\"content\":null}")) {
            Message answer = Message.of(JsonObject.parse(json));
            assertThat(answer.text()).isEmpty();
            assertThat(answer.firstText()).isEmpty();
            assertThat(answer.thinking()).isEmpty();
            assertThat(answer.toolUses()).isEmpty();
        }
    }

    @Test
    void totals_areSumsOfWhatIsThere() {
        Usage all = Usage.of(JsonObject.parse("{\"input_tokens\":1,\"cache_creation_input_tokens\":20,"
                + "\"cache_read_input_tokens\":300,\"output_tokens\":4000}"));
        assertThat(all.totalInputTokens()).isEqualTo(321);
        assertThat(all.totalTokens()).isEqualTo(4321);
        Usage some = Usage.of(
                JsonObject.parse("{\"input_tokens\":1,\"cache_creation_input_tokens\":null,\"output_tokens\":4000}"));
        assertThat(some.totalInputTokens()).isEqualTo(1);
        assertThat(some.totalTokens()).isEqualTo(4001);
    }

    /** What is sent to count the tokens of this message. */
    private static JsonObject counted(MessageCreateParams params) {
        AtomicReference<JsonObject> sent = new AtomicReference<>();
        Claude claude = Claude.builder()
                .apiKey("key")
                .transport((request, call) -> {
                    assertThat(request.url().getPath()).isEqualTo("/v1/messages/count_tokens");
                    sent.set(request.body().orElseThrow().json().orElseThrow());
                    return Response.of(200, Headers.of(), "{\"input_tokens\":7}".getBytes(UTF_8));
                })
                .build();
        assertThat(claude.messages().countTokens(params).inputTokens()).isEqualTo(7);
        return sent.get();
    }

    @Test
    void countTokens_ofAMessage_sendsWhatCountsOnly() {
        JsonObject sent = counted(params().addUserMessage("a")
                .system("Be brief.")
                .addStopSequence("END")
                .metadata(m -> m.userId("u"))
                .serviceTier("auto")
                .inferenceGeo("us")
                .container("container_1")
                .addTool(Tool.of(JsonObject.of("name", "f", "input_schema", JsonObject.of("type", "object"))))
                .put("stream", true)
                .put("brand_new", 1)
                .build());
        assertThat(sent.names()).containsExactlyInAnyOrder("model", "messages", "system", "tools", "brand_new");
    }

    /** Names of fields by the setters of a builder. */
    private static Set<String> fields(Class<?> builder) {
        Set<String> names = new TreeSet<>();
        for (var method : builder.getDeclaredMethods()) {
            boolean setter = method.getParameterCount() == 1
                    && !method.isSynthetic()
                    && !method.getName().startsWith("add")
                    && !method.getParameterTypes()[0].equals(Consumer.class);
            if (setter) {
                names.add(method.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    @Test
    void countTokens_everyFieldOfAMessage_isEitherCountedOrLeftOut() {
        Set<String> leftOut = fields(MessageCreateParams.Builder.class);
        leftOut.removeAll(fields(MessageCountTokensParams.Builder.class));
        leftOut.add("stream");
        assertThat(new TreeSet<>(MessageCalls.NOT_COUNTED)).isEqualTo(leftOut);
    }
}
