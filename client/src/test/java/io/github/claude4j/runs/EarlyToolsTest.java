package io.github.claude4j.runs;

import static io.github.claude4j.fixtures.FakeModel.ask;
import static io.github.claude4j.fixtures.FakeModel.message;
import static io.github.claude4j.fixtures.FakeModel.text;
import static io.github.claude4j.fixtures.FakeModel.use;
import static io.github.claude4j.fixtures.ScriptedServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.fixtures.FakeModel;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.tools.Decision;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools that change nothing begin while the answer is still being written. */
@Timeout(60)
class EarlyToolsTest {
    private static final JsonObject OPEN = JsonObject.of("type", "object");

    private final ScriptedServer server = new ScriptedServer();
    private final Claude claude = server.client();
    private final CountDownLatch began = new CountDownLatch(1);
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
    private final ToolFunction look = Tools.function("look", "Looks.", OPEN, (in, call) -> {
                keys.add(call.key());
                began.countDown();
                return "saw " + call.id();
            })
            .readOnly();
    private final ToolFunction act = Tools.function("act", "Acts.", OPEN, (in, call) -> {
        keys.add(call.key());
        return "did " + call.id();
    });

    @AfterEach
    void close() {
        claude.close();
        server.close();
    }

    /** A stream that goes on after so many events once a tool has begun. */
    private void streamThatWaits(JsonObject message, int events) {
        List<String> all = FakeModel.eventList(message);
        server.then(connection -> {
            connection.events(String.join("", all.subList(0, events)));
            await(began);
            connection.chunk(String.join("", all.subList(events, all.size()))).endOfChunks();
        });
    }

    private void stream(JsonObject message) {
        server.thenEvents(FakeModel.events(message));
    }

    private List<JsonObject> lastResults() {
        JsonObject request = server.requests().get(server.requests().size() - 1).json();
        List<JsonObject> messages = request.array("messages").objects();
        return messages.get(messages.size() - 1).array("content").objects();
    }

    private Conversation run(Runner runner) {
        try (RunStream stream = runner.stream(ask("Go."))) {
            return stream.end();
        }
    }

    @Test
    void readOnly_beginsBeforeTheEnd_andIsTheSameCall() {
        streamThatWaits(message("tool_use", text("I look."), use("1", "look"), use("2", "act"), use("3", "look")), 7);
        stream(message("end_turn", text("Done.")));
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        Runner runner = claude.runner(r -> r.tools(look, act).approve(call -> {
            asked.add(call.key());
            return Decision.allow();
        }));

        Conversation end = run(runner);

        assertThat(end.text()).isEqualTo("Done.");
        assertThat(lastResults())
                .extracting(result -> result.string("content"))
                .containsExactly("saw 1", "did 2", "saw 3");
        assertThat(keys).hasSize(3).doesNotHaveDuplicates();
        assertThat(asked).containsExactlyInAnyOrderElementsOf(keys);
        String run = keys.get(0).substring(0, keys.get(0).indexOf('/'));
        assertThat(keys).containsExactlyInAnyOrder(run + "/1/0/1", run + "/1/1/2", run + "/1/2/3");
    }

    @Test
    void equalIds_getTheirOwnResults() {
        streamThatWaits(message("tool_use", use("1", "act"), use("1", "look"), use("1", "look")), 7);
        stream(message("end_turn", text("Done.")));

        run(claude.runner(r -> r.tools(look, act)));

        assertThat(lastResults())
                .extracting(result -> result.string("content"))
                .containsExactly("did 1", "saw 1", "saw 1");
        assertThat(keys).hasSize(3).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_tokens", "refusal", "model_context_window_exceeded"})
    void answerThatEndsOtherwise_whatBeganIsDropped(String stop) {
        streamThatWaits(message(stop, use("1", "look"), text("No")), 4);
        stream(message("end_turn", text("Done.")));
        Runner runner = claude.runner(r -> r.tools(look));

        Conversation cut = run(runner);

        assertThat(keys).hasSize(1);
        assertThat(cut.json().toJson()).doesNotContain("saw");
        assertThat(cut.outcome())
                .isIn(Conversation.Outcome.CUT, Conversation.Outcome.REFUSED, Conversation.Outcome.LIMITED);
        try (RunStream stream = runner.stream(cut.say("Go on."))) {
            assertThat(stream.end().text()).isEqualTo("Done.");
        }
        assertThat(lastResults().get(0).string("content")).isEqualTo("not run: the answer was cut here");
    }

    @Test
    void fallback_dropsWhatTheAttemptThatRefusedBegan() {
        streamThatWaits(message("tool_use", use("1", "look"), JsonObject.of("type", "fallback"), use("2", "look")), 4);
        stream(message("end_turn", text("Done.")));

        Conversation end = run(claude.runner(r -> r.tools(look)));

        assertThat(lastResults()).extracting(result -> result.string("content")).containsExactly("saw 2");
        assertThat(end.json().toJson()).doesNotContain("saw 1");
    }

    @Test
    void cutStream_dropsWhatItBegan() {
        List<String> all = FakeModel.eventList(message("tool_use", use("1", "look"), text("x")));
        server.then(connection -> {
            connection.events(String.join("", all.subList(0, 5)));
            await(began);
            connection.close();
        });
        stream(message("tool_use", use("9", "look")));
        stream(message("end_turn", text("Done.")));

        assertThat(run(claude.runner(r -> r.tools(look))).text()).isEqualTo("Done.");

        assertThat(lastResults()).extracting(result -> result.string("content")).containsExactly("saw 9");
    }

    @Test
    void deniedOrMisfittingOrUnknown_doNotBegin() {
        stream(message(
                "tool_use",
                use("1", "look"),
                use("2", "sum", "wrong", 1),
                use("3", "gone"),
                use("4", "look").with("input", "{\"half\":")));
        stream(message("end_turn", text("Done.")));
        record Sum(int a) {}
        ToolFunction sum =
                Tools.function("sum", "Sums.", Sum.class, in -> in.a()).readOnly();

        run(claude.runner(r -> r.tools(look, sum).approve(call -> Decision.deny("no"))));

        assertThat(keys).isEmpty();
        assertThat(lastResults()).allMatch(result -> result.booleanValue("is_error"));
        assertThat(lastResults()).hasSize(4);
    }

    @Test
    void earlyTool_thatGoesOnAfterTheReply_isAwaitedWhileOthersBegin() {
        CountDownLatch acted = new CountDownLatch(1);
        ToolFunction slow = Tools.function("look", "Looks.", OPEN, (in, call) -> {
                    began.countDown();
                    await(acted);
                    return "seen";
                })
                .readOnly();
        ToolFunction quick = Tools.function("act", "Acts.", OPEN, in -> {
            acted.countDown();
            return "done";
        });
        streamThatWaits(message("tool_use", use("1", "look"), use("2", "act")), 4);
        stream(message("end_turn", text("Done.")));

        assertThat(run(claude.runner(r -> r.tools(slow, quick))).text()).isEqualTo("Done.");
        assertThat(lastResults()).extracting(result -> result.string("content")).containsExactly("seen", "done");
    }
}
