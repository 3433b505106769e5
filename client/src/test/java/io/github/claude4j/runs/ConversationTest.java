package io.github.claude4j.runs;

import static io.github.claude4j.fixtures.FakeModel.message;
import static io.github.claude4j.fixtures.FakeModel.text;
import static io.github.claude4j.fixtures.FakeModel.use;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.tools.ToolCall;
import io.github.claude4j.tools.ToolOutput;
import io.github.claude4j.tools.Tools;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules by which a conversation goes on: each as it is, and saved as text and loaded after every step. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
record ConversationTest(boolean saved) {
    private static final String OPEN_SCHEMA = "{\"type\":\"object\"}";

    private Conversation begin(Consumer<MessageCreateParams.Builder> more) {
        return step(Conversation.of(m -> {
            m.model("m").maxTokens(10).addUserMessage("Go.");
            m.addTool(Tools.custom("a", "A", OPEN_SCHEMA)).addTool(Tools.custom("b", "B", OPEN_SCHEMA));
            more.accept(m);
        }));
    }

    private Conversation begin() {
        return begin(m -> {});
    }

    private Conversation step(Conversation next) {
        return saved ? Conversation.of(next.json().toJson()) : next;
    }

    private Conversation replied(Conversation before, String stopReason, JsonObject... content) {
        return replied(before, message(stopReason, content));
    }

    private Conversation replied(Conversation before, JsonObject message) {
        return step(before.replied(Message.of(message)));
    }

    private Conversation allowed(Conversation before) {
        Conversation now = before;
        for (ToolCall call : ((Step.Decide) before.next()).calls()) {
            now = step(now.allow(call.id()));
        }
        return now;
    }

    private static JsonObject request(Conversation conversation) {
        return ((Step.Ask) conversation.next()).params().json();
    }

    private static List<JsonObject> last(Conversation conversation) {
        List<JsonObject> messages = request(conversation).array("messages").objects();
        return messages.get(messages.size() - 1).array("content").objects();
    }

    private static List<String> ids(List<ToolCall> calls) {
        return calls.stream().map(ToolCall::id).toList();
    }

