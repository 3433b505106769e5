package io.github.claude4j.runs;

import static io.github.claude4j.fixtures.FakeModel.message;
import static io.github.claude4j.fixtures.FakeModel.text;
import static io.github.claude4j.fixtures.FakeModel.use;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.fixtures.FakeModel;
import io.github.claude4j.internal.run.RunEvents;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Content;
import io.github.claude4j.messages.McpServer;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.prices.Prices;
import io.github.claude4j.tools.Tools;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conversations that are saved, taken back, cut short; and what they cost. */
class SavedConversationTest {
    private static final Consumer<MessageCreateParams.Builder> PARAMS = m -> m.model(FakeModel.MODEL)
            .maxTokens(10)
            .addTool(Tools.custom("a", "A", "{\"type\":\"object\"}"))
            .addUserMessage("One?");

    private static Conversation loaded(Conversation saved) {
        return Conversation.of(saved.json().toJson());
    }

    private static Conversation answered(Conversation before, String text) {
        return before.replied(Message.of(message("end_turn", text(text))));
    }

    private static JsonObject request(Conversation conversation) {
        return ((Step.Ask) conversation.next()).params().json();
    }

    @Test
    void laterFormat_isRefusedWithBothNumbers() {
        JsonObject later = Conversation.of(PARAMS).json().with("format", 7);

        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> Conversation.of(later))
                .withMessageContaining("expected 1")
                .withMessageContaining("found 7");
    }

    @Test
    void otherJson_isRefused() {
        JsonObject asked = Conversation.of(PARAMS)
                .replied(Message.of(message("tool_use", use("1", "a"))))
                .json();
        JsonObject call = asked.array("calls").object(0);
        for (JsonObject other : List.of(
                JsonObject.of(),
                JsonObject.of("role", "user"),
                Conversation.of(PARAMS).json().without("messages"),
                Conversation.of(PARAMS).json().with("calls", "none"),
                asked.with("calls", List.of(call.with("phase", "DREAMT"))))) {
            assertThatExceptionOfType(InvalidDataException.class).isThrownBy(() -> Conversation.of(other));
        }
    }

    /** A saved conversation with an answer and a call that waits, and with one inside that. */
    private static String waiting() {
        Conversation inner = Conversation.of(PARAMS).replied(Message.of(message("tool_use", use("in", "a"))));
        Conversation outer = Conversation.of(PARAMS)
                .replied(Message.of(message("tool_use", text("Hm."), use("1", "a"), use("2", "a"))))
                .allow("2")
                .answer("2", "result");
        return outer.plus(RunEvents.inner(0, inner.json(), true)).json().toJson();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"role\":\"user\" | \"role\":7 | messages[0].role: expected text, found 7",
                "\"content\":\"One?\" | \"content\":null | messages[0].content: expected text or blocks, found null",
                "{\"type\":\"text\",\"text\":\"Hm.\"} | \"Hm.\" | messages[1].content[0]: expected an object, found a string",
                "\"type\":\"text\",\"text\" | \"text\" | messages[1].content[0].type: expected text, found null",
                "\"id\":\"1\" | \"id\":\"3\" | calls[0].use.id: expected a call of the last message, found a string",
                "\"model\":\"claude-opus-5-5\",\"max | \"model\":\" \",\"max | params.model: expected the id of a model",
                "\"max_tokens\":10 | \"max_tokens\":-10 | params.max_tokens: expected 0 or more",
                "\"phase\":\"WAITING\" | \"phase\":\"DREAMT\" | calls[0].phase: expected one of",
                "\"phase\":\"ASKED\" | \"phase\":\"DONE\" | calls[0].inner.calls[0].result: expected text or blocks",
                "\"phase\":\"DONE\" | \"phase\":\"BEGUN\" | calls[1].result: expected none before the call is done",
                "\"since\":0 | \"since\":9 | since: expected a number up to 1, found 9",
                "\"said\":[0] | \"said\":[4] | said[0]: expected the number of a message, found 4",
                "\"ask\":false | \"ask\":\"no\" | ask: expected true or false, found a string"
            })
    void savedByHand_isRefusedWithThePlace(String text, String other, String problem) {
        String saved = waiting();
        int first = saved.indexOf(text);
        assertThat(first).isNotNegative();
        // What comes in the call and in the message is changed in both, or only in the first of them.
        String changed = saved.substring(0, first) + other + saved.substring(first + text.length());

        assertThat(Conversation.of(saved).waiting()).hasSize(0);
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> Conversation.of(changed))
                .withMessageContaining(problem);
    }

    @Test
    void limit_isNotSaved() {
        Conversation limited = Conversation.of(PARAMS).limited(Conversation.Limit.TURNS);

        assertThat(limited.outcome()).isEqualTo(Conversation.Outcome.LIMITED);
        assertThat(loaded(limited).outcome()).isEqualTo(Conversation.Outcome.OPEN);
    }

    @Test
    void undo_takesBackTheLastQuestionAndAllAfterIt() {
        Conversation one = answered(Conversation.of(PARAMS), "One.");
        Conversation two = answered(one.say("Two?"), "Two.");

        for (Conversation undone : List.of(two.undo(), loaded(two).undo(), loaded(two.undo()))) {
            assertThat(undone.messages()).isEqualTo(one.messages());
            assertThat(undone.next()).isInstanceOf(Step.End.class);
            assertThat(request(undone.say("Three?")).array("messages").objects())
                    .extracting(m -> m.get("content"))
                    .endsWith("Three?");
        }
        assertThat(two.undo().undo().messages()).isEmpty();
        assertThat(two.undo().undo().undo().messages()).isEmpty();
        assertThat(two.undo().usage().outputTokens()).isEqualTo(10);
    }

    @Test
    void undo_whileACallWaits_dropsIt() {
        Conversation one = answered(Conversation.of(PARAMS), "One.");
        Conversation asked = one.say("Two?").replied(Message.of(message("tool_use", use("1", "a"))));

        assertThat(asked.undo().messages()).isEqualTo(one.messages());
        assertThat(asked.undo().next()).isInstanceOf(Step.End.class);
    }

    @Test
    void undo_ofWhatWasSaidBehindResults_keepsTheResults() {
        Conversation asked = Conversation.of(PARAMS).replied(Message.of(message("tool_use", use("1", "a"))));
        Conversation said = asked.dropWaiting("no time").say("Two?");

        Conversation undone = loaded(said.undo());

        assertThat(undone.messages()).hasSize(3);
        assertThat(request(undone).array("messages").object(2).array("content").objects())
                .extracting(block -> block.string("type"))
                .containsExactly("tool_result");
    }

    @Test
    void undo_ofWhatWasSaidToACutAnswer_isTheCutAnswer() {
        Conversation cut = Conversation.of(PARAMS).replied(Message.of(message("max_tokens", use("1", "a"))));

        Conversation undone = loaded(cut.say("Two?").undo());

        assertThat(undone.messages()).isEqualTo(cut.messages());
        assertThat(undone.next()).isInstanceOf(Step.End.class);
        assertThat(request(undone.say("Three?"))
                        .array("messages")
                        .object(2)
                        .array("content")
                        .objects())
                .hasSize(2);
    }

    @Test
    void dropWaiting_ofACallThatHadBegun_doesNotSayThatItDidNotRun() {
        Conversation asked = Conversation.of(PARAMS).replied(Message.of(message("tool_use", use("1", "a"))));
        Conversation begun = asked.allow("1").plus(io.github.claude4j.internal.run.RunEvents.begin(0));
        assertThat(begun.next()).isInstanceOf(Step.Lost.class);

        Conversation dropped = begun.dropWaiting("we moved on");

        JsonObject result =
                request(dropped).array("messages").object(2).array("content").object(0);
        assertThat(result.string("content")).contains("may or may not have had an effect");
    }

    @Test
    void trimmed_keepsWhatACallNeedsAndWhatUndoKnows() {
        try (FakeModel model = new FakeModel()) {
            model.otherwise(request -> JsonObject.of(
                    "input_tokens", 100 * request.array("messages").size()));
            Conversation long1 = Conversation.of(PARAMS.andThen(m -> m.toolChoiceAny()));
            for (int i = 0; i < 10; i++) {
                long1 = answered(long1, "Answer " + i + ".").say("Question " + i + "?");
            }
            Conversation asked = long1.replied(Message.of(message("tool_use", use("1", "a"))));

            Conversation trimmed = loaded(asked.trimmed(600, model.claude));

            assertThat(trimmed.messages().size()).isBetween(3, 6);
            assertThat(trimmed.messages().get(0)).isEqualTo(asked.messages().get(0));
            Step.Decide decide = (Step.Decide) trimmed.next();
            assertThat(decide.calls().get(0).key())
                    .isEqualTo(((Step.Decide) asked.next()).calls().get(0).key());
            assertThat(trimmed.turns()).isEqualTo(asked.turns());
            Conversation next = trimmed.allow("1").answer("1", "ok");
            assertThat(request(next).object("tool_choice").string("type")).isEqualTo("auto");
            assertThat(trimmed.undo().messages())
                    .isEqualTo(trimmed.messages().subList(0, trimmed.messages().size() - 2));
            assertThat(trimmed.usage()).isEqualTo(asked.usage());
        }
    }

    @Test
    void trimmed_ofAnAnswerWithManyCalls_stillKnowsTheLastQuestion() {
        try (FakeModel model = new FakeModel()) {
            model.otherwise(request -> JsonObject.of(
                    "input_tokens", 100 * request.array("messages").size()));
            Conversation many = answered(Conversation.of(PARAMS), "One.").say("Two?");
            for (int i = 0; i < 20; i++) {
                many = many.replied(Message.of(message("tool_use", use("t" + i, "a"))));
                many = many.allow("t" + i).answer("t" + i, "ok " + i);
            }

            Conversation trimmed = answered(many.trimmed(800, model.claude), "Done.");

            assertThat(trimmed.undo().messages())
                    .extracting(m -> m.json().get("content"))
                    .doesNotContain("Two?")
                    .contains("One?");
        }
    }

    @Test
    void contentOfAFile_isReadAtTheStart_soThatItMayGo(@TempDir Path folder) throws IOException {
        Path image = Files.write(folder.resolve("a.png"), FakeModel.png(1));
        Conversation started = Conversation.of(m -> m.model("m").maxTokens(1).addUserMessage(Content.image(image)));
        Path other = Files.write(folder.resolve("b.png"), FakeModel.png(2));
        Conversation said = answered(started, "A cat.").say(Content.image(other), Content.text("And?"));
        Files.delete(image);
        Files.delete(other);

        String sent = request(loaded(said)).toJson();

        assertThat(sent).contains("iVBORw0KGgoB\"").contains("iVBORw0KGgoC\"");
        assertThat(request(said).toJson()).isEqualTo(sent);
    }

    @Test
    void contentOfAFileThatIsGone_isNamed(@TempDir Path folder) throws IOException {
        Path image = Files.write(folder.resolve("a.png"), FakeModel.png(1));
        MessageCreateParams params = MessageCreateParams.builder()
                .model("m")
                .maxTokens(1)
                .addUserMessage(Content.image(image))
                .build();
        Files.delete(image);

        assertThatExceptionOfType(java.io.UncheckedIOException.class)
                .isThrownBy(() -> Conversation.of(params))
                .withMessageContaining("content");
    }

    private static final Consumer<MessageCreateParams.Builder> SECRET =
            PARAMS.andThen(m -> m.addMcpServer(McpServer.builder()
                    .name("s")
                    .url("https://mcp.example")
                    .authorizationToken("top-secret")
                    .build()));

    @Test
    void secrets_areNotSavedAndNamedWhenTheyAreMissing() {
        try (FakeModel model = new FakeModel()) {
            Conversation started = Conversation.of(SECRET);
            assertThat(started.json().toJson()).doesNotContain("top-secret").contains("mcp.example");
            assertThat(started.toString()).doesNotContain("top-secret");
            assertThat(request(started).toJson()).contains("top-secret");
            Conversation back = loaded(started);

            // Tools that changed since make another request of it; the token is missing all the same.
            for (Runner runner : List.of(
                    model.claude.runner(r -> {}),
                    model.claude.runner(r -> r.tools(Tools.custom("b", "B", "{\"type\":\"object\"}"))))) {
                assertThatExceptionOfType(InvalidParamsException.class)
                        .isThrownBy(() -> runner.run(back))
                        .withMessageContaining("mcp_servers[0].authorization_token")
                        .withMessageContaining("beforeRequest");
                assertThat(model.requests()).isEmpty();
            }
            Conversation done = model.claude
                    .runner(r -> r.beforeRequest(m -> SECRET.accept(m.put("mcp_servers", null))))
                    .run(loaded(back));
            assertThat(done.text()).isEqualTo("Done.");
            assertThat(model.lastRequest().toJson()).contains("top-secret");
            assertThat(done.json().toJson()).doesNotContain("top-secret");
        }
    }

    @Test
    void creditToken_isNotSaved() {
        JsonObject refusal = message("refusal", text("No."))
                .with("stop_details", JsonObject.of("type", "refusal", "fallback_credit_token", "credit-1"));
        Conversation refused = Conversation.of(PARAMS.andThen(
                        m -> m.put("fallback_credit_token", JsonObject.of("token", "credit-0", "mode", "best_effort"))))
                .replied(Message.of(refusal));

        assertThat(refused.json().toJson()).doesNotContain("credit-");
        assertThat(loaded(refused).outcome()).isEqualTo(Conversation.Outcome.REFUSED);
    }

    @Test
    void cost_isTheSumOfAnswers_eachByItsModel() {
        Prices prices = Prices.standard();
        Message cheap = Message.of(message("end_turn", text("One.")).with("model", "claude-haiku-4-5"));
        Message dear = Message.of(message("end_turn", text("Two.")));
        Conversation both =
                loaded(Conversation.of(PARAMS).replied(cheap).say("Two?").replied(dear));

        assertThat(both.cost(prices)).isEqualTo(cheap.cost(prices).plus(dear.cost(prices)));
        assertThat(both.cost(prices).amount().orElseThrow()).isGreaterThan(BigDecimal.ZERO);
        assertThat(both.usage().outputTokens()).isEqualTo(10);
        Message unknown = Message.of(message("end_turn", text("?")).with("model", "nobody"));
        assertThat(both.say("Three?").replied(unknown).cost(prices).amount()).isEmpty();
    }

    @Test
    void version_countsEvents() {
        Conversation started = Conversation.of(PARAMS);

        assertThat(started.version()).isEqualTo(1);
        assertThat(loaded(answered(started, "One.")).version()).isEqualTo(2);
        assertThat(answered(started, "One.").undo().version()).isEqualTo(3);
    }

    @Test
    void exceptions_ofARunThatFailedTwice_tellTheLast() {
        RuntimeException one = new RuntimeException("constant");
        try (FakeModel model = new FakeModel()) {
            model.calls(use("1", "a")).calls(use("2", "a"));
            Runner runner = model.claude.runner(
                    r -> r.tools(Tools.function("a", "A", JsonObject.of("type", "object"), in -> "ok"))
                            .approve(call -> {
                                throw one;
                            }));
            for (String id : List.of("1", "2")) {
                assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> runner.run(FakeModel.ask("Go.")));
                Conversation far = Conversation.of(one).orElseThrow();
                assertThat(((Step.Decide) far.next()).calls().get(0).id()).isEqualTo(id);
            }
        }
        assertThat(Conversation.of(new RuntimeException())).isEmpty();
    }
}
