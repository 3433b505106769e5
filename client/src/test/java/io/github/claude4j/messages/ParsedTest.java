package io.github.claude4j.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.tools.Tools;
import io.github.claude4j.types.JsonType;
import io.github.claude4j.types.MisfitException;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that are values of a Java type. */
class ParsedTest {
    private static final char HIGH = '\uE000';
    private static final char LOW = '\uE001';

    record Line(String text, int quantity) {
        Line {
            if (quantity < 1) {
                throw new IllegalArgumentException("quantity must be at least 1");
            }
        }
    }

    record Order(String number, List<Line> lines) {}

    sealed interface Shape {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    private static final String ORDER = "{\"number\":\"7\",\"lines\":[{\"text\":\"bolts 😀\",\"quantity\":2}]}";

    private final Deque<String> answers = new ArrayDeque<>();
    private final List<JsonObject> requests = new ArrayList<>();
    private final Claude claude = Claude.builder()
            .apiKey("key")
            .maxRetries(0)
            .transport((request, call) -> {
                requests.add(
                        JsonObject.parse(request.body().orElseThrow().open().readAllBytes()));
                String body = answers.remove();
                String type = body.startsWith("data:") ? "text/event-stream" : "application/json";
                return new Response(
                        200, Headers.of("content-type", type), new ByteArrayInputStream(body.getBytes(UTF_8)));
            })
            .build();

    private static MessageCreateParams.Builder params() {
        return MessageCreateParams.builder().model("m").maxTokens(10).addUserMessage("Read it.");
    }

    private static JsonObject message(String stopReason, JsonObject... content) {
        return JsonObject.builder()
                .put("id", "msg_1")
                .put("type", "message")
                .put("role", "assistant")
                .put("model", "m")
                .put("content", List.of(content))
                .put("stop_reason", stopReason)
                .put("usage", JsonObject.of("input_tokens", 10, "output_tokens", 5, "service_tier", "standard"))
                .build();
    }

    private static JsonObject text(String text) {
        return JsonObject.of("type", "text", "text", text);
    }

    private void answer(String stopReason, String text) {
        answers.add(message(stopReason, text(text)).toJson());
    }

    /** Half a pair is written by models, but not by us. */
    private static String escaped(JsonObject event) {
        return event.toJson().replace("" + HIGH, "\\ud83d").replace("" + LOW, "\\ude00");
    }

    /** Queues a stream of this text, in pieces of that many characters. */
    private void stream(String stopReason, String text, int size) {
        StringBuilder events = new StringBuilder();
        JsonObject start = message(stopReason).with("stop_reason", null);
        Consumer<JsonObject> add =
                event -> events.append("data: ").append(escaped(event)).append("\n\n");
        add.accept(JsonObject.of("type", "message_start", "message", start));
        add.accept(JsonObject.of("type", "content_block_start", "index", 0, "content_block", text("")));
        for (int i = 0; i < text.length(); i += size) {
            String piece = text.substring(i, Math.min(text.length(), i + size));
            JsonObject delta = JsonObject.of(
                    "type", "text_delta", "text", piece.replace('\ud83d', HIGH).replace('\ude00', LOW));
            add.accept(JsonObject.of("type", "content_block_delta", "index", 0, "delta", delta));
        }
        add.accept(JsonObject.of("type", "content_block_stop", "index", 0));
        if (stopReason != null) {
            add.accept(JsonObject.of("type", "message_delta", "delta", JsonObject.of("stop_reason", stopReason)));
            add.accept(JsonObject.of("type", "message_stop"));
        }
        answers.add(events.toString());
    }

    @Test
    void create_class_sendsItsSchemaAndReadsTheAnswer() {
        answer("end_turn", ORDER);

        Parsed<Order> parsed = claude.messages()
                .create(
                        m -> m.model("m")
                                .maxTokens(10)
                                .addUserMessage("Read it.")
                                .effort(Effort.LOW),
                        Order.class);

        assertThat(parsed.outcome()).isEqualTo(Parsed.Outcome.OK);
        assertThat(parsed.value()).isEqualTo(new Order("7", List.of(new Line("bolts 😀", 2))));
        assertThat(parsed.message().text()).isEqualTo(ORDER);
        assertThat(requests.get(0).object("output_config").toJson())
                .isEqualTo("{\"effort\":\"low\",\"format\":{\"type\":\"json_schema\",\"schema\":"
                        + JsonType.of(Order.class).strictSchema().toJson() + "}}");
    }