    @Test
    void toolUse_isCalls() {
        Conversation asked = replied(begin(), "tool_use", text("I look."), use("1", "a", "x", 1), use("2", "b"));

        assertThat(asked.outcome()).isEqualTo(Conversation.Outcome.OPEN);
        List<ToolCall> calls = ((Step.Decide) asked.next()).calls();
        assertThat(ids(calls)).containsExactly("1", "2");
        assertThat(calls.get(0).input()).isEqualTo(JsonObject.of("x", 1));
        assertThat(ids(((Step.Call) allowed(asked).next()).calls())).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause_turn", "compaction"})
    void pause_requestGoesAgainWithTheReply(String stop) {
        Conversation paused = replied(begin(), stop, text("Half"));

        assertThat(request(paused).array("messages").objects()).hasSize(2);
        assertThat(request(paused).array("messages").object(1))
                .isEqualTo(JsonObject.of("role", "assistant", "content", List.of(text("Half"))));
        assertThat(replied(paused, "end_turn", text("whole")).text()).isEqualTo("whole");
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, DONE",
        "stop_sequence, DONE",
        "something_new, DONE",
        "max_tokens, CUT",
        "model_context_window_exceeded, LIMITED",
        "refusal, REFUSED"
    })
    void stopReasons_end(String stop, Conversation.Outcome outcome) {
        Conversation end = replied(begin(), stop, text("So far"));

        assertThat(end.next()).isInstanceOf(Step.End.class);
        assertThat(end.outcome()).isEqualTo(outcome);
        assertThat(end.lastText()).isEqualTo("So far");
        assertThat(end.turns()).isEqualTo(1);
        if (outcome == Conversation.Outcome.DONE) {
            assertThat(end.text()).isEqualTo("So far");
        } else {
            assertThatExceptionOfType(UnfinishedException.class)
                    .isThrownBy(end::text)
                    .withMessageContaining(outcome.name())
                    .matches(e -> e.outcome() == outcome);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_tokens", "model_context_window_exceeded", "refusal", "end_turn", "new_reason"})
    void callsOfACutAnswer_neverRunAndAreAnsweredByTheNextSay(String stop) {
        Conversation cut = replied(begin(), stop, text("I"), use("1", "a", "rm", "/t"), use("2", "b"));
        assertThat(cut.next()).isInstanceOf(Step.End.class);
        assertThat(cut.waiting()).isEmpty();

        Conversation said = step(cut.say("And?"));

        assertThat(last(said))
                .extracting(block -> block.string("type"))
                .containsExactly("tool_result", "tool_result", "text");
        assertThat(last(said).get(0))
                .isEqualTo(JsonObject.of(
                        "type",
                        "tool_result",
                        "tool_use_id",
                        "1",
                        "content",
                        "not run: the answer was cut here",
                        "is_error",
                        true));
        assertThat(last(said).get(2)).isEqualTo(text("And?"));
    }

    @Test
    void inputThatIsNoJson_isToldAndNotRun() {
        Conversation asked =
                replied(begin(), "tool_use", use("1", "a").with("input", "{\"path\":\"/tm"), use("2", "b", "x", 1));

        assertThat(ids(((Step.Decide) asked.next()).calls())).containsExactly("2");
        Conversation answered = step(allowed(asked).answer("2", "ok"));
        assertThat(last(answered).get(0).optBoolean("is_error")).contains(true);
        assertThat(last(answered).get(0).string("content")).contains("INVALID_JSON");
        assertThat(last(answered).get(1).string("content")).isEqualTo("ok");
    }

    @Test
    void callsBeforeTheLastFallback_areNone() {
        JsonObject fallback = JsonObject.of("type", "fallback");
        Conversation asked =
                replied(begin(), "tool_use", use("1", "a"), fallback, use("2", "b"), fallback, use("3", "b"));

        assertThat(ids(((Step.Decide) asked.next()).calls())).containsExactly("3");
        assertThat(last(step(allowed(asked).answer("3", "ok")))).hasSize(1);

        assertThat(replied(begin(), "tool_use", use("1", "a"), fallback, text("No."))
                        .outcome())
                .isEqualTo(Conversation.Outcome.DONE);
    }

    @Test
    void results_goBackTogetherInTheOrderOfTheCalls() {
        Conversation asked = allowed(replied(begin(), "tool_use", use("1", "a"), use("2", "b"), use("3", "a")));

        Conversation two = step(step(asked.answer("3", "third")).answer("1", "first"));
        assertThat(two.next()).isInstanceOf(Step.Call.class);
        Conversation all = step(two.answer("2", ToolOutput.error("second")));

        assertThat(last(all))
                .extracting(block -> block.string("tool_use_id") + block.string("content"))
                .containsExactly("1first", "2second", "3third");
        assertThat(last(all).get(1).optBoolean("is_error")).contains(true);
        assertThat(last(all).get(0).has("is_error")).isFalse();
        assertThat(request(all).array("messages").objects()).hasSize(3);
    }

    private Conversation screens() {
        Conversation started = begin(m -> m.addTool(Tools.computer()));
        JsonObject click = use("1", "click").with("toolset_name", "computer");
        JsonObject type = use("2", "type").with("toolset_name", "computer");
        JsonObject look = use("3", "look").with("toolset_name", "computer");
        return replied(started, "tool_use", click, use("9", "a"), type, look);
    }

    @Test
    void toolset_runsInOrderBesideTheOthers() {
        Conversation asked = allowed(screens());

        assertThat(ids(((Step.Call) asked.next()).calls())).containsExactly("1", "9");
        Conversation clicked = step(asked.answer("1", "clicked"));
        assertThat(ids(((Step.Call) clicked.next()).calls())).containsExactly("9", "2");
        Conversation typed = step(step(clicked.answer("9", "ok")).answer("2", "typed"));
        Conversation all = step(typed.answer("3", "seen"));
        assertThat(last(all).get(0).string("toolset_name")).isEqualTo("computer");
        assertThat(last(all).get(1).has("toolset_name")).isFalse();
    }

    @Test
    void toolset_afterAFailureTheLaterOnesDoNotRun() {
        Conversation asked = allowed(screens());

        Conversation failed = step(asked.answer("1", ToolOutput.error("no window")));
        assertThat(ids(((Step.Call) failed.next()).calls())).containsExactly("9");
        Conversation all = step(failed.answer("9", "ok"));

        assertThat(last(all))
                .extracting(block -> block.string("content"))
                .containsExactly(
                        "no window", "ok", "not run: an earlier action failed", "not run: an earlier action failed");
    }

    @Test
    void container_goesIntoTheNextRequest() {
        JsonObject container = JsonObject.of("id", "cont_1", "expires_at", "2026-11-20T12:00:00Z");
        Conversation paused = replied(begin(), message("pause_turn", text("I")).with("container", container));
        assertThat(request(paused).get("container")).isEqualTo("cont_1");

        Conversation skilled = begin(m -> m.put("container", JsonObject.of("skills", List.of())));
        assertThat(request(replied(skilled, message("pause_turn", text("I")).with("container", container)))
                        .get("container"))
                .isEqualTo(JsonObject.of("skills", List.of(), "id", "cont_1"));
    }

    @Test
    void unknownName_isToldAtOnce() {
        Conversation asked = replied(begin(), "tool_use", use("1", "c"), use("2", "a"));

        assertThat(ids(((Step.Decide) asked.next()).calls())).containsExactly("2");
        assertThat(last(step(allowed(asked).answer("2", "ok"))).get(0))
                .isEqualTo(JsonObject.of(
                        "type",
                        "tool_result",
                        "tool_use_id",
                        "1",
                        "content",
                        "Error: Tool 'c' not found",
                        "is_error",
                        true));
        assertThat(last(replied(begin(), "tool_use", use("1", "c")))).hasSize(1);
    }

    @Test
    void settledCall_nothingChangesItAnyMore() {
        Conversation asked = allowed(replied(begin(), "tool_use", use("1", "a"), use("2", "b")));
        Conversation answered = step(asked.answer("1", "first"));

        assertThat(answered.answer("1", "second")).isSameAs(answered);
        assertThat(answered.deny("1", "no")).isSameAs(answered);
        assertThat(answered.allow("1")).isSameAs(answered);
        assertThat(answered.edit("1", JsonObject.of())).isSameAs(answered);
        assertThat(last(step(answered.answer("2", "ok"))).get(0).string("content"))
                .isEqualTo("first");
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> answered.answer("7", "x"))
                .withMessage("id: expected one of the calls that are not answered, b 2, found \"7\"");
    }

    @Test
    void allowedCall_canStillBeDeniedOrEdited() {
        Conversation asked = allowed(replied(begin(), "tool_use", use("1", "a"), use("2", "b")));

        assertThat(ids(((Step.Call) step(asked.deny("1", "no")).next()).calls()))
                .containsExactly("2");
        Step.Call edited =
                (Step.Call) step(asked.edit("2", JsonObject.of("x", 2))).next();
        assertThat(edited.calls().get(1).input()).isEqualTo(JsonObject.of("x", 2));
    }

    @Test
    void waitingCall_othersRunAndSayIsRefused() {
        Conversation asked = allowed(replied(begin(), "tool_use", use("1", "a"), use("2", "b")));
        Conversation waiting = step(asked.answer("1", ToolOutput.later("Sure?")));
        assertThat(ids(((Step.Call) waiting.next()).calls())).containsExactly("2");

        Conversation rest = step(waiting.answer("2", "ok"));
        assertThat(rest.outcome()).isEqualTo(Conversation.Outcome.WAITING);
        assertThat(ids(rest.waiting())).containsExactly("1");
        assertThat(rest.waiting().get(0).question()).contains("Sure?");
        assertThat(ids(((Step.Wait) rest.next()).calls())).containsExactly("1");
        assertThatIllegalStateException()
                .isThrownBy(() -> rest.say("Well?"))
                .withMessageContaining("a 1")
                .withMessageContaining("dropWaiting");
        assertThatExceptionOfType(UnfinishedException.class)
                .isThrownBy(rest::text)
                .withMessageContaining("a 1");

        Conversation dropped = step(step(rest.dropWaiting("we moved on")).say("Well?"));
        assertThat(last(dropped))
                .extracting(block -> block.optString("content").orElse("")
                        + block.optString("text").orElse(""))
                .containsExactly("not run: we moved on", "ok", "Well?");
        assertThat(request(dropped).array("messages").objects()).hasSize(3);
    }

    @Test
    void editedInput_runsAndIsToldWhileTheHistoryKeepsTheModels() {
        Conversation asked = replied(begin(), "tool_use", use("1", "a", "amount", 9));
        Conversation edited = step(asked.edit("1", JsonObject.of("amount", 5)));
        assertThat(((Step.Call) edited.next()).calls().get(0).input()).isEqualTo(JsonObject.of("amount", 5));

        Conversation all = step(edited.answer("1", "paid"));

        assertThat(last(all).get(0).string("content"))
                .isEqualTo("paid\n\nThe call was given changed input: {\"amount\":5}");
        assertThat(request(all).array("messages").object(1).array("content").object(0))
                .isEqualTo(use("1", "a", "amount", 9));
    }

    @Test
    void equalIds_areAllDecidedAndAnsweredInOrder() {
        Conversation asked = replied(begin(), "tool_use", use("1", "a", "x", 1), use("1", "b", "x", 2), use("1", "a"));
        assertThat(((Step.Decide) asked.next()).calls()).hasSize(3);

        Conversation allowed = allowed(asked);
        List<ToolCall> calls = ((Step.Call) allowed.next()).calls();
        assertThat(calls).hasSize(3);
        assertThat(calls.stream().map(ToolCall::key)).doesNotHaveDuplicates();
        Conversation all = step(
                step(step(allowed.answer("1", "first")).answer("1", "second")).answer("1", "third"));

        assertThat(last(all)).extracting(block -> block.string("content")).containsExactly("first", "second", "third");
    }

    @Test
    void equalIds_theOneThatRunsIsAnsweredBeforeTheOneThatWaits() {
        Conversation asked = allowed(replied(begin(), "tool_use", use("1", "a"), use("1", "b")));
        Conversation waiting = step(asked.answer("1", ToolOutput.later("Sure?")));

        Conversation ran = step(waiting.answer("1", "of b"));

        assertThat(ran.waiting()).extracting(ToolCall::name).containsExactly("a");
        assertThat(last(step(ran.answer("1", "of a"))))
                .extracting(block -> block.string("content"))
                .containsExactly("of a", "of b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"any", "tool"})
    void forcedChoice_holdsForTheFirstRequestOnly(String type) {
        JsonObject choice = JsonObject.of("type", type, "disable_parallel_tool_use", true);
        JsonObject forced = type.equals("tool") ? choice.with("name", "a") : choice;
        Conversation started = begin(m -> m.put("tool_choice", forced));
        assertThat(request(started).get("tool_choice")).isEqualTo(forced);

        Conversation again =
                step(allowed(replied(started, "tool_use", use("1", "a"))).answer("1", "ok"));
        assertThat(request(again).get("tool_choice"))
                .isEqualTo(JsonObject.of("type", "auto", "disable_parallel_tool_use", true));

        Conversation said = step(replied(again, "end_turn", text("So.")).say("More"));
        assertThat(request(said).get("tool_choice")).isEqualTo(forced);
    }

    @Test
    void saidTwice_bothGo() {
        Conversation twice = step(step(begin().say("One.")).say("Two."));

        assertThat(request(twice).array("messages").objects())
                .extracting(message -> message.get("content"))
                .endsWith("One.", "Two.");
    }

    @Test
    void replied_whenTheModelWasNotAsked_isRefused() {
        Conversation done = replied(begin(), "end_turn", text("So."));

        assertThatIllegalStateException().isThrownBy(() -> replied(done, "end_turn", text("again")));
    }

    @Test
    void emptyAnswer_leavesNoTurn() {
        Conversation done = replied(begin(), "end_turn");

        assertThat(done.outcome()).isEqualTo(Conversation.Outcome.DONE);
        assertThat(done.messages()).hasSize(1);
        assertThat(request(step(done.say("Well?"))).array("messages").objects()).hasSize(2);
    }

    @Test
    void keys_differAlsoWhereOneValueGoesTwoWays() {
        Conversation done = replied(begin(), "end_turn", text("So."));
        Conversation one = replied(step(done.say("Pay Ann.")), "tool_use", use("call_0", "a"));
        Conversation other = replied(step(done.say("Pay Bob.")), "tool_use", use("call_0", "a"));
        Conversation undone = replied(step(step(one.undo()).say("Pay Cem.")), "tool_use", use("call_0", "a"));

        assertThat(List.of(one, other, undone))
                .extracting(c -> ((Step.Decide) c.next()).calls().get(0).key())
                .doesNotHaveDuplicates();
        assertThat(((Step.Decide) one.next()).calls().get(0).key())
                .isEqualTo(((Step.Call) allowed(one).next()).calls().get(0).key());
    }
}
