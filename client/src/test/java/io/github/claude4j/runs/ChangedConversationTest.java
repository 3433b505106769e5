package io.github.claude4j.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.Model;
import io.github.claude4j.prices.Prices;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.ToolOutput;
import io.github.claude4j.tools.Tools;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Conversations whose request changes, and answers of which a part is kept. */
class ChangedConversationTest {
    private static Conversation chat() {
        return Conversation.of(m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(100))
                .say("Hi");
    }

    @Test
    void with_changesTheRequest_andKeepsWhatWasSaid() {
        Conversation changed = chat().with(p -> p.model(Model.CLAUDE_HAIKU_5_5).system("Be brief."));

        Step.Ask ask = (Step.Ask) Conversation.of(changed.json().toJson()).next();

        assertThat(ask.params().model()).isEqualTo("claude-haiku-5-5");
        assertThat(ask.params().json().get("system")).isEqualTo("Be brief.");
        assertThat(ask.params().messages()).hasSize(1);
        assertThatThrownBy(() -> chat().with(p -> p.addUserMessage("More")))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("messages: expected none");
        assertThatThrownBy(() -> chat().with(p -> p.maxTokens(-1)))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("max_tokens");
    }

    @Test
    void refusal_isPaidForWhereSomethingWasWritten_andNotWhereNothingWas() {
        JsonObject refusal = JsonObject.parse(FallbackTest.message("claude-opus-5-5", "refusal", "[]", ""));
        JsonArray said = JsonArray.of(JsonObject.of("type", "text", "text", "Well"));

        assertThat(chat().replied(Message.of(refusal)).cost(Prices.standard()).atLeast())
                .isZero();
        assertThat(chat().replied(Message.of(refusal.with("content", said)))
                        .cost(Prices.standard())
                        .atLeast())
                .isPositive();
    }

    @Test
    void keepPartial_isTheTextThatHadCome_asAnAnswerThatWasCut() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            server.then(connection -> {
                connection.events(ScriptedServer.MESSAGE_START
                        + ScriptedServer.BLOCK_START
                        + ScriptedServer.text("Half an ")
                        + ScriptedServer.text("ans"));
                connection.awaitClientEnd(gone);
            });
            RunStream stream = claude.runner(r -> {}).stream(chat());
            Iterator<RunEvent> events = stream.iterator();
            events.next();
            events.next();

            stream.close();
            Conversation kept = stream.keepPartial();

            assertThat(stream.conversation().messages()).hasSize(1);
            assertThat(kept.outcome()).isEqualTo(Conversation.Outcome.CUT);
            assertThat(kept.lastText()).isEqualTo("Half an ans");
            assertThat(Conversation.of(kept.json()).say("Go on").messages()).hasSize(3);
        }
    }

    @Test
    void keepPartial_withoutAnAnswerUnderWay_changesNothing() {
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            server.thenEvents(ScriptedServer.STREAM);
            RunStream stream = claude.runner(r -> {}).stream(chat());

            Conversation end = stream.end();
            stream.close();

            assertThat(stream.keepPartial()).isEqualTo(end);
        }
    }

    private static Conversation asked() {
        Conversation chat = Conversation.of(m ->
                        m.model(Model.CLAUDE_OPUS_5_5).maxTokens(100).addTool(Tools.custom("find", "Finds.", "{}")))
                .say("Find it");
        return chat.replied(Message.of(JsonObject.parse(FallbackTest.message(
                "claude-opus-5-5",
                "tool_use",
                "[{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"find\",\"input\":{}}]",
                ""))));
    }

    @Test
    void undo_givesTheAnswerBeforeBack() {
        Conversation answered = chat().replied(Message.of(JsonObject.parse(
                FallbackTest.message("claude-opus-5-5", "end_turn", "[{\"type\":\"text\",\"text\":\"A\"}]", ""))));

        Conversation undone = Conversation.of(answered.say("b").undo().json());

        assertThat(undone.outcome()).isEqualTo(Conversation.Outcome.DONE);
        assertThat(undone.text()).isEqualTo("A");
        assertThat(undone.usage().totalTokens()).isEqualTo(15);
        assertThat(undone.undo().outcome()).isEqualTo(Conversation.Outcome.OPEN);
    }

    @Test
    void failure_withoutAWord_getsOne_sinceTheApiTakesNoEmptyOne() {
        for (ToolOutput empty : List.of(ToolOutput.error(""), ToolOutput.error("  "), ToolOutput.error(List.of()))) {
            JsonObject result = ((Step.Ask)
                            asked().allow("toolu_1").answer("toolu_1", empty).next())
                    .params()
                    .json()
                    .array("messages")
                    .object(2)
                    .array("content")
                    .object(0);

            assertThat(result.string("content")).isNotBlank();
            assertThat(result.get("is_error")).isEqualTo(true);
        }
    }

    @Test
    void callThatIsAnswered_canBeAnsweredOnceMore_andNothingChanges() {
        Conversation answered = asked().answer("toolu_1", "found");

        assertThat(answered.answer("toolu_1", "other")).isSameAs(answered);
        assertThat(answered.deny("toolu_1", "late")).isSameAs(answered);
        assertThatThrownBy(() -> answered.answer("toolu_2", "x"))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("toolu_2");
    }

    @Test
    void nothing_isNotSaid_andTwoToolsOfOneNameAreNone() {
        ToolFunction one = Tools.function("find", "Finds.", JsonObject.of("type", "object"), in -> "1");

        assertThatThrownBy(() -> chat().say(" ")).isInstanceOf(InvalidParamsException.class);
        assertThatThrownBy(() -> chat().say(List.of())).isInstanceOf(InvalidParamsException.class);
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            assertThatThrownBy(() -> claude.runner(r -> r.tools(one, one)))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageContaining("find");
        }
    }
}
