package io.github.claude4j.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Requests that are certain to be refused are not built. */
class MessageParamsCheckTest {
    private static MessageCreateParams build(Consumer<MessageCreateParams.Builder> changes) {
        MessageCreateParams.Builder params =
                MessageCreateParams.builder().model("m").maxTokens(1).addUserMessage("Hi");
        changes.accept(params);
        return params.build();
    }

    private static void assertRefused(Consumer<MessageCreateParams.Builder> changes, String message) {
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> build(changes))
                .withMessage(message);
    }

    @Test
    void build_certainlyWrong_namesTheField() {
        assertRefused(p -> p.model(""), "model: expected the id of a model, found \"\"");
        assertRefused(p -> p.model(" "), "model: expected the id of a model, found \" \"");
        assertRefused(p -> p.maxTokens(-1), "max_tokens: expected 0 or more, found -1");
        assertRefused(p -> p.messages(List.of()), "messages: expected one at least, found none");
        assertRefused(p -> p.addUserMessage(""), "messages[1].content: expected text or a block, found nothing");
        assertRefused(p -> p.addUserMessage(List.of()), "messages[1].content: expected text or a block, found nothing");
        assertRefused(
                p -> p.messages(Arrays.asList(UserMessage.of("Hi"), null)),
                "messages[1]: expected a value, found null");
        assertRefused(
                p -> p.stopSequences(Arrays.asList("a", null)), "stop_sequences[1]: expected a value, found null");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> build(p -> p.effort(null)))
                .withMessage("effort");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> build(p -> p.system((String) null)))
                .withMessage("system");
    }

    @Test
    void build_countingTokens_isCheckedToo() {
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> MessageCountTokensParams.builder()
                        .model("")
                        .addUserMessage("Hi")
                        .build())
                .withMessage("model: expected the id of a model, found \"\"");
    }

    @Test
    void build_maxTokensZero_isAllowed() {
        assertThat(build(p -> p.maxTokens(0)).maxTokens()).isZero();
    }

    @Test
    void build_keptThread_mayGoOnWithoutAWord() {
        assertThat(build(p -> p.messages(List.of()).put("thread", JsonObject.of("id", "t")))
                        .messages())
                .isEmpty();
    }

    @Test
    void problems_ofAnAnswer_areListedWithTheirPaths() {
        Message message = Message.of(JsonObject.parse("""
                {"id":7,"type":"message","role":"assistant","model":"m","stop_reason":"end_turn","content":[
                 {"type":"text","text":"fine","citations":[{"type":"char_location","cited_text":[]}]},
                 {"type":"tool_use","id":"t","name":"f","input":"cut"},
                 {"type":"brand_new"},
                 {"type":"text"}],
                 "usage":{"input_tokens":"many","output_tokens":1}}"""));
        assertThat(message.problems())
                .contains(
                        "id: expected a string, found a number",
                        "content[0].citations[0].cited_text: expected a string, found an array",
                        "content[1].input: expected a whole JSON object for the tool f, found cut",
                        "content[3].text: expected a string, found nothing",
                        "usage.input_tokens: expected an integer, found a string")
                .noneMatch(line -> line.startsWith("content[2]"));
    }

    @Test
    void problems_ofAWholeAnswer_areNone() {
        Message message = Message.of(JsonObject.parse("""
                {"id":"m","type":"message","role":"assistant","model":"m","stop_reason":"end_turn",
                 "content":[{"type":"text","text":"fine"}],"usage":{"input_tokens":1,"output_tokens":1}}"""));
        assertThat(message.problems()).isEmpty();
    }
}
