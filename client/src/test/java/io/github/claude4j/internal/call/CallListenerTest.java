package io.github.claude4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.fixtures.Signals;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.jdk.JdkTransport;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a listener is told, as tracers and meters need it. */
class CallListenerTest {
    private static final MessageCreateParams PARAMS =
            MessageCreateParams.of(JsonObject.of("model", "claude-opus-5-5", "max_tokens", 16));
    private static final ThreadLocal<String> SPAN = new ThreadLocal<>();

    private final ScriptedServer server = new ScriptedServer();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        SPAN.remove();
        server.close();
    }

    /** A tracer that notes under which span a call begins, and what it is told of it. */
    private final class Tracer implements CallListener {
        @Override
        public void onStart(Call call) {
            told.add("start " + call.operation().name() + " " + call.params().get("model") + " under " + SPAN.get());
        }

        @Override
        public <T> Supplier<T> carry(Supplier<T> call) {
            String span = SPAN.get();
            return () -> {
                SPAN.set(span);
                try {
                    return call.get();
                } finally {
                    SPAN.remove();
                }
            };
        }

        @Override
        public Headers headers(Call call) {
            return Headers.of("traceparent", "00-" + call.attempt(), "accept", "ignored/this");
        }

        @Override
        public void onAnswer(Call call, JsonObject answer) {
            told.add("answer " + answer.get("id"));
        }

        @Override
        public void onEnd(Call call, Throwable failure) {
            told.add("end " + call.usage().map(JsonObject::toJson).orElse("none") + " " + (failure == null));
        }
    }

    @Test
    void wholeAnswer_isToldWithItsUsage() {
        server.thenJson(529, "{}").thenJson(200, ScriptedServer.MESSAGE);
        SPAN.set("mine");
        try (Claude claude = server.options().listener(new Tracer()).build()) {
            claude.messages().create(PARAMS);
        }

        assertThat(told)
                .containsExactly(
                        "start messages.create claude-opus-5-5 under mine",
                        "answer msg_1",
                        "end {\"input_tokens\":3,\"output_tokens\":2} true");
        assertThat(server.requests())
                .extracting(request -> request.header("traceparent") + " " + request.header("accept"))
                .containsExactly("00-1 application/json", "00-2 application/json");
    }

    @Test
    void answerThatIsNone_endsTheCallWithTheFailure() {
        server.thenJson(200, "[]");
        try (Claude claude = server.options().listener(new Tracer()).build()) {
            assertThatThrownBy(() -> claude.messages().create(PARAMS)).hasMessageContaining("expected an object");
        }
        assertThat(told).last().isEqualTo("end none false");
    }

    @Test
    void async_bringsTheSpanOfItsCaller() {
        server.thenJson(200, ScriptedServer.MESSAGE);
        SPAN.set("mine");
        try (Claude claude = server.options().listener(new Tracer()).build()) {
            claude.async(c -> c.messages().create(PARAMS)).join();
        }
        assertThat(told).first().isEqualTo("start messages.create claude-opus-5-5 under mine");
    }

    @Test
    void publisher_beginsOnTheThreadThatSubscribes_andNeedsNoThreadForTheHeaders() {
        server.thenEvents(ScriptedServer.STREAM);
        AtomicReference<Thread> began = new AtomicReference<>();
        CallListener where = new CallListener() {
            @Override
            public void onStart(Call call) {
                began.set(Thread.currentThread());
            }
        };
        SPAN.set("mine");
        try (Claude claude =
                server.options().listener(new Tracer()).listener(where).build()) {
            assertThat(new Signals(claude.publisher(c -> c.messages().stream(PARAMS))).text())
                    .isEqualTo("Hello");
        }
        assertThat(began.get()).isSameAs(Thread.currentThread());
        assertThat(told).first().isEqualTo("start messages.create claude-opus-5-5 under mine");
        assertThat(told).last().isEqualTo("end {\"input_tokens\":3,\"output_tokens\":2} true");
        assertThat(server.request().header("traceparent")).isEqualTo("00-1");
    }

    /** Of a transport that knows: what has to be read tells only when it is. */
    @Test
    void firstByte_isWhenItCame_notWhenItWasRead() throws InterruptedException {
        CountDownLatch read = new CountDownLatch(1);
        server.then(connection -> {
            connection.events(ScriptedServer.MESSAGE_START);
            ScriptedServer.await(read);
            connection.chunk(ScriptedServer.BLOCK_START + ScriptedServer.text("Hi") + ScriptedServer.STREAM_END);
            connection.endOfChunks();
        });
        AtomicReference<Call> seen = new AtomicReference<>();
        CallListener listener = new CallListener() {
            @Override
            public void onHead(Call call, Response response) {
                seen.set(call);
            }
        };
        try (JdkTransport knowing = JdkTransport.create();
                Claude claude =
                        server.options().transport(knowing).listener(listener).build();
                MessageStream stream = claude.messages().stream(PARAMS)) {
            Call call = seen.get();
            while (call.firstByte().isEmpty() && call.elapsed().toSeconds() < 60) {
                Thread.onSpinWait();
            }
            Duration came = call.firstByte().orElseThrow();
            Duration before = call.elapsed();
            read.countDown();
            assertThat(stream.message().text()).isEqualTo("Hi");
            assertThat(call.firstByte()).contains(came);
            assertThat(came).isLessThanOrEqualTo(before);
        }
    }

    @Test
    void listenerThatFails_evenWithAnError_disturbsNothing() {
        server.thenJson(200, ScriptedServer.MESSAGE).thenEvents(ScriptedServer.STREAM);
        CallListener broken = new CallListener() {
            @Override
            public void onStart(Call call) {
                throw new AssertionError("start");
            }

            @Override
            public <T> Supplier<T> carry(Supplier<T> call) {
                throw new AssertionError("carry");
            }

            @Override
            public Headers headers(Call call) {
                throw new AssertionError("headers");
            }

            @Override
            public void onAttempt(Call call, Request request) {
                throw new AssertionError("attempt");
            }

            @Override
            public void onAnswer(Call call, JsonObject answer) {
                throw new AssertionError("answer");
            }

            @Override
            public void onEnd(Call call, Throwable failure) {
                throw new AssertionError("end");
            }
        };
        try (Claude claude =
                server.options().listener(broken).listener(new Tracer()).build()) {
            assertThat(claude.async(c -> c.messages().create(PARAMS)).join().text())
                    .isEqualTo("Hello");
            assertThat(new Signals(claude.publisher(c -> c.messages().stream(PARAMS))).text())
                    .isEqualTo("Hello");
        }
        assertThat(told).filteredOn(text -> text.startsWith("end")).hasSize(2);
    }
}
