package io.github.claude4j.runs;

import static io.github.claude4j.fixtures.FakeModel.ask;
import static io.github.claude4j.fixtures.FakeModel.message;
import static io.github.claude4j.fixtures.FakeModel.text;
import static io.github.claude4j.fixtures.FakeModel.use;
import static io.github.claude4j.fixtures.ScriptedServer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.fixtures.FakeModel;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.tools.Decision;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs as events: what they tell, who may read them, and how they end before their end. */
@Timeout(60)
class RunStreamTest {
    private static final JsonObject OPEN = JsonObject.of("type", "object");

    private final FakeModel model = new FakeModel(options -> options.maxRetries(0));
    private final CountDownLatch running = new CountDownLatch(1);

    @AfterEach
    void close() {
        model.close();
    }

    private ToolFunction hangs() {
        return Tools.function("hang", "Hangs.", OPEN, in -> {
            running.countDown();
            new CountDownLatch(1).await();
            return "never";
        });
    }

    @Test
    void events_tellTheRun() {
        ToolFunction work = Tools.function("work", "Works.", OPEN, (in, call) -> {
            call.progress("half");
            return "done";
        });
        model.reply(message(
                "tool_use",
                JsonObject.of("type", "thinking", "thinking", "Hm.", "signature", "s"),
                text("I work."),
                use("1", "work"),
                use("2", "wait")));
        Runner runner = model.claude.runner(r -> r.tools(work, Tools.function("wait", "W", OPEN, in -> "x"))
                .approve(call -> call.name().equals("wait") ? Decision.later("Sure?") : Decision.allow()));
        List<String> seen = new ArrayList<>();
        try (RunStream events = runner.stream(ask("Go."))) {
            for (RunEvent event : events) {
                String more = event instanceof RunEvent.Text text
                        ? text.text()
                        : event instanceof RunEvent.OfCall call ? call.name() + call.callId() : "";
                seen.add(event.type() + (more.isEmpty() ? "" : " " + more));
                assertThat(JsonObject.parse(event.json().toJson())).isEqualTo(event.json());
                if (event instanceof RunEvent.Waiting waiting) {
                    assertThat(waiting.question()).contains("Sure?");
                } else if (event instanceof RunEvent.Stopped stopped) {
                    assertThat(stopped.outcome()).isEqualTo(Conversation.Outcome.WAITING);
                }
            }
            assertThat(events.conversation().outcome()).isEqualTo(Conversation.Outcome.WAITING);
        }
        assertThat(seen)
                .containsExactly(
                        "thinking",
                        "text I work.",
                        "reply",
                        "asked work1",
                        "asked wait2",
                        "waiting wait2",
                        "called work1",
                        "progress work1",
                        "result work1",
                        "stopped");
    }

    @Test
    void secondReader_isRefused() {
        try (RunStream events = model.claude.runner(r -> {}).stream(ask("Go."))) {
            events.iterator();
            assertThatIllegalStateException().isThrownBy(events::iterator);
            assertThatIllegalStateException().isThrownBy(events::stream);
            Subscriber late = new Subscriber();
            events.subscribe(late);
            assertThat(late.take()).isInstanceOf(IllegalStateException.class);
            late.subscription().cancel();
            assertThat(events.end().text()).isEqualTo("Done.");
        }
    }

