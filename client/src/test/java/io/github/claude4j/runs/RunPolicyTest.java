package io.github.claude4j.runs;

import static io.github.claude4j.fixtures.FakeModel.ask;
import static io.github.claude4j.fixtures.FakeModel.message;
import static io.github.claude4j.fixtures.FakeModel.text;
import static io.github.claude4j.fixtures.FakeModel.use;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.fixtures.FakeModel;
import io.github.claude4j.fixtures.LogBook;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.prices.Prices;
import io.github.claude4j.tools.Decision;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import io.github.claude4j.types.MisfitException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may run, and how long, and for how much. */
class RunPolicyTest {
    record Pay(int cents) {}

    private final FakeModel model = new FakeModel();
    private final List<Integer> paid = Collections.synchronizedList(new ArrayList<>());
    private final ToolFunction pay = Tools.function("pay", "Pays.", Pay.class, in -> {
        paid.add(in.cents());
        return "paid " + in.cents();
    });

    @AfterEach
    void close() {
        model.close();
    }

    private List<String> told() {
        return model.lastResults().stream()
                .map(result -> result.string("content"))
                .toList();
    }

    private FakeModel payments() {
        return model.calls(
                use("1", "pay", "cents", 1),
                use("2", "pay", "cents", 2),
                use("3", "pay", "cents", 3),
                use("4", "pay", "cents", 4));
    }

    @Test
    void policy_allowsDeniesEditsAndWaits() {
        payments();
        Runner runner = model.claude.runner(r -> r.tools(pay).context("tenant").approve(call -> {
            assertThat(call.context(String.class)).isEqualTo("tenant");
            return switch (call.input(Pay.class).cents()) {
                case 1 -> Decision.allow();
                case 2 -> Decision.deny("too much");
                case 3 -> Decision.edit(new Pay(30));
                default -> Decision.later("Four?");
            };
        }));

        Conversation waiting = runner.run(ask("Pay."));

        assertThat(waiting.outcome()).isEqualTo(Conversation.Outcome.WAITING);
        assertThat(waiting.waiting().get(0).question()).contains("Four?");
        assertThat(paid).containsExactlyInAnyOrder(1, 30);
        Conversation back = Conversation.of(waiting.json().toJson());
        assertThat(runner.run(back.edit("4", new Pay(40))).text()).isEqualTo("Done.");
        assertThat(paid).containsExactlyInAnyOrder(1, 30, 40);
        assertThat(told())
                .containsExactly(
                        "paid 1",
                        "not run: too much",
                        "paid 30\n\nThe call was given changed input: {\"cents\":30}",
                        "paid 40\n\nThe call was given changed input: {\"cents\":40}");
    }

    @Test
    void approvalAsTheApplicationsLast_isNotForgotten() {
        payments();
        Runner runner = model.claude.runner(r -> r.tools(pay).approve(call -> Decision.later("?")));
        Conversation waiting = runner.run(ask("Pay."));

        Conversation part = runner.run(waiting.allow("1").deny("2", "no"));
        assertThat(part.outcome()).isEqualTo(Conversation.Outcome.WAITING);
        assertThat(part.waiting()).hasSize(2);
        assertThat(paid).containsExactly(1);
        Conversation same = runner.run(part);
        assertThat(same.waiting()).hasSize(2);
        assertThat(paid).containsExactly(1);
        Conversation end =
                runner.run(Conversation.of(same.json().toJson()).allow("3").deny("4", "no"));
        assertThat(end.text()).isEqualTo("Done.");
        assertThat(paid).containsExactly(1, 3);
    }

