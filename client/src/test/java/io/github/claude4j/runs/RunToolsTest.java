package io.github.claude4j.runs;

import static io.github.claude4j.fixtures.FakeModel.ask;
import static io.github.claude4j.fixtures.FakeModel.use;
import static io.github.claude4j.fixtures.ScriptedServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.fixtures.FakeModel;
import io.github.claude4j.fixtures.LogBook;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Content;
import io.github.claude4j.tools.ToolCall;
import io.github.claude4j.tools.ToolException;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.ToolOutput;
import io.github.claude4j.tools.Tools;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a run calls the code of tools, and what the model is told of it. */
@Timeout(60)
class RunToolsTest {
    private static final JsonObject OPEN = JsonObject.of("type", "object");

    record Amount(int cents) {
        Amount {
            if (cents < 1) {
                throw new IllegalArgumentException("cents must be at least 1");
            }
        }
    }

    private final FakeModel model = new FakeModel();

    @AfterEach
    void close() {
        model.close();
    }

    private static ToolFunction tool(String name, ToolFunction.Code<JsonObject> code) {
        return Tools.function(name, "Does it.", OPEN, code);
    }

    private String told(int call) {
        JsonObject result = model.lastResults().get(call);
        return (result.optBoolean("is_error").orElse(false) ? "! " : "")
                + result.optString("content").orElse("");
    }

    @Test
    void calls_runAtTheSameTime_andResultsAreInTheirOrder() {
        CyclicBarrier all = new CyclicBarrier(3);
        CountDownLatch last = new CountDownLatch(1);
        model.calls(use("1", "a"), use("2", "b"), use("3", "b"));
        ToolFunction first = tool("a", in -> {
            all.await(10, TimeUnit.SECONDS);
            await(last);
            return "first";
        });
        ToolFunction other = Tools.function("b", "B", OPEN, (in, call) -> {
            all.await(10, TimeUnit.SECONDS);
            if (call.id().equals("3")) {
                last.countDown();
            }
            return call.id();
        });

        model.claude.run(ask("Go."), first, other);

        assertThat(List.of(told(0), told(1), told(2))).containsExactly("first", "2", "3");
    }