    @Test
    void create_listOrSealedType_isUnwrapped() {
        answer("end_turn", "{\"value\":[{\"text\":\"x\",\"quantity\":1}]}");
        answer("end_turn", "{\"value\":{\"type\":\"square\",\"side\":2}}");

        assertThat(claude.messages()
                        .create(params().build(), JsonType.listOf(Line.class))
                        .value())
                .containsExactly(new Line("x", 1));
        assertThat(claude.messages().create(params().build(), Shape.class).value())
                .isEqualTo(new Square(2));
    }

    @Test
    void create_schemaWithoutAClass_isJson() {
        JsonObject schema = JsonType.of(Order.class).schema();
        answer("end_turn", ORDER);

        JsonObject value =
                claude.messages().create(params().build(), JsonType.of(schema)).value();

        assertThat(value.toJson()).isEqualTo(ORDER);
        assertThat(requests.get(0).object("output_config").object("format").object("schema"))
                .isEqualTo(schema);
    }

    @Test
    void create_thinkingServerToolsAndFallback_takesTheAnswersOwnText() {
        JsonObject fallback = JsonObject.parse("""
            {"type": "fallback", "from": {"model": "a"}, "to": {"model": "b"}}\
            """);
        answers.add(message(
                        "end_turn",
                        text("{\"number\":\"refused"),
                        fallback,
                        JsonObject.of("type", "thinking", "thinking", "{}", "signature", "x"),
                        text("Let me look."),
                        JsonObject.parse(
                                "{\"type\":\"server_tool_use\",\"id\":\"t\",\"name\":\"web_search\",\"input\":{}}"),
                        text(ORDER),
                        text(" "))
                .toJson());

        assertThat(claude.messages()
                        .create(params().thinkingAdaptive().build(), Order.class)
                        .value()
                        .number())
                .isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "refusal | I cannot help with that | REFUSED | the model refused to answer",
                "refusal | {\"number\":\"7\",\"lines\":[]} | REFUSED | the model refused to answer",
                "max_tokens | {\"number\":\"7\",\"lines\":[] | CUT | the answer was cut after 5 tokens (stop reason"
                        + " max_tokens): give it more with maxTokens",
                "model_context_window_exceeded | {\"number\" | CUT | the answer was cut after 5 tokens",
                "tool_use | {\"number\":\"7\",\"lines\":[]} | OPEN | the answer has not come yet (stop reason"
                        + " tool_use): add the message",
                "pause_turn | `` | OPEN | the answer has not come yet (stop reason pause_turn)",
                "end_turn | {\"number\":\"7\",\"lines\":[{\"text\":\"x\",\"quantity\":0}]} | MISFIT | the answer does"
                        + " not fit its type: lines[0]: quantity must be at least 1",
                "end_turn | `` | MISFIT | the answer does not fit its type: expected a JSON object and nothing else",
                "stop_sequence | {\"number\":\"7\", | MISFIT | the answer does not fit its type: expected a JSON"
                        + " object and nothing else: malformed JSON",
                "end_turn | [] | MISFIT | the answer does not fit its type: expected a JSON object and nothing else:"
                        + " expected a JSON object, found an array"
            })
    void value_answerThatIsNone_saysWhy(String stopReason, String text, Parsed.Outcome outcome, String message) {
        answer(stopReason, text);

        Parsed<Order> parsed = claude.messages().create(params().build(), Order.class);

        assertThat(parsed.outcome()).isEqualTo(outcome);
        assertThatExceptionOfType(NoValueException.class)
                .isThrownBy(parsed::value)
                .withMessageStartingWith(message)
                .satisfies(e -> {
                    assertThat(e.outcome()).isEqualTo(outcome);
                    assertThat(e.answer()).isSameAs(parsed.message());
                    assertThat(e.getCause() instanceof MisfitException).isEqualTo(outcome == Parsed.Outcome.MISFIT);
                });
    }

