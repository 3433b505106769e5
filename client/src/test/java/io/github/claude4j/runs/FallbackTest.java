package io.github.claude4j.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Fallback;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.Model;
import io.github.claude4j.messages.Speed;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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
}
