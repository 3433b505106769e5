package io.github.claude4j.runs;

import static io.github.claude4j.fixtures.FakeModel.ask;
import static io.github.claude4j.fixtures.FakeModel.message;
import static io.github.claude4j.fixtures.FakeModel.text;
import static io.github.claude4j.fixtures.FakeModel.use;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.errors.RateLimitException;
import io.github.claude4j.fixtures.FakeModel;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.StreamInterruptedException;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs, asked plainly and as a stream: the same comes of both. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class RunnerTest {
    record Add(int a, int b) {}

    record Report(int degrees, boolean rain) {}

    private static final ToolFunction ADD = Tools.function("add", "Adds.", Add.class, in -> in.a() + in.b());

    private final boolean streamed;
    private final FakeModel model = new FakeModel(options -> options.maxRetries(0));

    RunnerTest(boolean streamed) {
        this.streamed = streamed;
    }

    @AfterEach
    void close() {
        model.close();
    }

    private Conversation run(Runner runner, Conversation conversation) {
        if (!streamed) {
            return runner.run(conversation);
        }
        try (RunStream stream = runner.stream(conversation)) {
            return stream.end();
        }
    }

    private Conversation run(Runner runner, Consumer<MessageCreateParams.Builder> params) {
        if (!streamed) {
            return runner.run(params);
        }
        try (RunStream stream = runner.stream(params)) {
            return stream.end();
        }
    }

    private Runner runner(Consumer<RunnerOptions> options) {
        return model.claude.runner(options);
    }

    @Test
    void run_asksCallsAndAnswers() {
        model.reply(message(
                        "tool_use",
                        JsonObject.of("type", "thinking", "thinking", "Hm.", "signature", "c2ln"),
                        text("I add."),
                        use("1", "add", "a", 1, "b", 2),
                        use("2", "add", "a", 3, "b", 4)))
                .reply(message("end_turn", text("3 and 7")));

        Conversation end = run(runner(r -> r.tools(ADD)), ask("Add."));

        assertThat(end.text()).isEqualTo("3 and 7");
        assertThat(end.turns()).isEqualTo(2);
        assertThat(end.messages()).hasSize(4);
        assertThat(end.usage().inputTokens()).isEqualTo(20);
        assertThat(model.requests()).hasSize(2);
        JsonObject first = model.requests().get(0);
        assertThat(first.array("tools").object(0)).isEqualTo(ADD.definition().json());
        assertThat(model.requests().get(1).without("messages")).isEqualTo(first.without("messages"));
        assertThat(model.requests()
                        .get(1)
                        .array("messages")
                        .object(1)
                        .array("content")
                        .object(0)
                        .string("signature"))
                .isEqualTo("c2ln");
        assertThat(model.lastResults())
                .extracting(result -> result.string("tool_use_id") + "=" + result.string("content"))
                .containsExactly("1=3", "2=7");
    }

    @Test
    void emptyConversation_isNothingToRun() {
        Conversation none =
                run(runner(r -> {}), model.claude.conversation(m -> m.model("m").maxTokens(1)));

        assertThat(none.messages()).isEmpty();
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void chatOf200Messages_isNotStopped() {
        model.otherwise(request -> {
            JsonArray messages = request.array("messages");
            JsonObject last = messages.object(messages.size() - 1);
            return last.get("content") instanceof String
                    ? message("tool_use", use("t" + messages.size(), "add", "a", 1, "b", 1))
                    : message("end_turn", text("So."));
        });
        Runner runner = runner(r -> r.tools(ADD));
        Conversation chat = model.claude.conversation(m -> m.model("m").maxTokens(9));
        for (int i = 0; i < 200; i++) {
            chat = run(runner, chat.say("Message " + i));
            assertThat(chat.text()).isEqualTo("So.");
        }
        assertThat(chat.messages()).hasSize(800);
        assertThat(chat.undo().messages()).hasSize(796);
    }

    @Test
    void runOf200Turns_withThreeCallsEach() {
        model.otherwise(request -> {
            int turn = request.array("messages").size() / 2;
            JsonObject[] uses = new JsonObject[3];
            for (int i = 0; i < uses.length; i++) {
                uses[i] = use("t" + turn + "-" + i, "add", "a", turn, "b", i);
            }
            return turn < 200 ? message("tool_use", uses) : message("end_turn", text("Done."));
        });

        Conversation end = run(runner(r -> r.tools(ADD.readOnly()).maxTurns(300)), ask("Go."));

        assertThat(end.text()).isEqualTo("Done.");
        assertThat(end.turns()).isEqualTo(201);
        for (int turn = 0; turn < 200; turn++) {
            JsonArray results = end.messages().get(2 * turn + 2).json().array("content");
            for (int i = 0; i < 3; i++) {
                assertThat(results.object(i).string("tool_use_id")).isEqualTo("t" + turn + "-" + i);
                assertThat(results.object(i).string("content")).isEqualTo("" + (turn + i));
            }
        }
    }

    @Test
    void toolWithoutCode_waitsAndIsAnsweredFromOutside() {
        model.calls(use("1", "browse", "url", "x"), use("2", "add", "a", 1, "b", 1));
        Runner runner = runner(r -> r.tools(ADD, Tools.custom("browse", "Browses.", "{\"type\":\"object\"}")));

        Conversation waiting = run(runner, ask("Go."));
        assertThat(waiting.outcome()).isEqualTo(Conversation.Outcome.WAITING);
        assertThat(waiting.waiting().get(0).input().string("url")).isEqualTo("x");
        assertThat(model.requests()).hasSize(1);

        Conversation back = Conversation.of(waiting.json().toJson()).answer("1", "a page");
        assertThat(run(runner, back).text()).isEqualTo("Done.");
        assertThat(model.lastResults())
                .extracting(result -> result.string("content"))
                .containsExactly("a page", "2");
    }

    @Test
    void toolOfTheRequestAlone_waitsToo() {
        model.calls(use("1", "browse"));

        Conversation waiting = run(
                runner(r -> r.tools(ADD)),
                ask("Go.").andThen(m -> m.addTool(Tools.custom("browse", "Browses.", "{\"type\":\"object\"}"))));

        assertThat(waiting.outcome()).isEqualTo(Conversation.Outcome.WAITING);
        assertThat(model.lastRequest().array("tools").objects()).hasSize(2);
    }

    @Test
    void toolInRequestAndRunner_isOneOrRefused() {
        Conversation end = run(runner(r -> r.tools(ADD)), ask("Go.").andThen(m -> m.addTool(ADD.definition())));
        assertThat(end.text()).isEqualTo("Done.");
        assertThat(model.lastRequest().array("tools").objects()).hasSize(1);

        Consumer<MessageCreateParams.Builder> other =
                ask("Go.").andThen(m -> m.addTool(Tools.custom("add", "Adds.", "{\"type\":\"object\"}")));
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> run(runner(r -> r.tools(ADD)), other))
                .withMessageContaining("add");
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> run(runner(r -> r.tools(ADD)), Conversation.of(other)))
                .withMessageContaining("add");
        assertThat(model.requests()).hasSize(1);
    }

    @Test
    void toolsOfToday_replaceThoseOfBeforeOnceTheTurnIsOver() {
        model.calls(use("1", "browse"));
        ToolFunction old = Tools.function("sub", "Subtracts.", Add.class, in -> in.a() - in.b());
        Runner before = runner(r -> r.tools(old, Tools.custom("browse", "Browses.", "{\"type\":\"object\"}")));
        Conversation waiting = run(before, ask("Go."));
        JsonArray sent = model.lastRequest().array("tools");
        Runner today = runner(r -> r.tools(ADD, Tools.custom("browse", "Browses.", "{\"type\":\"object\"}")));

        Conversation end = run(today, Conversation.of(waiting.json().toJson()).answer("1", "page"));
        assertThat(model.lastRequest().array("tools")).isEqualTo(sent);

        run(today, end.say("More."));
        assertThat(model.lastRequest().array("tools").objects())
                .extracting(tool -> tool.string("name"))
                .containsExactly("browse", "add");
    }

    @Test
    void resumeWithoutTheToolOfAPendingCall_isRefusedNamingIt() {
        model.calls(use("1", "add", "a", 1, "b", 1));
        Conversation waiting = run(
                runner(r -> r.tools(ADD).approve(call -> io.github.claude4j.tools.Decision.later("?"))), ask("Go."));

        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> run(runner(r -> {}), waiting.allow("1")))
                .withMessageContaining("add")
                .withMessageContaining("1");
    }

    @Test
    void missingContext_isNamedAtTheResume() {
        model.calls(use("1", "who"), use("2", "which"));
        ToolFunction who = Tools.function(
                "who",
                "Who.",
                JsonObject.of("type", "object"),
                (in, call) -> call.context(Report.class).degrees());
        ToolFunction which = Tools.function(
                "which",
                "Which.",
                JsonObject.of("type", "object"),
                (in, call) -> call.context(Add.class).a());
        Runner bare = runner(r -> r.tools(who, which));
        Runner full = bare.with(r -> r.context(new Report(7, true)));

        Conversation end = run(full, ask("Go."));

        assertThat(model.lastResults().get(0).string("content")).isEqualTo("7");
        assertThat(model.lastResults().get(1).optBoolean("is_error")).contains(true);
        assertThat(end.json().toJson()).doesNotContain("degrees").contains("Report");
        Conversation back = Conversation.of(end.json().toJson()).say("More.");
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> run(bare, back))
                .withMessageContaining(Report.class.getName());
        assertThat(run(full, back).text()).isEqualTo("Done.");
    }

    @Test
    void forcedChoice_endsUnlessItIsKept() {
        model.otherwise(request -> request.object("tool_choice").string("type").equals("any")
                ? message("tool_use", use("1", "add", "a", 1, "b", 1))
                : message("end_turn", text("Done.")));
        Consumer<MessageCreateParams.Builder> params = ask("Go.").andThen(m -> m.toolChoiceAny());

        assertThat(run(runner(r -> r.tools(ADD)), params).turns()).isEqualTo(2);
        Conversation kept = run(runner(r -> r.tools(ADD).keepToolChoice().maxTurns(4)), params);
        assertThat(kept.limit()).contains(Conversation.Limit.TURNS);
    }

    @Test
    void beforeRequest_changesWhatIsSentOnceARequest_andTheConversationNot() {
        List<Integer> asked = new ArrayList<>();
        model.calls(use("1", "add", "a", 1, "b", 1));

        Conversation end = run(
                runner(r -> r.tools(ADD)
                        .beforeRequest(m -> asked.add(1))
                        .beforeRequest(m -> m.system("Be brief.").maxTokens(7))),
                ask("Go."));

        assertThat(asked).hasSize(2);
        assertThat(model.requests())
                .extracting(request -> request.longValue("max_tokens"))
                .containsExactly(7L, 7L);
        assertThat(end.json().object("params").longValue("max_tokens")).isEqualTo(1024);
        assertThat(end.json().object("params").has("system")).isFalse();
    }

    @Test
    void cachePlan_isOnTheRequestAndNotInTheValue() {
        Conversation end = run(
                runner(r -> r.cachePlan().tools(ADD)), ask("Go.").andThen(m -> m.system("Be brief. ".repeat(5000))));

        assertThat(model.lastRequest().toJson()).contains("cache_control");
        assertThat(end.json().toJson()).doesNotContain("cache_control");
    }

    private final List<String> heard = new ArrayList<>();

    private final RunListener listener = new RunListener() {
        @Override
        public void onStart(Conversation conversation) {
            heard.add("start " + Thread.currentThread().getName());
        }

        @Override
        public void onTurn(Conversation conversation) {
            heard.add("turn " + conversation.turns());
        }

        @Override
        public void onEnd(Conversation conversation, @Nullable Throwable failure) {
            heard.add("end " + conversation.outcome() + " " + failure);
            throw new IllegalStateException("a listener that fails");
        }
    };

    @Test
    void listener_hearsTheRunAndCannotHarmIt() {
        model.calls(use("1", "add", "a", 1, "b", 1));

        run(runner(r -> r.tools(ADD).listener(listener)), ask("Go."));

        assertThat(heard)
                .containsExactly("start " + Thread.currentThread().getName(), "turn 1", "turn 2", "end DONE null");
    }

    @Test
    void failure_carriesHowFarTheRunCame() {
        model.calls(use("1", "add", "a", 1, "b", 1));
        model.server.then(connection -> connection.json(200, "unused"));
        Runner runner = runner(r -> r.tools(ADD).listener(listener));
        FakeModel broken = model;
        broken.server.close();

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> run(runner, ask("Go.")))
                .satisfies(e ->
                        assertThat(Conversation.of(e).orElseThrow().outcome()).isEqualTo(Conversation.Outcome.OPEN));
        assertThat(heard.get(1)).startsWith("end OPEN io.github.claude4j.errors.");
    }

    @Test
    void rateLimit_isThatAndTheRunGoesOnFromThere() {
        try (ScriptedServer server = new ScriptedServer()) {
            String calls = message("tool_use", use("1", "add", "a", 1, "b", 1)).toJson();
            server.then(connection -> answer(connection, calls))
                    .thenJson(429, ScriptedServer.error("rate_limit_error"))
                    .then(connection -> answer(
                            connection, message("end_turn", text("Done.")).toJson()));
            Runner runner = server.options().maxRetries(0).build().runner(r -> r.tools(ADD));

            RateLimitException limited = null;
            try {
                run(runner, ask("Go."));
            } catch (RateLimitException e) {
                limited = e;
            }

            Conversation far = Conversation.of(limited).orElseThrow();
            assertThat(far.messages()).hasSize(3);
            assertThat(run(runner, far).text()).isEqualTo("Done.");
            assertThat(server.requests()).hasSize(3);
        }
    }

    private static void answer(ScriptedServer.Connection connection, String message) throws java.io.IOException {
        if (connection.request().json().optBoolean("stream").orElse(false)) {
            connection.events(FakeModel.events(JsonObject.parse(message))).endOfChunks();
        } else {
            connection.json(200, message);
        }
    }

    @Test
    void promptTooLong_isALimitAndNoFailure() {
        try (ScriptedServer server = new ScriptedServer()) {
            server.thenJson(
                            400,
                            ScriptedServer.error("invalid_request_error")
                                    .replace("no luck", "prompt is too long: 212345 tokens > 200000 maximum"))
                    .thenJson(400, ScriptedServer.error("invalid_request_error"));
            Runner runner = server.client().runner(r -> r.tools(ADD));

            Conversation end = run(runner, ask("Go."));

            assertThat(end.outcome()).isEqualTo(Conversation.Outcome.LIMITED);
            assertThat(end.limit()).contains(Conversation.Limit.WINDOW);
            assertThatExceptionOfType(BadRequestException.class).isThrownBy(() -> run(runner, end));
        }
    }

    @Test
    void overload_otherModelGoesOnWithoutThinking() {
        try (ScriptedServer server = new ScriptedServer()) {
            JsonObject thought = JsonObject.of("type", "thinking", "thinking", "Hm.", "signature", "c2ln");
            String calls = message("tool_use", thought, use("1", "add", "a", 1, "b", 1))
                    .toJson();
            server.then(connection -> answer(connection, calls))
                    .thenJson(529, ScriptedServer.error("overloaded_error"))
                    .then(connection -> answer(
                            connection,
                            message("tool_use", thought, use("2", "add", "a", 1, "b", 1))
                                    .toJson()))
                    .then(connection -> answer(
                            connection, message("end_turn", text("Done.")).toJson()))
                    .thenJson(529, ScriptedServer.error("overloaded_error"));
            Runner runner = server.options()
                    .maxRetries(0)
                    .build()
                    .runner(r -> r.tools(ADD).fallback("other-model"));

            Conversation end = run(runner, ask("Go."));

            List<JsonObject> requests = server.requests().stream()
                    .map(ScriptedServer.Received::json)
                    .toList();
            assertThat(requests)
                    .extracting(request -> request.string("model"))
                    .containsExactly(FakeModel.MODEL, FakeModel.MODEL, "other-model", "other-model");
            assertThat(requests.get(1).toJson()).contains("thinking");
            assertThat(requests.get(2).toJson()).doesNotContain("thinking");
            assertThat(requests.get(3).toJson().split("\"thinking\":", -1)).hasSize(2);
            assertThat(end.json().object("params").string("model")).isEqualTo(FakeModel.MODEL);
            assertThat(end.messages().get(1).json().toJson()).contains("thinking");
            server.thenJson(529, ScriptedServer.error("overloaded_error"));
            assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> run(runner, end.say("And?")));
        }
    }

    @Test
    void cutStream_beginsAnew_andGivesUpAtLast() {
        if (!streamed) {
            return;
        }
        try (ScriptedServer server = new ScriptedServer()) {
            JsonObject whole = message("end_turn", text("Hello"));
            List<String> events = FakeModel.eventList(whole);
            ScriptedServer.Script cut = connection -> {
                connection.events(events.get(0) + events.get(1) + events.get(2));
                connection.close();
            };
            server.then(cut).then(cut).then(connection -> answer(connection, whole.toJson()));
            server.then(cut).then(cut).then(cut);
            Runner runner = server.client().runner(r -> r.tools(ADD));

            List<String> seen = new ArrayList<>();
            try (RunStream stream = runner.stream(ask("Go."))) {
                stream.forEach(event -> seen.add(event.type()));
                assertThat(stream.conversation().text()).isEqualTo("Hello");
            }
            assertThat(seen).containsExactly("text", "restarted", "text", "restarted", "text", "reply", "stopped");

            assertThatExceptionOfType(StreamInterruptedException.class)
                    .isThrownBy(() -> run(runner, ask("Go.")))
                    .matches(e -> Conversation.of(e).orElseThrow().messages().size() == 1);
        }
    }

    @Test
    void parsedRun_isAValueOrSaysWhyNot() {
        if (streamed) {
            return;
        }
        model.calls(use("1", "add", "a", 1, "b", 1)).reply(message("end_turn", text("{\"degrees\":7,\"rain\":true}")));
        Runner runner = runner(r -> r.tools(ADD));

        ParsedRun<Report> parsed = runner.run(ask("Weather?"), Report.class);
        assertThat(parsed.value()).isEqualTo(new Report(7, true));
        assertThat(parsed.conversation().turns()).isEqualTo(2);
        assertThat(model.requests()).allMatch(request -> request.toJson().contains("\"degrees\""));

        model.calls(use("2", "add", "a", 1, "b", 1));
        ParsedRun<Report> waiting = runner.with(r -> r.approve(call -> io.github.claude4j.tools.Decision.later("?")))
                .run(ask("Weather?"), Report.class);
        assertThat(waiting.outcome()).isEqualTo(io.github.claude4j.messages.Parsed.Outcome.OPEN);
        assertThat(waiting.conversation().outcome()).isEqualTo(Conversation.Outcome.WAITING);

        assertThatExceptionOfType(UnfinishedException.class)
                .isThrownBy(() -> runner.with(r -> r.maxTime(java.time.Duration.ofNanos(1)))
                        .run(ask("Weather?"), Report.class));
    }

    @Test
    void claude_runsTheShortWay() {
        model.calls(use("1", "add", "a", 1, "b", 1));

        assertThat(model.claude.run(ask("Go."), ADD, Tools.webSearch()).text()).isEqualTo("Done.");
        assertThat(model.lastRequest().array("tools").objects()).hasSize(2);
    }
}
