package io.github.claude4j.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Content;
import io.github.claude4j.messages.Fallback;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.Model;
import io.github.claude4j.messages.Speed;
import io.github.claude4j.tools.Decision;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other models that answer where one refuses, and threads that the API keeps. */
class FallbackTest {
    private static final Consumer<MessageCreateParams.Builder> QUESTION =
            m -> m.model(Model.CLAUDE_FABLE_5_1).maxTokens(100).addUserMessage("How?");

    static String message(String model, String stop, String content, String more) {
        return """
                {"id":"msg_1","type":"message","role":"assistant","model":"%s","content":%s,"stop_reason":"%s",
                 "usage":{"input_tokens":10,"output_tokens":5}%s}""".formatted(model, content, stop, more);
    }

    private static String refusal(String content, boolean claim) {
        return message("claude-fable-5-1", "refusal", content, """
                ,"stop_details":{"type":"refusal","category":"bio","explanation":null,
                 "fallback_credit_token":"credit-1","fallback_has_prefill_claim":%s}""".formatted(claim));
    }

    private static final String THOUGHT = "[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"s\"},"
            + "{\"type\":\"text\",\"text\":\"First\"}]";
    private static final String SAID = "[{\"type\":\"text\",\"text\":\"Like so.\"}]";

    @Test
    void aRefusal_asksTheNextModelWithItsCredit_andStaysWithIt() {
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            server.thenJson(200, refusal("[]", false))
                    .thenJson(200, message("claude-opus-5-5", "end_turn", SAID, ""))
                    .thenJson(200, message("claude-opus-5-5", "end_turn", SAID, ""));
            Runner runner = claude.runner(r -> r.refusalFallbacks(Model.CLAUDE_OPUS_5_5));

            Conversation end = runner.run(QUESTION);
            runner.run(end.say("And then?"));

            assertThat(end.text()).isEqualTo("Like so.");
            JsonObject second = server.requests().get(1).json();
            assertThat(second.get("model")).isEqualTo("claude-opus-5-5");
            assertThat(second.object("fallback_credit_token"))
                    .isEqualTo(JsonObject.of("token", "credit-1", "mode", "best_effort"));
            JsonObject third = server.requests().get(2).json();
            assertThat(third.get("model")).isEqualTo("claude-opus-5-5");
            assertThat(third.has("fallback_credit_token")).isFalse();
            assertThat(end.usage().totalTokens()).isEqualTo(30);
            assertThat(end.json().toJson()).doesNotContain("credit-1");
        }
    }

    @Test
    void aRefusalThatMayBeGoneOnWith_isContinued_withoutTheOtherModelsThinking() {
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            server.thenJson(200, refusal(THOUGHT, true))
                    .thenJson(
                            200,
                            message("claude-opus-5-5", "end_turn", "[{\"type\":\"text\",\"text\":\", then\"}]", ""));

            Conversation end = claude.runner(r -> r.refusalFallbacks(Model.CLAUDE_OPUS_5_5))
                    .run(QUESTION);

            assertThat(end.text()).isEqualTo("First, then");
            JsonArray messages = server.requests().get(1).json().array("messages");
            assertThat(messages.object(1))
                    .isEqualTo(JsonObject.of(
                            "role",
                            "assistant",
                            "content",
                            JsonArray.of(JsonObject.of("type", "text", "text", "First"))));
        }
    }

    @Test
    void aContinuationThatIsNotTaken_isAskedWithoutIt() {
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            server.thenJson(200, refusal(THOUGHT, true))
                    .thenJson(400, ScriptedServer.error("invalid_request_error"))
                    .thenJson(200, message("claude-opus-5-5", "end_turn", SAID, ""));

            Conversation end = claude.runner(r -> r.refusalFallbacks(Model.CLAUDE_OPUS_5_5))
                    .run(QUESTION);

            assertThat(end.text()).isEqualTo("Like so.");
            assertThat(server.requests().get(2).json().array("messages").size()).isEqualTo(1);
        }
    }

    @Test
    void aModelOfTheChainThatFails_isSkipped_andWithNoneLeftTheRefusalStays() {
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            server.thenJson(200, refusal("[]", false))
                    .thenJson(404, ScriptedServer.error("not_found_error"))
                    .thenJson(404, ScriptedServer.error("not_found_error"));

            Conversation end = claude.runner(r -> r.refusalFallbacks("claude-a", "claude-b"))
                    .run(QUESTION);

            assertThat(end.outcome()).isEqualTo(Conversation.Outcome.REFUSED);
            assertThat(server.requests().stream().map(r -> r.json().string("model")))
                    .containsExactly("claude-fable-5-1", "claude-a", "claude-b");
            assertThat(end.usage().totalTokens()).isEqualTo(15);
        }
    }

    @Test
    void aChain_takesItsOwnSettings_andDropsSpeedWhereThatHasNoRoom() {
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client().with(o -> o.maxRetries(0))) {
            server.thenJson(200, refusal("[]", false))
                    .thenJson(429, ScriptedServer.error("rate_limit_error"))
                    .thenJson(200, message("claude-opus-5-5", "end_turn", SAID, ""));
            Fallback fast = Fallback.builder()
                    .model(Model.CLAUDE_OPUS_5_5)
                    .maxTokens(50)
                    .speed(Speed.FAST)
                    .build();

            Conversation end =
                    claude.runner(r -> r.refusalFallbacks(List.of(fast))).run(QUESTION);

            assertThat(end.text()).isEqualTo("Like so.");
            JsonObject second = server.requests().get(1).json();
            assertThat(second.get("max_tokens")).isEqualTo(50L);
            assertThat(second.get("speed")).isEqualTo("fast");
            assertThat(server.requests().get(2).json().has("speed")).isFalse();
        }
    }

    @Test
    void aThread_carriesOnlyWhatIsNew_andTheWholeWhereTheApiLostIt() {
        String kept = message("claude-opus-5-5", "end_turn", SAID, "");
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            server.thenJson(200, kept)
                    .thenJson(200, kept)
                    .thenJson(404, """
                    {"type":"error","error":{"type":"not_found_error","message":"gone",
                     "details":{"error_code":"thread_not_found"}}}""")
                    .thenJson(200, kept)
                    .thenJson(200, kept);
            Runner runner = claude.runner(r -> r.serverThreads());

            Conversation chat = runner.run(QUESTION);
            chat = runner.run(chat.say("Two"));
            chat = runner.run(chat.say("Three"));

            runner.run(chat.undo().say("Other"));

            assertThat(server.requests().stream()
                            .map(r -> r.json().object("thread").string("type") + " "
                                    + r.json().array("messages").size())
                            .collect(Collectors.toList()))
                    .containsExactly("create 1", "continue 1", "continue 1", "create 5", "create 5");
            assertThat(chat.messages()).hasSize(6);
        }
    }

    @Test
    void aSummary_isAskedForWithoutWhatDoesNotGoWithIt_betweenTurnsOnly() {
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            String summary = "[{\"type\":\"compaction\",\"content\":\"They greeted.\",\"signature\":\"s\"}]";
            server.thenJson(200, message("claude-opus-5-5", "end_turn", SAID, ""))
                    .thenJson(200, message("claude-opus-5-5", "compaction", summary, ""))
                    .thenJson(200, message("claude-opus-5-5", "end_turn", SAID, ""));
            Runner runner = claude.runner(r -> {});
            Conversation begun = runner.run(m -> m.model(Model.CLAUDE_OPUS_5_5)
                    .maxTokens(100)
                    .addStopSequence("STOP")
                    .clearOldToolUses()
                    .addUserMessage("Hi"));

            Conversation compacted = runner.compact(begun, "Keep names.");
            Conversation end = runner.run(compacted.say("Go on"));

            JsonObject asked = server.requests().get(1).json();
            assertThat(asked.object("compaction"))
                    .isEqualTo(JsonObject.of("type", "summarize", "instructions", "Keep names."));
            assertThat(asked.has("stop_sequences")).isFalse();
            assertThat(asked.has("context_management")).isFalse();
            assertThat(server.requests().get(2).text()).contains("They greeted.", "STOP");
            assertThat(compacted.outcome()).isEqualTo(Conversation.Outcome.DONE);
            assertThat(end.turns()).isEqualTo(1);
        }
    }

    private static final String THINKING = "{\"type\":\"thinking\",\"thinking\":\"%s\",\"signature\":\"s\"}";

    private static String thought(String by, String thought, String stop, String block) {
        return message(by, stop, "[" + THINKING.formatted(thought) + "," + block + "]", "");
    }

    /** What was thought, of all that a request has. */
    private static List<Object> thoughts(JsonObject request) {
        List<Object> thoughts = new ArrayList<>();
        for (JsonObject message : request.array("messages").objects()) {
            if (message.get("content") instanceof JsonArray blocks) {
                blocks.objects().stream()
                        .filter(block -> block.has("thinking"))
                        .forEach(block -> thoughts.add(block.get("thinking")));
            }
        }
        return thoughts;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAnotherModelThought_goesBackToNoOther(boolean saved) {
        String call = "{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"act\",\"input\":{}}";
        String said = "{\"type\":\"text\",\"text\":\"Done.\"}";
        ToolFunction act = Tools.function("act", "Acts.", JsonObject.of("type", "object"), in -> "did");
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.options().maxRetries(0).build()) {
            server.thenJson(200, thought("claude-fable-5-1", "first", "tool_use", call.formatted("1")))
                    .thenJson(529, ScriptedServer.error("overloaded_error"))
                    .thenJson(200, thought("claude-opus-5-5", "other", "tool_use", call.formatted("2")))
                    .thenJson(200, thought("claude-opus-5-5", "other too", "end_turn", said))
                    .thenJson(200, thought("claude-fable-5-1", "last", "end_turn", said))
                    .thenJson(200, thought("claude-fable-5-1", "very last", "end_turn", said));
            Runner runner = claude.runner(r -> r.tools(act)
                    .fallback(Model.CLAUDE_OPUS_5_5)
                    .approve(asked -> asked.id().equals("2") ? Decision.later("Now?") : Decision.allow()));

            Conversation waiting = runner.run(QUESTION);
            Conversation back = saved ? Conversation.of(waiting.json().toJson()) : waiting;
            // The run goes on with the model that it was at.
            Conversation end = runner.run(back.allow("2"));
            end = runner.run((saved ? Conversation.of(end.json().toJson()) : end).say("And?"));
            runner.run(end.say("And then?"));

            List<JsonObject> requests = server.requests().stream()
                    .map(ScriptedServer.Received::json)
                    .toList();
            assertThat(requests)
                    .extracting(request -> request.get("model"))
                    .containsExactly(
                            "claude-fable-5-1",
                            "claude-fable-5-1",
                            "claude-opus-5-5",
                            "claude-opus-5-5",
                            "claude-fable-5-1",
                            "claude-fable-5-1");
            assertThat(requests)
                    .extracting(FallbackTest::thoughts)
                    .containsExactly(
                            List.of(),
                            List.of("first"),
                            List.of(),
                            List.of("other"),
                            List.of("first"),
                            List.of("first", "last"));
        }
    }

    @Test
    void theRequestsModelAgain_inTheMiddleOfATurn_doesNotGetTheOthersThinking() {
        String call = "{\"type\":\"tool_use\",\"id\":\"1\",\"name\":\"act\",\"input\":{}}";
        ToolFunction act = Tools.function("act", "Acts.", JsonObject.of("type", "object"), in -> "did");
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.options().maxRetries(0).build()) {
            server.thenJson(529, ScriptedServer.error("overloaded_error"))
                    .thenJson(200, thought("claude-opus-5-5", "other", "tool_use", call))
                    .thenJson(200, message("claude-fable-5-1", "end_turn", SAID, ""));
            Runner runner = claude.runner(r -> r.tools(act).approve(asked -> Decision.later("Now?")));
            Conversation waiting =
                    runner.with(r -> r.fallback(Model.CLAUDE_OPUS_5_5)).run(QUESTION);

            Conversation byHand = waiting.allow("1").answer("1", "did");
            assertThat(thoughts(((Step.Ask) byHand.next()).params().json())).isEmpty();
            Conversation end = runner.run(waiting.allow("1"));

            JsonObject last = server.requests().get(2).json();
            assertThat(last.get("model")).isEqualTo("claude-fable-5-1");
            assertThat(thoughts(last)).isEmpty();
            assertThat(end.json().toJson()).doesNotContain("thinking");
        }
    }

    @Test
    void anotherModelFromNowOn_doesNotGetThinking() {
        Conversation chat = Conversation.of(QUESTION)
                .replied(Message.of(JsonObject.parse(
                        thought("claude-fable-5-1", "first", "end_turn", "{\"type\":\"text\",\"text\":\"A\"}"))));
        Conversation same = chat.with(p -> p.maxTokens(7)).say("B");
        Conversation other = chat.with(p -> p.model(Model.CLAUDE_OPUS_5_5)).say("B");

        assertThat(thoughts(((Step.Ask) same.next()).params().json())).containsExactly("first");
        assertThat(thoughts(((Step.Ask) other.next()).params().json())).isEmpty();
    }

    @Test
    void aThreadThatIsSentWhole_hasOnlyTheMarksOfThePlan() {
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            String kept = ",\"thread\":{\"type\":\"thread\"}";
            server.thenJson(200, message("claude-fable-5-1", "end_turn", SAID, kept));
            Runner runner = claude.runner(r -> r.serverThreads().cachePlan());
            Conversation chat = runner.run(QUESTION);
            for (int i = 0; i < 5; i++) {
                server.thenJson(200, message("claude-fable-5-1", "end_turn", SAID, kept));
                chat = runner.run(chat.say(Content.text("More " + i, t -> t.cached())));
            }
            server.thenJson(404, """
                    {"type":"error","error":{"type":"not_found_error","message":"gone",
                     "details":{"error_code":"thread_not_found"}}}""").thenJson(200, message("claude-fable-5-1", "end_turn", SAID, kept));
            runner.run(chat.say(Content.text("Last", t -> t.cached())));

            List<ScriptedServer.Received> requests = server.requests();
            String whole = requests.get(requests.size() - 1).text();
            assertThat(whole).contains("\"type\":\"create\"");
            assertThat(whole.split("cache_control", -1)).hasSizeLessThanOrEqualTo(1 + 4);
            JsonArray messages = JsonObject.parse(whole).array("messages");
            assertThat(messages.object(2).toJson()).doesNotContain("cache_control");
            assertThat(messages.object(messages.size() - 1).toJson()).contains("cache_control");
        }
    }
}