    @Test
    void editByThePolicyThatDoesNotFit_leavesTheRunAndNothingBegins() {
        model.calls(use("1", "pay", "cents", 1), use("2", "pay", "cents", 2));
        Runner runner = model.claude.runner(r -> r.tools(pay)
                .approve(call -> call.id().equals("1") ? Decision.allow() : Decision.edit(JsonObject.of("euros", 1))));

        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> runner.run(ask("Pay.")))
                .withMessageContaining("edit: expected input that fits the call of pay")
                .withMessageContaining("euros");
        assertThat(paid).isEmpty();
        assertThat(model.requests()).hasSize(1);
    }

    @Test
    void editBySomebodyThatDoesNotFit_isRefusedToThem_andAnotherIsTaken() {
        model.calls(use("1", "pay", "cents", 1));
        Runner runner = model.claude.runner(r -> r.tools(pay).approve(call -> Decision.later("Pay?")));
        ListJournal journal = new ListJournal();
        Conversation waiting = runner.run(ask("Pay."), journal);
        int events = journal.events().size();

        Conversation wrong = waiting.edit("1", JsonObject.of("euros", 1));
        for (Conversation each : List.of(wrong, Conversation.of(wrong.json().toJson()))) {
            assertThatExceptionOfType(InvalidParamsException.class)
                    .isThrownBy(() -> runner.run(each, journal))
                    .withMessageContaining("the call 1 of pay")
                    .withMessageContaining("euros");
        }
        assertThat(paid).isEmpty();
        assertThat(model.requests()).hasSize(1);
        assertThat(journal.events()).hasSize(events);

        assertThat(runner.run(wrong.edit("1", JsonObject.of("cents", 7)), journal)
                        .text())
                .isEqualTo("Done.");
        assertThat(told().get(0)).contains("changed input").doesNotContain("euros");
    }

    private Decision failing(String how, AtomicInteger asked) {
        if (asked.incrementAndGet() < 2) {
            return Decision.allow();
        }
        return switch (how) {
            case "null" -> null;
            case "misfit" -> throw new MisfitException(List.of("of the policy"));
            default -> throw new IllegalArgumentException("no idea");
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "throws", "misfit"})
    void policyThatFails_nothingOfTheTurnBegins_andAResumeAsksAgain(String how) {
        for (boolean streamed : new boolean[] {false, true}) {
            for (ToolFunction tool : List.of(pay, pay.readOnly())) {
                paid.clear();
                payments();
                AtomicInteger asked = new AtomicInteger();
                ListJournal journal = new ListJournal();
                Runner runner = model.claude.runner(r -> r.tools(tool).approve(call -> failing(how, asked)));
                int before = model.requests().size();

                Throwable failure = null;
                try {
                    if (streamed) {
                        try (RunStream stream = runner.stream(
                                io.github.claude4j.messages.MessageCreateParams.builder()
                                        .model("m")
                                        .maxTokens(1)
                                        .addUserMessage("Pay.")
                                        .build(),
                                journal)) {
                            stream.end();
                        }
                    } else {
                        runner.run(ask("Pay."), journal);
                    }
                } catch (RuntimeException e) {
                    failure = e;
                }

                assertThat(failure).isNotNull();
                assertThat(((Step.Decide) Conversation.of(failure).orElseThrow().next()).calls())
                        .hasSize(4);
                Conversation back = journal.conversation();
                assertThat(((Step.Decide) back.next()).calls()).hasSize(4);
                if (!tool.isReadOnly()) {
                    assertThat(paid).isEmpty();
                }
                paid.clear();
                assertThat(runner.with(r -> r.approve(call -> Decision.allow()))
                                .run(back, journal)
                                .text())
                        .isEqualTo("Done.");
                assertThat(paid).hasSize(4);
                assertThat(model.requests()).hasSize(before + 2);
            }
        }
    }

    private void forever() {
        model.otherwise(request ->
                message("tool_use", use("t" + request.array("messages").size(), "pay", "cents", 1)));
    }

    @Test
    void turns_50WhereNothingIsSaid_withOneWarning() {
        forever();
        Runner runner = model.claude.runner(r -> r.tools(pay));
        List<String> warnings = new ArrayList<>();
        Conversation end;
        try (RunStream stream = runner.stream(ask("Pay."))) {
            for (RunEvent event : stream) {
                if (event instanceof RunEvent.Warned warned) {
                    warnings.add(warned.text());
                }
            }
            end = stream.conversation();
        }
        assertThat(end.outcome()).isEqualTo(Conversation.Outcome.LIMITED);
        assertThat(end.limit()).contains(Conversation.Limit.TURNS);
        assertThat(end.turns()).isEqualTo(50);
        assertThat(paid).hasSize(50);
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).contains("50");

        Conversation more =
                runner.with(r -> r.maxTurns(60)).run(Conversation.of(end.json().toJson()));
        assertThat(more.turns()).isEqualTo(60);
        assertThat(more.limit()).contains(Conversation.Limit.TURNS);
        assertThat(runner.run(more).turns()).isEqualTo(60);
    }

    @Test
    void tokens_countFromTheLastSay() {
        forever();
        Runner runner = model.claude.runner(r -> r.tools(pay).maxTotalTokens(40));

        Conversation end = runner.run(ask("Pay."));
        assertThat(end.limit()).contains(Conversation.Limit.TOKENS);
        assertThat(end.turns()).isEqualTo(3);
        assertThat(runner.run(end).turns()).isEqualTo(3);
        assertThat(runner.run(end.say("More.")).turns()).isEqualTo(3);
    }

    @Test
    void time_isOfTheRunAndNotOfWaiting() {
        AtomicLong clock = new AtomicLong();
        ToolFunction slow = Tools.function("pay", "Pays.", Pay.class, in -> {
            clock.addAndGet(Duration.ofSeconds(40).toNanos());
            return "paid";
        });
        forever();
        Runner runner = model.claude.runner(r -> {
            r.tools(slow).maxTime(Duration.ofMinutes(1));
            r.clock = clock::get;
        });

        Conversation waiting =
                runner.with(r -> r.approve(call -> Decision.later("?"))).run(ask("Pay."));
        clock.addAndGet(Duration.ofDays(3).toNanos());
        Conversation end = runner.run(Conversation.of(waiting.json().toJson()).allow("t1"));

        assertThat(end.limit()).contains(Conversation.Limit.TIME);
        assertThat(end.turns()).isEqualTo(2);
        assertThat(runner.run(end).turns()).isEqualTo(2);
        assertThat(runner.with(r -> r.maxTime(Duration.ofSeconds(100)))
                        .run(Conversation.of(end.json().toJson()))
                        .turns())
                .isEqualTo(3);
    }

    @Test
    void cost_endsTheRun_andUnknownPricesAreRefusedFirst() {
        forever();
        String one = model.claude
                .messages()
                .create(ask("Pay."))
                .cost(Prices.standard())
                .atLeast()
                .toPlainString();
        Runner runner = model.claude.runner(r -> r.tools(pay).maxCost(one));

        Conversation end = runner.run(ask("Pay."));
        assertThat(end.limit()).contains(Conversation.Limit.COST);
        assertThat(end.turns()).isEqualTo(1);
        assertThat(runner.run(end.say("More.")).turns()).isEqualTo(1);
        Runner life = model.claude.runner(r -> r.tools(pay).maxTotalCost(one));
        assertThat(life.run(end.say("More.")).turns()).isZero();

        int before = model.requests().size();
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> runner.run(m -> m.model("nobody").maxTokens(1).addUserMessage("Pay.")))
                .withMessageContaining("nobody");
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> runner.with(r -> r.fallback("no-one")).run(ask("Pay.")))
                .withMessageContaining("no-one");
        assertThat(model.requests()).hasSize(before);
    }

    @Test
    void limitsThatAreNone_areRefused() {
        for (java.util.function.Consumer<RunnerOptions> bad : List.<java.util.function.Consumer<RunnerOptions>>of(
                r -> r.maxTurns(0),
                r -> r.maxTotalTokens(0),
                r -> r.maxCost("0"),
                r -> r.maxCost("much"),
                r -> r.maxTotalCost("-1"),
                r -> r.maxTime(Duration.ZERO),
                r -> r.parallel(0),
                r -> r.toolTimeout(Duration.ofSeconds(-1)),
                r -> r.maxResult(0))) {
            assertThatExceptionOfType(InvalidParamsException.class).isThrownBy(() -> model.claude.runner(bad));
        }
    }

    @Test
    void nothingIsAskedBehindALimit() {
        model.reply(message("end_turn", text("One.")));
        Conversation end = model.claude.runner(r -> r.maxTurns(1)).run(ask("Pay."));

        assertThat(end.outcome()).isEqualTo(Conversation.Outcome.DONE);
    }

    /** Fails wherever it is told something. */
    private static final class Failing implements RunListener {
        private final String where;

        Failing(String where) {
            this.where = where;
        }

        private void fail(String here) {
            if (here.equals(where)) {
                throw new IllegalStateException("in " + here);
            }
        }

        @Override
        public void onStart(Conversation conversation) {
            fail("start");
        }

        @Override
        public void onTurn(Conversation conversation) {
            fail("turn");
        }

        @Override
        public void onEnd(Conversation conversation, @Nullable Throwable failure) {
            fail("end");
        }

        @Override
        @SuppressWarnings("NullAway") // what a careless listener gives
        public <T extends @Nullable Object> Callable<T> inside(Callable<T> work) {
            fail("inside");
            return switch (where) {
                case "null" -> null;
                case "before" ->
                    () -> {
                        throw new IllegalStateException("before");
                    };
                case "after" ->
                    () -> {
                        work.call();
                        throw new AssertionError("after");
                    };
                case "twice" ->
                    () -> {
                        work.call();
                        return work.call();
                    };
                default -> work;
            };
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "turn", "end", "inside", "null", "before", "after", "twice"})
    void listenerThatFails_losesNothingAndRepeatsNothing(String where) {
        List<String> turns = new ArrayList<>();
        RunListener good = new RunListener() {
            @Override
            public void onTurn(Conversation conversation) {
                turns.add(String.valueOf(conversation.turns()));
            }
        };
        for (int parallel : new int[] {1, 8}) {
            model.calls(use("1", "pay", "cents", 1)).calls(use("2", "pay", "cents", 2));
            Runner runner = model.claude.runner(r ->
                    r.tools(pay).parallel(parallel).listener(new Failing(where)).listener(good));
            assertThat(runner.run(ask("Pay.")).text()).isEqualTo("Done.");
            model.calls(use("1", "pay", "cents", 1)).calls(use("2", "pay", "cents", 2));
            try (RunStream stream = runner.stream(ask("Pay."))) {
                assertThat(stream.end().turns()).isEqualTo(3);
            }
        }
        assertThat(paid).hasSize(8);
        assertThat(turns).hasSize(12);
        assertThat(model.requests()).hasSize(12);
    }

    @Test
    void listenerThatFails_isLoggedOnce() {
        try (LogBook log = new LogBook()) {
            model.calls(use("1", "pay", "cents", 1)).calls(use("2", "pay", "cents", 2));
            model.claude.runner(r -> r.tools(pay).listener(new Failing("turn"))).run(ask("Pay."));

            assertThat(log.lines()).filteredOn(line -> line.contains("in turn")).hasSize(1);
        }
    }
}
