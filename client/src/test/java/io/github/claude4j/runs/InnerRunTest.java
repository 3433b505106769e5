package io.github.claude4j.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Model;
import io.github.claude4j.tools.Decision;
import io.github.claude4j.tools.ToolCall;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A run as a tool of another. */
class InnerRunTest {
    record Order(int number) {}

    private static String uses(String id, String name, String input) {
        return FallbackTest.message(
                "claude-opus-5-5",
                "tool_use",
                "[{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"%s\",\"input\":%s}]".formatted(id, name, input),
                "");
    }

    private static String says(String text) {
        return FallbackTest.message(
                "claude-opus-5-5", "end_turn", "[{\"type\":\"text\",\"text\":\"" + text + "\"}]", "");
    }

    private final List<Integer> refunded = new CopyOnWriteArrayList<>();
    private final ToolFunction refund = Tools.function("refund", "Pays back.", Order.class, in -> {
        refunded.add(in.number());
        return "paid";
    });

    private Runner outer(Claude claude, boolean asks) {
        Runner inner = claude.runner(r -> r.tools(refund)
                .approve(call -> asks ? Decision.later("Pay " + call.input().get("number") + "?") : Decision.allow()));
        ToolFunction clerk = inner.asTool(
                "clerk",
                "Does what a clerk does.",
                m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(100));
        return claude.runner(r -> r.tools(clerk));
    }

    private static Conversation run(Runner runner) {
        return runner.run(m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(100).addUserMessage("Refund order 7"));
    }

    @Test
    void aRunInATool_givesItsAnswer_andItsUsageCounts() {
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            server.thenJson(200, uses("toolu_a", "clerk", "{\"prompt\":\"refund 7\"}"))
                    .thenJson(200, uses("toolu_b", "refund", "{\"number\":7}"))
                    .thenJson(200, says("done it"))
                    .thenJson(200, says("All paid."));

            Conversation end = run(outer(claude, false));

            assertThat(end.text()).isEqualTo("All paid.");
            assertThat(refunded).containsExactly(7);
            assertThat(server.requests().get(3).text()).contains("done it");
            assertThat(end.usage().totalTokens()).isEqualTo(60);
            assertThat(end.turns()).isEqualTo(2);
        }
    }

    @Test
    void whatWaitsInside_waitsOutside_andGoesOnAfterBeingSaved() {
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            server.thenJson(200, uses("toolu_a", "clerk", "{\"prompt\":\"refund 7\"}"))
                    .thenJson(200, uses("toolu_b", "refund", "{\"number\":7}"))
                    .thenJson(200, says("done it"))
                    .thenJson(200, says("All paid."));
            Runner runner = outer(claude, true);

            Conversation waiting = run(runner);
            Conversation back = Conversation.of(waiting.json().toJson());

            assertThat(back.outcome()).isEqualTo(Conversation.Outcome.WAITING);
            assertThat(back.waiting()).extracting(ToolCall::name).containsExactly("refund");
            assertThat(back.waiting().get(0).question()).contains("Pay 7?");
            assertThat(refunded).isEmpty();

            Conversation end = runner.run(back.allow("toolu_b"));

            assertThat(end.text()).isEqualTo("All paid.");
            assertThat(refunded).containsExactly(7);
            assertThat(end.usage().totalTokens()).isEqualTo(60);
        }
    }

    @Test
    void whatIsDeniedInside_isToldInside() {
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            server.thenJson(200, uses("toolu_a", "clerk", "{\"prompt\":\"refund 7\"}"))
                    .thenJson(200, uses("toolu_b", "refund", "{\"number\":7}"))
                    .thenJson(200, says("not done"))
                    .thenJson(200, says("Not paid."));
            Runner runner = outer(claude, true);

            Conversation end = runner.run(run(runner).deny("toolu_b", "not your order"));

            assertThat(end.text()).isEqualTo("Not paid.");
            assertThat(refunded).isEmpty();
            assertThat(server.requests().get(2).text()).contains("not your order");
        }
    }

    @Test
    void tools_thatCameAndWent_areToldInTheConversation() {
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            server.thenJson(200, says("Hello")).thenJson(200, says("Yes"));
            ToolFunction other = Tools.function("find", "Finds.", Order.class, in -> "found");
            Conversation begun = claude.runner(r -> r.tools(refund))
                    .run(m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(100).addUserMessage("Hi"));

            claude.runner(r -> r.tools(other).announceTools()).run(begun.say("Find it"));

            JsonObject second = server.requests().get(1).json();
            assertThat(second.array("tools").object(0).get("name")).isEqualTo("refund");
            JsonObject told = second.array("messages").object(2);
            assertThat(told.get("role")).isEqualTo("system");
            assertThat(told.array("content").object(0).get("type")).isEqualTo("tool_addition");
            assertThat(told.array("content").object(1).object("tool").get("name"))
                    .isEqualTo("refund");
            assertThat(second.array("messages").object(3).get("content")).isEqualTo("Find it");
        }
    }

    @Test
    void anEditInsideThatDoesNotFit_waitsOnceMore_andTheModelIsNotTold() {
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            server.thenJson(200, uses("toolu_a", "clerk", "{\"prompt\":\"refund 7\"}"))
                    .thenJson(200, uses("toolu_b", "refund", "{\"number\":7}"))
                    .thenJson(200, says("done it"))
                    .thenJson(200, says("All paid."));
            Runner runner = outer(claude, true);

            Conversation again = runner.run(run(runner).edit("toolu_b", JsonObject.of("name", "seven")));

            assertThat(again.outcome()).isEqualTo(Conversation.Outcome.WAITING);
            assertThat(again.waiting().get(0).question().orElseThrow())
                    .contains("does not fit")
                    .contains("name");
            assertThat(refunded).isEmpty();
            assertThat(server.requests()).hasSize(2);
            assertThat(runner.run(again.edit("toolu_b", new Order(8))).text()).isEqualTo("All paid.");
            assertThat(refunded).containsExactly(8);
        }
    }
}