    @Test
    void closedBeforeItBegan_nothingIsSent() {
        RunStream events = model.claude.runner(r -> {}).stream(ask("Go."));
        Iterator<RunEvent> reader = events.iterator();
        events.close();
        events.close();

        assertThatExceptionOfType(CancelledException.class).isThrownBy(reader::hasNext);
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void readerThatStops_dropsTheHalfReply() {
        model.reply(message("end_turn", text("Hello")));
        RunStream events = model.claude.runner(r -> {}).stream(ask("Go."));
        assertThat(events.iterator().next()).isInstanceOf(RunEvent.Text.class);
        events.close();
        Conversation far = events.conversation();
        assertThat(far.messages()).hasSize(1);
        assertThat(far.next()).isInstanceOf(Step.Ask.class);
    }

    @Test
    void readerThatWasAwayWhenItWasClosed_isTold() throws Exception {
        RunStream events = model.claude.runner(r -> {}).stream(ask("Go."));
        Iterator<RunEvent> reader = events.iterator();
        assertThat(reader.next()).isInstanceOf(RunEvent.Text.class);
        Thread closer = new Thread(events::close);
        closer.start();
        closer.join(10_000);

        assertThatExceptionOfType(CancelledException.class)
                .isThrownBy(reader::hasNext)
                .matches(e -> Conversation.of(e).orElseThrow().messages().size() == 1);
        assertThatExceptionOfType(CancelledException.class).isThrownBy(events::end);
    }

    @Test
    void streamThatIsReadToItsEnd_isDoneAlsoWhenItIsClosed() {
        RunStream events = model.claude.runner(r -> {}).stream(ask("Go."));
        Iterator<RunEvent> reader = events.iterator();
        List<String> seen = new ArrayList<>();
        while (reader.hasNext()) {
            seen.add(reader.next().type());
        }
        events.close();
        assertThat(reader.hasNext()).isFalse();
        assertThat(seen).endsWith("stopped");
        assertThat(events.conversation().text()).isEqualTo("Done.");
    }

    /** Ends whoever reads, in each phase, by closing from another thread or by an interrupt. */
    @ParameterizedTest
    @CsvSource({"false, reply", "false, tool", "true, reply", "true, tool", "false, policy", "true, policy"})
    void reader_isEndedInEachPhase(boolean byInterrupt, String phase, @TempDir Path folder) throws Exception {
        Thread[] reader = new Thread[1];
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicReference<Conversation> far = new AtomicReference<>();
        boolean[] flag = new boolean[1];
        if (phase.equals("reply")) {
            model.server.then(connection -> {
                connection.events(
                        FakeModel.eventList(message("end_turn", text("Hel"))).get(0));
                running.countDown();
                connection.awaitClientEnd(new CountDownLatch(1));
            });
        } else {
            model.calls(use("1", "hang"));
        }
        try (Journal journal = Journal.file(folder.resolve("j"))) {
            Runner runner = model.claude.runner(r -> r.tools(hangs()).approve(call -> {
                if (phase.equals("policy")) {
                    running.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw new CancelledException("policy", e);
                    }
                }
                return Decision.allow();
            }));
            RunStream events = runner.stream(
                    io.github.claude4j.messages.MessageCreateParams.builder()
                            .model(FakeModel.MODEL)
                            .maxTokens(10)
                            .addUserMessage("Go.")
                            .build(),
                    journal);
            reader[0] = new Thread(() -> {
                try {
                    events.end();
                } catch (Throwable e) {
                    failure.set(e);
                    Conversation.of(e).ifPresent(far::set);
                }
                flag[0] = Thread.currentThread().isInterrupted();
            });
            reader[0].start();
            await(running);
            if (byInterrupt) {
                reader[0].interrupt();
            } else {
                events.close();
            }
            reader[0].join(10_000);

            assertThat(reader[0].isAlive()).isFalse();
            assertThat(failure.get()).isInstanceOf(CancelledException.class);
            assertThat(flag[0]).isEqualTo(byInterrupt && !phase.equals("policy"));
            Class<?> next =
                    phase.equals("reply") ? Step.Ask.class : phase.equals("tool") ? Step.Lost.class : Step.Decide.class;
            assertThat(far.get().next()).isInstanceOf(next);
            assertThat(journal.conversation()).isEqualTo(far.get());
            events.close();

            model.otherwise(request -> message("end_turn", text("Done.")));
            ToolFunction quick = Tools.function("hang", "Hangs.", OPEN, in -> "quick");
            assertThat(model.claude
                            .runner(r -> r.tools(quick))
                            .run(far.get(), journal)
                            .text())
                    .isEqualTo("Done.");
        }
    }