    @Test
    void reask_misfit_tellsTheModelAndSumsUsage() {
        answer("end_turn", "{\"number\":\"7\",\"lines\":[{\"text\":\"x\",\"quantity\":0}]}");
        answer("end_turn", "{\"number\":\"7\",\"line\":[]}");
        answer("end_turn", ORDER);

        Parsed<Order> parsed =
                claude.messages().create(params().build(), Order.class).reask(3);

        assertThat(parsed.value().number()).isEqualTo("7");
        assertThat(parsed.usage().inputTokens()).isEqualTo(30);
        assertThat(parsed.usage().outputTokens()).isEqualTo(15);
        assertThat(parsed.usage().json().get("service_tier")).isEqualTo("standard");
        assertThat(parsed.message().usage().inputTokens()).isEqualTo(10);
        JsonArray last = requests.get(2).array("messages");
        assertThat(last.size()).isEqualTo(5);
        assertThat(last.get(2).toString())
                .contains("Your answer cannot be used: lines[0]: quantity must be at least 1. Give the whole answer"
                        + " again");
        assertThat(last.get(4).toString()).contains("line: is unknown; there are number, lines; lines: is missing");
        assertThat(requests.get(2).object("output_config"))
                .isEqualTo(requests.get(0).object("output_config"));
    }

    @Test
    void reask_stillMisfit_givesUpAfterThatMany() {
        for (int i = 0; i < 3; i++) {
            answer("end_turn", "{}");
        }

        Parsed<Order> parsed =
                claude.messages().create(params().build(), Order.class).reask(2);

        assertThat(parsed.outcome()).isEqualTo(Parsed.Outcome.MISFIT);
        assertThat(requests).hasSize(3);
    }

    @Test
    void reask_noMisfit_asksNobody() {
        answer("refusal", "no");
        Parsed<Order> refused = claude.messages().create(params().build(), Order.class);

        assertThat(refused.reask(3)).isSameAs(refused);
        Parsed<Order> elsewhere = Parsed.of(Message.of(message("end_turn", text("{}"))), JsonType.of(Order.class));
        assertThatIllegalStateException()
                .isThrownBy(() -> elsewhere.reask(1))
                .withMessage("nobody to ask again: the message came from elsewhere");
    }

    record Counts(Map<String, Integer> counts) {}

