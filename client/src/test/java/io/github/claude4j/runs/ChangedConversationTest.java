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
import java.util.Iterator;
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
}