    @Test
    void interruptOfAPlainRun_endsItAndWhatToolsStillBringIsKept(@TempDir Path folder) throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        ToolFunction polite = Tools.function("polite", "P", OPEN, in -> {
            both.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                return "half done";
            }
            return "never";
        });
        ToolFunction rude = Tools.function("rude", "R", OPEN, in -> {
            both.countDown();
            new CountDownLatch(1).await();
            return "never";
        });
        model.calls(use("1", "polite"), use("2", "rude"));
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (Journal journal = Journal.file(folder.resolve("j"))) {
            Runner runner = model.claude.runner(r -> r.tools(polite, rude));
            Thread thread = new Thread(() -> {
                try {
                    runner.run(ask("Go."), journal);
                } catch (RuntimeException e) {
                    failure.set(e);
                }
            });
            thread.start();
            await(both);
            thread.interrupt();
            thread.join(10_000);

            assertThat(failure.get()).isInstanceOf(CancelledException.class);
            Conversation far = journal.conversation();
            assertThat(((Step.Lost) far.next()).calls())
                    .extracting(call -> call.name())
                    .containsExactly("rude");
            assertThat(far).isEqualTo(Conversation.of(failure.get()).orElseThrow());
            assertThat(runner.run(far, journal).text()).isEqualTo("Done.");
        }
        assertThat(model.lastResults())
                .extracting(result -> result.string("content"))
                .containsExactly("half done", "interrupted: it had begun, and may or may not have had an effect");
    }

    @Test
    void closeFromAToolOfParallel1_endsTheRunAndLeavesNoInterrupt() {
        AtomicReference<RunStream> stream = new AtomicReference<>();
        ToolFunction closes = Tools.function("close", "C", OPEN, in -> {
            stream.get().close();
            return "closed";
        });
        model.calls(use("1", "close"));
        try (RunStream events = model.claude.runner(r -> r.tools(closes).parallel(1)).stream(ask("Go."))) {
            stream.set(events);
            assertThatExceptionOfType(CancelledException.class).isThrownBy(events::end);
        }
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(model.requests()).hasSize(1);
    }

    @Test
    void whatWasToldBeforeAFailure_isReadBeforeIt() {
        ToolFunction fails = Tools.function("fails", "F", OPEN, in -> {
                    throw new IllegalStateException("fatal");
                })
                .fatal();
        model.calls(use("1", "fails"));
        List<String> seen = new ArrayList<>();
        try (RunStream events = model.claude.runner(r -> r.tools(fails)).stream(ask("Go."))) {
            assertThatIllegalStateException().isThrownBy(() -> events.forEach(event -> seen.add(event.type())));
        }
        assertThat(seen).endsWith("called", "result");
    }

    /** Keeps what it is told. */
    private static final class Subscriber implements Flow.Subscriber<RunEvent> {
        private final LinkedBlockingQueue<Object> told = new LinkedBlockingQueue<>();
        private Flow.@Nullable Subscription given;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            given = subscription;
        }

        @Override
        public void onNext(RunEvent event) {
            told.add(event.type());
        }

        @Override
        public void onError(Throwable failure) {
            told.add(failure);
        }

        @Override
        public void onComplete() {
            told.add("complete");
        }

        Flow.Subscription subscription() {
            return given;
        }

        Object take() {
            try {
                return told.poll(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        boolean isQuiet() throws InterruptedException {
            return told.poll(100, TimeUnit.MILLISECONDS) == null;
        }
    }

    @Test
    void subscriber_getsAsManyAsItAskedFor() throws Exception {
        Subscriber subscriber = new Subscriber();
        model.claude.runner(r -> {}).stream(ask("Go.")).subscribe(subscriber);
        assertThat(subscriber.isQuiet()).isTrue();
        assertThat(model.requests()).isEmpty();

        subscriber.subscription().request(1);
        assertThat(subscriber.take()).isEqualTo("text");
        assertThat(subscriber.isQuiet()).isTrue();
        subscriber.subscription().request(2);
        assertThat(List.of(subscriber.take(), subscriber.take(), subscriber.take()))
                .containsExactly("reply", "stopped", "complete");
    }

    @Test
    void subscriber_thatCancelsEndsTheRun() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        model.server.then(connection -> {
            connection.events(String.join(
                    "", FakeModel.eventList(message("end_turn", text("Hel"))).subList(0, 3)));
            connection.awaitClientEnd(gone);
        });
        Subscriber subscriber = new Subscriber();
        model.claude.runner(r -> {}).stream(ask("Go.")).subscribe(subscriber);
        subscriber.subscription().request(Long.MAX_VALUE);
        assertThat(subscriber.take()).isEqualTo("text");

        subscriber.subscription().cancel();

        await(gone);
        assertThat(subscriber.isQuiet()).isTrue();
    }

    @Test
    void subscriber_ofAStreamThatIsClosedOrAsksForNothing_isTold() {
        Subscriber waiting = new Subscriber();
        RunStream stream = model.claude.runner(r -> {}).stream(ask("Go."));
        stream.subscribe(waiting);
        stream.close();
        assertThat(waiting.take()).isInstanceOf(CancelledException.class);

        Subscriber wrong = new Subscriber();
        model.claude.runner(r -> {}).stream(ask("Go.")).subscribe(wrong);
        wrong.subscription().request(0);
        assertThat(wrong.take()).isInstanceOf(IllegalArgumentException.class);
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void subscriber_isToldWhatEndedTheRun() {
        ToolFunction fails = Tools.function("fails", "F", OPEN, in -> {
                    throw new IllegalStateException("fatal");
                })
                .fatal();
        model.calls(use("1", "fails"));
        Subscriber subscriber = new Subscriber();
        model.claude.runner(r -> r.tools(fails)).stream(ask("Go.")).subscribe(subscriber);
        subscriber.subscription().request(5);
        for (String type : List.of("reply", "asked", "called", "result")) {
            assertThat(subscriber.take()).isEqualTo(type);
        }
        assertThat(subscriber.take()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void streamOverloadedInTheMiddle_saysThatItBeginsAnew() {
        List<String> half =
                FakeModel.eventList(message("end_turn", text("Hel"))).subList(0, 3);
        model.server.then(connection -> connection
                .events(String.join("", half) + ScriptedServer.event("error", ScriptedServer.error("overloaded_error")))
                .endOfChunks());
        List<String> seen = new ArrayList<>();
        try (RunStream events = model.claude.runner(r -> r.fallback("other")).stream(ask("Go."))) {
            events.forEach(event -> seen.add(event.type()));
        }
        assertThat(seen).containsExactly("text", "restarted", "warned", "text", "reply", "stopped");
    }
}
