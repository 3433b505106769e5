package io.github.claude4j.runs;

import static io.github.claude4j.fixtures.FakeModel.ask;
import static io.github.claude4j.fixtures.FakeModel.message;
import static io.github.claude4j.fixtures.FakeModel.text;
import static io.github.claude4j.fixtures.FakeModel.use;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.fixtures.FakeModel;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.tools.Decision;
import io.github.claude4j.tools.ToolException;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which events a run tells, and in which order, read or pushed. */
@Timeout(60)
class RunEventsTest {
    private static final JsonObject OPEN = JsonObject.of("type", "object");

    private final FakeModel model = new FakeModel();
    private final ToolFunction act = Tools.function("act", "Acts.", OPEN, in -> "did");
    private final ToolFunction look =
            Tools.function("look", "Looks.", OPEN, in -> "saw").readOnly();

    @AfterEach
    void close() {
        model.close();
    }

    private static String line(RunEvent event) {
        String what = event.type();
        if (event instanceof RunEvent.OfCall of) {
            what += " " + of.callId();
        }
        return event instanceof RunEvent.Result result && result.isError() ? what + " failed" : what;
    }

    private static List<String> lines(RunStream stream, boolean pushed) throws Exception {
        List<String> lines = new ArrayList<>();
        if (!pushed) {
            try (stream) {
                stream.forEach(event -> lines.add(line(event)));
            }
            return lines;
        }
        CompletableFuture<Void> end = new CompletableFuture<>();
        stream.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(RunEvent event) {
                lines.add(line(event));
            }

            @Override
            public void onError(Throwable failure) {
                end.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                end.complete(null);
            }
        });
        end.get();
        return lines;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachCall_isAskedForCalledAndHasOneResult(boolean pushed) throws Exception {
        model.calls(use("1", "act"), use("2", "gone"), use("3", "act").with("input", "{\"half\":"));
        model.calls(use("4", "gone"));
        Runner runner = model.claude.runner(r -> r.tools(act));

        assertThat(lines(runner.stream(ask("Go.")), pushed))
                .containsExactly(
                        "reply",
                        "asked 1",
                        "asked 2",
                        "asked 3",
                        "result 2 failed",
                        "result 3 failed",
                        "called 1",
                        "result 1",
                        "reply",
                        "asked 4",
                        "result 4 failed",
                        "text",
                        "reply",
                        "stopped");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void toolThatBeginsEarly_isAskedForOnce_beforeItIsCalled(boolean pushed) throws Exception {
        model.calls(use("1", "look"), use("2", "act"));
        Runner runner = model.claude.runner(r -> r.tools(act, look).parallel(2));

        List<String> lines = lines(runner.stream(ask("Go.")), pushed);

        assertThat(lines.subList(0, 5)).containsExactly("asked 1", "called 1", "reply", "asked 2", "called 2");
        assertThat(lines.subList(5, 7)).containsExactlyInAnyOrder("result 1", "result 2");
        assertThat(lines.subList(7, 10)).containsExactly("text", "reply", "stopped");
    }

    @Test
    void toolThatBeganForAnAnswerThatWasCut_hasAResultThatSaysSo() throws Exception {
        model.reply(message("max_tokens", use("1", "look"), text("and")));

        assertThat(lines(model.claude.runner(r -> r.tools(look)).stream(ask("Go.")), false))
                .containsExactly("asked 1", "called 1", "text", "reply", "result 1 failed", "stopped");
    }

    @Test
    void deniedCallsAndMembersBehindOneThatFailed_haveResults() throws Exception {
        ToolFunction computer = Tools.toolset(Tools.computer(), Tools.member("left_click", (in, call) -> {
            throw new ToolException("no screen");
        }));
        model.calls(
                use("1", "left_click").with("toolset_name", "computer"),
                use("2", "left_click").with("toolset_name", "computer"),
                use("3", "act"));
        Runner runner = model.claude.runner(r -> r.tools(computer, act)
                .approve(call -> call.name().equals("act") ? Decision.deny("no") : Decision.allow()));

        assertThat(lines(runner.stream(ask("Go.")), false))
                .containsExactly(
                        "reply",
                        "asked 1",
                        "asked 2",
                        "asked 3",
                        "result 3 failed",
                        "called 1",
                        "result 1 failed",
                        "result 2 failed",
                        "text",
                        "reply",
                        "stopped");
    }
}