    @Test
    void create_whatDoesNotGoWithAValue_isRefusedBeforeSending() {
        assertRefused(
                params().outputSchema("{\"type\":\"object\"}"),
                "output_config.format: expected none beside a type for the answer, found one");
        assertRefused(
                params().addUserMessage(Content.text("a"), Content.document("x".getBytes(UTF_8), d -> d.cited())),
                "messages[1].content[1].citations: expected none in a request whose answer is a value");
        assertRefused(params().addTool(Tools.webFetch(t -> t.cited())), "tools[0].citations: expected none");
        assertRefused(
                params().addAssistantMessage("{"), "messages[1]: expected a turn of the user at the end, found text");
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> claude.messages().create(params().build(), Counts.class))
                .withMessageContaining("counts: a map: use a list of a record");
        assertThat(requests).isEmpty();
    }

    private void assertRefused(MessageCreateParams.Builder params, String message) {
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> claude.messages().create(params.build(), Order.class))
                .withMessageStartingWith(message);
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> claude.messages().stream(params.build(), Order.class))
                .withMessageStartingWith(message);
    }

    @Test
    void create_pausedTurnGoesOn_isAllowed() {
        answer("end_turn", ORDER);
        Message paused = Message.of(message(
                "pause_turn",
                JsonObject.parse("{\"type\":\"server_tool_use\",\"id\":\"t\",\"name\":\"web_search\",\"input\":{}}")));

        assertThat(claude.messages()
                        .create(params().addMessage(paused).build(), Order.class)
                        .outcome())
                .isEqualTo(Parsed.Outcome.OK);
    }

    @Test
    void soFar_stream_growsToTheValue() {
        stream("end_turn", ORDER, 3);

        try (ParsedStream<Order> stream = claude.messages().stream(params().build(), Order.class)) {
            List<Order> parts = stream.soFar().toList();
            assertThat(parts).hasSize((ORDER.length() + 2) / 3);
            assertThat(parts.get(0)).isEqualTo(new Order(null, List.of()));
            assertThat(parts).contains(new Order("7", List.of()));
            assertThat(parts.get(parts.size() - 1)).isEqualTo(stream.value());
            assertThat(stream.value()).isSameAs(stream.value());
            assertThat(stream.parsed().message().text()).isEqualTo(ORDER);
        }
        assertThat(requests.get(0).get("stream")).isEqualTo(true);
        assertThat(requests.get(0).object("output_config").has("format")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "1000"})
    void elements_stream_givesEachWhenItIsComplete(int size) {
        String order =
                "{\"number\":\"7\",\"lines\":[{\"text\":\"a\",\"quantity\":1},{\"text\":\"b\",\"quantity\":2}],\"other\":1}";
        stream("end_turn", order, size);

        try (ParsedStream<Order> stream = claude.messages().stream(params().build(), Order.class)) {
            assertThat(stream.elements("lines", Line.class)).containsExactly(new Line("a", 1), new Line("b", 2));
            assertThat(stream.parsed().outcome()).isEqualTo(Parsed.Outcome.MISFIT);
        }
    }

    @Test
    void elements_firstIsComplete_comesBeforeTheSecond() {
        stream(null, "{\"value\":[{\"type\":\"circle\",\"radius\":1},{\"type\":\"squ", 4);

        try (ParsedStream<List<Shape>> stream = claude.messages().stream(
                m -> m.model("m").maxTokens(9).addUserMessage("x"), JsonType.listOf(Shape.class))) {
            List<Shape> seen = new ArrayList<>();
            assertThatExceptionOfType(StreamInterruptedException.class)
                    .isThrownBy(() -> stream.elements("value", Shape.class).forEach(seen::add));
            assertThat(seen).containsExactly(new Circle(1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "line, 'name: expected one of number, lines, found line'",
        "number, 'name: expected a list, found number, which is of type string'"
    })
    void elements_ofNoList_areRefused(String name, String problem) {
        stream("end_turn", ORDER, 5);

        try (ParsedStream<Order> stream = claude.messages().stream(params().build(), Order.class)) {
            assertThatExceptionOfType(InvalidParamsException.class)
                    .isThrownBy(() -> stream.elements(name, Line.class))
                    .withMessage(problem);
            assertThat(stream.value().lines()).isNotEmpty();
        }
    }

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void elements_withoutAName_areRefused_whateverTheSchemaAllows() {
        stream("end_turn", ORDER, 5);

        try (ParsedStream<JsonObject> stream = claude.messages().stream(
                m -> m.model("m").maxTokens(9).addUserMessage("x"), JsonType.of(JsonObject.of("type", "object")))) {
            assertThatExceptionOfType(NullPointerException.class)
                    .isThrownBy(() -> stream.elements(null, Line.class))
                    .withMessage("name");
        }
    }

    @Test
    void elements_misfit_isThrownWithItsPath() {
        stream("end_turn", "{\"lines\":[{\"text\":\"a\",\"quantity\":1},{\"text\":\"b\",\"quantity\":0}]}", 5);

        try (ParsedStream<Order> stream = claude.messages().stream(params().build(), Order.class)) {
            assertThatExceptionOfType(MisfitException.class)
                    .isThrownBy(() -> stream.elements("lines", Line.class).toList())
                    .withMessage("lines[1]: quantity must be at least 1");
        }
    }

    @Test
    void stream_cutAnswer_isCut() {
        stream("max_tokens", ORDER.substring(0, 20), 4);

        try (ParsedStream<Order> stream =
                claude.messages().stream(m -> m.model("m").maxTokens(10).addUserMessage("x"), Order.class)) {
            assertThatExceptionOfType(NoValueException.class)
                    .isThrownBy(stream::value)
                    .satisfies(e -> assertThat(e.outcome()).isEqualTo(Parsed.Outcome.CUT));
        }
    }

    @Test
    void stream_misfit_isAskedAgain() {
        stream("end_turn", "{}", 1);
        answer("end_turn", ORDER);

        try (ParsedStream<Order> stream = claude.messages().stream(params().build(), Order.class)) {
            assertThat(stream.parsed().reask(1).value().number()).isEqualTo("7");
        }
    }
}