    @Test
    void parallel_isACap() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier two = new CyclicBarrier(2);
        ToolFunction busy = tool("a", in -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            two.await(10, TimeUnit.SECONDS);
            now.decrementAndGet();
            return "ok";
        });
        model.calls(use("1", "a"), use("2", "a"), use("3", "a"), use("4", "a"), use("5", "a"), use("6", "a"));

        Conversation end = model.claude.runner(r -> r.tools(busy).parallel(2)).run(ask("Go."));

        assertThat(end.text()).isEqualTo("Done.");
        assertThat(most).hasValue(2);
        assertThat(model.lastResults()).hasSize(6);
    }

    private static final ThreadLocal<String> TRANSACTION = new ThreadLocal<>();

    @Test
    void parallel1_runsOnTheCallersThreadInOrder() {
        TRANSACTION.set("tx");
        List<String> ran = new ArrayList<>();
        ToolFunction seen = Tools.function("a", "A", OPEN, (in, call) -> {
            ran.add(call.id() + TRANSACTION.get());
            return Thread.currentThread().getName();
        });
        model.calls(use("1", "a"), use("2", "a"));
        try {
            model.claude.runner(r -> r.tools(seen.readOnly()).parallel(1)).run(ask("Go."));
        } finally {
            TRANSACTION.remove();
        }
        assertThat(ran).containsExactly("1tx", "2tx");
        assertThat(told(0)).isEqualTo(Thread.currentThread().getName());
    }

    @Test
    void tooLong_isInterruptedAndTold_andTheRunGoesOn() throws Exception {
        for (int parallel : new int[] {8, 1}) {
            CountDownLatch interrupted = new CountDownLatch(1);
            ToolFunction slow = Tools.function("slow", "S", OPEN, (in, call) -> {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                            throw e;
                        }
                        return "never";
                    })
                    .timeout(Duration.ofMillis(30));
            model.calls(use("1", "slow"), use("2", "quick")).calls(use("3", "quick"));

            Conversation end = model.claude
                    .runner(r -> r.tools(slow, tool("quick", in -> "ok")).parallel(parallel))
                    .run(ask("Go."));

            await(interrupted);
            assertThat(end.text()).isEqualTo("Done.");
            assertThat(end.turns()).isEqualTo(3);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            JsonObject result = end.messages().get(2).json().array("content").object(0);
            assertThat(result.string("content")).isEqualTo("timed out; it may have had an effect");
            assertThat(result.booleanValue("is_error")).isTrue();
        }
    }

    @Test
    void tooLong_whatTheToolSaysAfterwardsCountsForNothing() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch said = new CountDownLatch(1);
        ToolFunction deaf = Tools.function("deaf", "D", OPEN, (in, call) -> {
                    while (over.getCount() > 0) {
                        try {
                            over.await();
                        } catch (InterruptedException e) {
                            assertThat(call.isCancelled()).isTrue();
                        }
                    }
                    call.progress("late");
                    said.countDown();
                    return "late";
                })
                .timeout(Duration.ofMillis(20));
        ToolFunction next = tool("next", in -> {
            over.countDown();
            await(said);
            return "ok";
        });
        model.calls(use("1", "deaf")).calls(use("2", "next")).calls(use("3", "next"));

        Conversation end = model.claude.run(ask("Go."), deaf, next);

        assertThat(end.text()).isEqualTo("Done.");
        assertThat(end.json().toJson()).doesNotContain("late");
    }

    @Test
    void fatalTool_endsTheRunAlsoWhenItTakesTooLong() {
        ToolFunction broken = tool("a", in -> {
                    throw new IllegalStateException("disk on fire");
                })
                .fatal();
        ToolFunction slow = tool("b", in -> {
                    new CountDownLatch(1).await();
                    return "never";
                })
                .timeout(Duration.ofMillis(20))
                .fatal();
        model.calls(use("1", "a")).calls(use("1", "b"));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> model.claude.run(ask("Go."), broken))
                .withMessage("disk on fire")
                .satisfies(e ->
                        assertThat(Conversation.of(e).orElseThrow().messages()).hasSize(3));
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> model.claude.run(ask("Go."), slow))
                .withMessageContaining("timed out");
        assertThat(model.requests()).hasSize(2);
    }

    @Test
    void whatAToolThrows_isHiddenUnlessItIsMeantForTheModel() {
        try (LogBook log = new LogBook()) {
            ToolFunction secret = tool("a", in -> {
                throw new IllegalStateException("jdbc://root:hunter2@db");
            });
            ToolFunction error = tool("b", in -> {
                throw new StackOverflowError("hunter2");
            });
            ToolFunction told = tool("c", in -> {
                throw new ToolException("The shop is closed.", new IllegalStateException("hunter2"));
            });
            ToolFunction shown = tool("d", in -> {
                throw new ToolException("x", List.of(Content.text("a picture")));
            });
            ToolFunction failed = tool("e", in -> CompletableFuture.failedFuture(new ToolException("later closed")));
            ToolFunction odd = tool("f", in -> new Object());
            model.calls(use("1", "a"), use("2", "b"), use("3", "c"), use("4", "d"), use("5", "e"), use("6", "f"));

            Conversation end = model.claude.run(ask("Go."), secret, error, told, shown, failed, odd);

            assertThat(end.text()).isEqualTo("Done.");
            assertThat(model.lastRequest().toJson())
                    .doesNotContain("hunter2")
                    .doesNotContain("IllegalState")
                    .doesNotContain("java.lang");
            assertThat(told(0)).matches("! Error: the tool failed \\(reference [0-9a-f]+\\)");
            assertThat(told(2)).isEqualTo("! The shop is closed.");
            assertThat(model.lastResults().get(3).array("content").object(0).string("text"))
                    .isEqualTo("a picture");
            assertThat(told(4)).isEqualTo("! later closed");
            assertThat(told(5)).startsWith("! Error: the tool failed");
            String reference = told(0).substring(told(0).indexOf("reference"), told(0).length() - 1);
            assertThat(log.lines()).anyMatch(line -> line.contains(reference) && line.contains("tool a"));

            model.calls(use("1", "a"));
            model.claude.runner(r -> r.tools(secret).showErrors()).run(ask("Go."));
            assertThat(told(0)).isEqualTo("! Error: jdbc://root:hunter2@db");
        }
    }

    @Test
    void interruptedExceptionOfAToolsOwn_isAFailureOfTheToolAndNoInterrupt() {
        ToolFunction own = tool("a", in -> {
            throw new InterruptedException("of its own");
        });
        model.calls(use("1", "a"));

        assertThat(model.claude.run(ask("Go."), own).text()).isEqualTo("Done.");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(told(0)).startsWith("! Error: the tool failed");
    }

    @Test
    void misfit_isToldWithoutRunningOrAsking() {
        AtomicInteger asked = new AtomicInteger();
        ToolFunction pay = Tools.function("pay", "Pays.", Amount.class, in -> "paid " + in.cents());
        model.calls(use("1", "pay", "cents", 0), use("2", "pay", "amount", 3), use("3", "pay", "cents", 5));

        model.claude
                .runner(r -> r.tools(pay).approve(call -> {
                    asked.incrementAndGet();
                    return io.github.claude4j.tools.Decision.allow();
                }))
                .run(ask("Pay."));

        assertThat(told(0)).startsWith("! Error: the input does not fit").contains("cents must be at least 1");
        assertThat(told(1)).contains("amount").contains("cents");
        assertThat(told(2)).isEqualTo("paid 5");
        assertThat(asked).hasValue(1);
    }

    @Test
    void completionStage_isAwaited_andCancelledWhenItTakesTooLong() {
        CompletableFuture<String> never = new CompletableFuture<>();
        ToolFunction later = tool("a", in -> CompletableFuture.supplyAsync(() -> List.of(1, 2)));
        ToolFunction slow = tool("b", in -> never).timeout(Duration.ofSeconds(1));
        model.calls(use("1", "a"), use("2", "b"));

        model.claude.run(ask("Go."), later, slow);

        assertThat(told(0)).isEqualTo("[1,2]");
        assertThat(told(1)).contains("timed out");
        assertThat(never.handle((value, e) -> e).orTimeout(10, TimeUnit.SECONDS).join())
                .isNotNull();
    }

    @Test
    void longResults_areCut_errorsToo() {
        ToolFunction text = tool("a", in -> "x".repeat(100_001));
        ToolFunction blocks = tool(
                "b",
                in -> ToolOutput.blocks(
                        Content.text("y".repeat(60_000)), Content.text("z".repeat(60_000)), Content.text("w")));
        ToolFunction error = tool("c", in -> {
            throw new ToolException("e".repeat(1_000_000));
        });
        model.calls(use("1", "a"), use("2", "b"), use("3", "c"));

        model.claude.run(ask("Go."), text, blocks, error);

        assertThat(told(0))
                .endsWith("\n[cut: the first 100000 of 100001 characters]")
                .hasSizeLessThan(100_100);
        assertThat(model.lastResults().get(1).array("content").objects())
                .extracting(block -> block.string("text").length())
                .satisfies(sizes -> assertThat(sizes.get(0) + sizes.get(1)).isBetween(100_000, 100_100));
        assertThat(told(2)).hasSizeLessThan(100_100).contains("[cut:");

        model.calls(use("1", "a"));
        model.claude.runner(r -> r.tools(text).maxResult(5)).run(ask("Go."));
        assertThat(told(0)).startsWith("xxxxx\n[cut: the first 5 of 100001");
    }

    @Test
    void interceptors_standAroundTheCodeOnItsThread() {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        ToolFunction inner = tool("a", in -> {
            seen.add("code " + TRANSACTION.get());
            return "ok";
        });
        model.calls(use("1", "a"));

        model.claude
                .runner(r -> r.tools(inner)
                        .around((call, next) -> {
                            TRANSACTION.set("mdc");
                            try {
                                return next.run() + "!";
                            } finally {
                                TRANSACTION.remove();
                                seen.add("outer");
                            }
                        })
                        .around((call, next) -> {
                            seen.add("inner " + call.name());
                            return next.run();
                        }))
                .run(ask("Go."));

        assertThat(seen).containsExactly("inner a", "code mdc", "outer");
        assertThat(told(0)).isEqualTo("ok!");
    }

    @Test
    void timeoutsOfForever_areNone() {
        model.calls(use("1", "a"), use("2", "b"));
        Duration forever = ChronoUnit.FOREVER.getDuration();

        Conversation end = model.claude
                .runner(r -> r.tools(tool("a", in -> "ok").timeout(forever), tool("b", in -> "ok"))
                        .toolTimeout(forever)
                        .maxTime(forever))
                .run(ask("Go."));

        assertThat(end.text()).isEqualTo("Done.");
    }

    @Test
    void laterFromACode_waitsAndRunsAgainWhenItIsAllowed() {
        AtomicInteger runs = new AtomicInteger();
        ToolFunction pay =
                tool("pay", in -> runs.incrementAndGet() == 1 ? ToolOutput.later("Over the limit?") : "paid");
        model.calls(use("1", "pay"), use("2", "other"));
        Runner runner =
                model.claude.runner(r -> r.tools(pay, tool("other", in -> "ok")).parallel(1));

        Conversation waiting = runner.run(ask("Pay."));

        assertThat(waiting.outcome()).isEqualTo(Conversation.Outcome.WAITING);
        assertThat(waiting.waiting()).extracting(ToolCall::question).hasToString("[Optional[Over the limit?]]");
        assertThat(runner.run(waiting.allow("1")).text()).isEqualTo("Done.");
        assertThat(List.of(told(0), told(1))).containsExactly("paid", "ok");
    }

    @Test
    void toolset_membersRunInOrderAndStopAtAFailure() {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        ToolFunction screen = Tools.toolset(
                Tools.computer(),
                Tools.member("click", (in, call) -> {
                    ran.add("click");
                    return "clicked";
                }),
                Tools.member("type", (in, call) -> {
                    ran.add("type");
                    throw new ToolException("no field");
                }),
                Tools.member("look", (in, call) -> {
                    ran.add("look");
                    return "seen";
                }));
        model.calls(
                use("1", "click").with("toolset_name", "computer"),
                use("2", "type").with("toolset_name", "computer"),
                use("3", "look").with("toolset_name", "computer"));

        model.claude.run(ask("Go."), screen);

        assertThat(ran).containsExactly("click", "type");
        assertThat(List.of(told(0), told(1), told(2)))
                .containsExactly("clicked", "! no field", "! not run: an earlier action failed");
        assertThat(model.lastResults())
                .allMatch(result -> result.string("toolset_name").equals("computer"));
    }

    private static Object itself() {
        List<Object> list = new ArrayList<>();
        list.add(Map.of("list", list));
        return list;
    }

    record Measured(double value) {}

    static Stream<Arguments> whatIsNoJson() {
        Map<String, Object> nameless = new HashMap<>();
        nameless.put(null, 1);
        return Stream.of(
                Arguments.of(Double.NaN, "result: expected a number that JSON has, found NaN"),
                Arguments.of(
                        List.of(1, Map.of("a", 1 / 0f)),
                        "result[1].a: expected a number that JSON has, found Infinity"),
                Arguments.of(Map.of("m", nameless), "result.m: expected names of members, found null as one"),
                Arguments.of(itself(), "result[0].list: expected JSON, found what it lies in"),
                Arguments.of(List.of(new Measured(Double.NaN)), "result[0]: expected what JSON can say, found a"),
                Arguments.of(Thread.currentThread(), "result: expected what JSON can say, found a java.lang.Thread"));
    }

    @ParameterizedTest
    @MethodSource("whatIsNoJson")
    void resultThatIsNoJson_isToldToTheDeveloperWithItsPlace_andToTheModelAsAFailure(Object value, String problem) {
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> ToolOutput.of(value))
                .withMessageContaining(problem);
        model.calls(use("1", "odd"));
        List<String> logged =
                logged(() -> model.claude.run(ask("Go."), Tools.function("odd", "Odd.", OPEN, in -> value)));

        JsonObject result = model.lastResults().get(0);
        assertThat(result.get("is_error")).isEqualTo(true);
        assertThat(result.string("content"))
                .startsWith("Error: the tool failed (reference ")
                .doesNotContain("result");
        assertThat(String.join("\n", logged)).contains("the tool odd failed").contains(problem);
    }

    /** What is logged meanwhile, with its exceptions. */
    private static List<String> logged(Runnable work) {
        try (LogBook log = new LogBook()) {
            work.run();
            return log.lines();
        }
    }

    private static int deep(int depth) {
        return 1 + deep(depth + 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void toolThatCallsItselfForEver_hasFailed_andTheRunGoesOn(int parallel) {
        model.calls(use("1", "deep"));
        ToolFunction deep = Tools.function("deep", "Deep.", OPEN, in -> deep(0));

        assertThat(model.claude
                        .runner(r -> r.tools(deep).parallel(parallel))
                        .run(ask("Go."))
                        .text())
                .isEqualTo("Done.");
        assertThat(model.lastResults().get(0).string("content")).startsWith("Error: the tool failed");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void jvmInNeed_isToldToTheCallerAsItIs(int parallel) {
        model.calls(use("1", "large"));
        OutOfMemoryError need = new OutOfMemoryError("of the test");
        for (Object way : List.of(need, CompletableFuture.failedFuture(need))) {
            ToolFunction large = Tools.function("large", "Large.", OPEN, in -> {
                if (way instanceof Error error) {
                    throw error;
                }
                return way;
            });
            model.calls(use("1", "large"));
            assertThatExceptionOfType(OutOfMemoryError.class)
                    .isThrownBy(() -> model.claude
                            .runner(r -> r.tools(large).parallel(parallel))
                            .run(ask("Go.")))
                    .isSameAs(need)
                    .matches(e -> Conversation.of(e).isPresent());
        }
    }

    private static final AtomicInteger READ = new AtomicInteger();

    record Counted(int number) {
        Counted {
            READ.incrementAndGet();
        }
    }

    @Test
    void input_isReadOnce() {
        READ.set(0);
        model.calls(use("1", "count", "number", 1), use("2", "count", "number", 2));

        model.claude.run(ask("Go."), Tools.function("count", "Counts.", Counted.class, in -> in.number()));

        assertThat(READ).hasValue(2);
    }
}
