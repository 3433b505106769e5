package io.github.claude4j.internal.call;

import static io.github.claude4j.fixtures.ScriptedServer.BLOCK_START;
import static io.github.claude4j.fixtures.ScriptedServer.MESSAGE_START;
import static io.github.claude4j.fixtures.ScriptedServer.PING;
import static io.github.claude4j.fixtures.ScriptedServer.STREAM;
import static io.github.claude4j.fixtures.ScriptedServer.event;
import static io.github.claude4j.fixtures.ScriptedServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.credentials.AccessToken;
import io.github.claude4j.errors.AuthenticationException;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ConnectionTimeoutException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.jdk.JdkTransport;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.MessageStreamEvent;
import io.github.claude4j.messages.StreamInterruptedException;
import java.io.BufferedInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that are pushed: what a subscriber is told, and what becomes of the call. */
@Timeout(60)
class PublisherTest {
    private static final MessageCreateParams PARAMS = MessageCreateParams.of(JsonObject.of("max_tokens", 16));
    private static final List<String> TYPES = List.of(
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop",
            "complete");

    private final ScriptedServer server = new ScriptedServer();
    private final Claude claude = server.client();

    @AfterEach
    void close() {
        claude.close();
        server.close();
    }

    /** Notes the types of events, "complete", and failures; asks for as many as it was told to. */
    private static final class Notes implements Flow.Subscriber<MessageStreamEvent> {
        private final long first;
        private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
        private final Set<String> threads = ConcurrentHashMap.newKeySet();
        private volatile Flow.Subscription subscription;

        Notes(long first) {
            this.first = first;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            if (first > 0) {
                given.request(first);
            }
        }

        @Override
        public void onNext(MessageStreamEvent event) {
            threads.add(Thread.currentThread().getName());
            told.add(event.type());
        }

        @Override
        public void onError(Throwable failure) {
            threads.add(Thread.currentThread().getName());
            told.add(failure);
        }

        @Override
        public void onComplete() {
            told.add("complete");
        }

        Object next() throws InterruptedException {
            Object next = told.poll(30, TimeUnit.SECONDS);
            assertThat(next).as("told within 30 s").isNotNull();
            return next;
        }

        List<Object> next(int count) throws InterruptedException {
            List<Object> all = new ArrayList<>();
            while (all.size() < count) {
                all.add(next());
            }
            return all;
        }

        <E extends Throwable> E failure(Class<E> type) throws InterruptedException {
            for (Object item = next(); ; item = next()) {
                if (item instanceof Throwable) {
                    assertThat(item).isInstanceOf(type);
                    return type.cast(item);
                }
            }
        }
    }

    private Notes subscribe(Claude client) {
        Notes notes = new Notes(Long.MAX_VALUE);
        client.publisher(c -> c.messages().stream(PARAMS)).subscribe(notes);
        return notes;
    }

    private static ScriptedServer.Script cut(String events) {
        return connection -> connection.events(events).close();
    }

    private static String error(String type) {
        return event("error", ScriptedServer.error(type));
    }

    @Test
    void publisher_subscribed_deliversEachEventOnceAndEnds() throws Exception {
        server.thenEvents(STREAM);

        Notes notes = subscribe(claude);

        assertThat(notes.next(TYPES.size())).isEqualTo(TYPES);
        assertThat(notes.threads).noneMatch(name -> name.contains("HttpClient"));
        assertThat(server.request().json().booleanValue("stream")).isTrue();
    }

    @Test
    void publisher_notSubscribed_sendsNothing() {
        claude.publisher(c -> c.messages().stream(PARAMS));

        assertThat(server.requests()).isEmpty();
    }

    @Test
    void subscribe_secondTime_isRefusedAndSendsNothing() throws Exception {
        server.thenEvents(STREAM);
        Flow.Publisher<MessageStreamEvent> publisher = claude.publisher(c -> c.messages().stream(PARAMS));
        Notes first = new Notes(Long.MAX_VALUE);
        Notes second = new Notes(Long.MAX_VALUE);

        publisher.subscribe(first);
        publisher.subscribe(second);

        second.failure(IllegalStateException.class);
        assertThat(first.next(TYPES.size())).isEqualTo(TYPES);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void request_fewAtATime_deliversNoMore() throws Exception {
        server.thenEvents(STREAM);
        Notes notes = new Notes(2);
        claude.publisher(c -> c.messages().stream(PARAMS)).subscribe(notes);

        assertThat(notes.next(2)).isEqualTo(TYPES.subList(0, 2));
        notes.subscription.request(1);
        assertThat(notes.next()).isEqualTo(TYPES.get(2));
        assertThat(notes.told).isEmpty();
        notes.subscription.request(100);
        assertThat(notes.next(5)).isEqualTo(TYPES.subList(3, 8));
    }

    @Test
    void request_none_isAnError() throws Exception {
        server.then(connection -> connection.events(MESSAGE_START + BLOCK_START));
        Notes notes = new Notes(0);
        claude.publisher(c -> c.messages().stream(PARAMS)).subscribe(notes);

        notes.subscription.request(0);

        assertThat(notes.failure(IllegalArgumentException.class)).hasMessageContaining("expected 1 or more, found 0");
    }

    @Test
    void cancel_whileEventsCome_closesTheConnection() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        server.then(connection -> connection.events(MESSAGE_START + BLOCK_START).awaitClientEnd(ended));
        Notes notes = subscribe(claude);
        notes.next(2);

        notes.subscription.cancel();

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(notes.told).isEmpty();
    }

    @Test
    void cancel_beforeTheAnswer_closesTheConnection() throws Exception {
        CountDownLatch come = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        server.then(connection -> {
            come.countDown();
            connection.awaitClientEnd(ended);
        });
        Notes notes = subscribe(claude);
        assertThat(come.await(30, TimeUnit.SECONDS)).isTrue();

        notes.subscription.cancel();

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void failure_beforeAnythingWasDelivered_isAskedForAgainUnseen() throws Exception {
        server.thenJson(529, ScriptedServer.error("overloaded_error"), "retry-after-ms: 1")
                .then(cut(MESSAGE_START + PING))
                .then(connection -> connection.events(MESSAGE_START + error("overloaded_error")))
                .thenEvents(STREAM);

        Notes notes = subscribe(claude.with(o -> o.maxRetries(3)));

        assertThat(notes.next(TYPES.size())).isEqualTo(TYPES);
        assertThat(server.requests()).hasSize(4);
        assertThat(server.requests())
                .allMatch(request ->
                        request.text().equals(server.requests().get(0).text()));
    }

    @Test
    void failure_whenAttemptsAreUsedUp_isTold() throws Exception {
        server.otherwise(
                connection -> connection.json(529, ScriptedServer.error("overloaded_error"), "retry-after-ms: 1"));

        assertThat(subscribe(claude).failure(OverloadedException.class).status())
                .isEqualTo(529);

        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void failure_thatIsFinal_isToldAtOnce() throws Exception {
        server.thenJson(401, ScriptedServer.error("authentication_error"));

        subscribe(claude).failure(AuthenticationException.class);

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void credentialsInAHeader_thatAreRefused_areNotReplaced() throws Exception {
        server.otherwise(connection -> connection.json(401, ScriptedServer.error("authentication_error")));
        try (Claude own = Claude.builder()
                .baseUrl(server.url())
                .credentials(context -> AccessToken.of("token"))
                .build()) {
            assertThatThrownBy(() -> own.models().retrieve("m")).isInstanceOf(AuthenticationException.class);

            Notes notes = subscribe(own.with(o -> o.header("x-api-key", "mine")));

            assertThat(notes.failure(AuthenticationException.class)).hasMessageNotContaining("check the");
        }
        ScriptedServer.Received last = server.requests().get(server.requests().size() - 1);
        assertThat(last.header("x-api-key")).isEqualTo("mine");
        assertThat(last.headers().has("authorization")).isFalse();
    }

    @Test
    void cut_inTheMiddle_isToldWithWhatArrived() throws Exception {
        server.then(cut(MESSAGE_START + BLOCK_START + text("Hel")));

        StreamInterruptedException cut = subscribe(claude).failure(StreamInterruptedException.class);

        assertThat(cut.partial().orElseThrow().text()).isEqualTo("Hel");
    }

    @Test
    void errorEvent_afterSomeEvents_isTold() throws Exception {
        server.thenEvents(MESSAGE_START + BLOCK_START + error("overloaded_error"));

        assertThat(subscribe(claude).failure(OverloadedException.class).requestId())
                .contains("req_b");
    }

    @Test
    void silence_beforeTheAnswer_isEndedByTheTimeout() throws Exception {
        server.then(connection -> connection.awaitClientEnd(new CountDownLatch(1)));

        Notes notes =
                subscribe(claude.with(o -> o.timeout(Duration.ofMillis(200)).maxRetries(0)));

        assertThat(notes.failure(ConnectionTimeoutException.class)).hasMessageContaining("waited 0.2 s for an answer");
    }

    @Test
    void silence_betweenEvents_isEndedByTheIdleTimeout() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        server.then(connection -> connection.events(MESSAGE_START + BLOCK_START).awaitClientEnd(ended));

        Notes notes = subscribe(claude.with(o -> o.idleTimeout(Duration.ofMillis(300))));

        assertThat(notes.failure(StreamInterruptedException.class)).hasMessageContaining("waited 0.3 s");
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void silence_ofTheSubscriber_isNoTimeout() throws Exception {
        server.thenEvents(STREAM);
        Notes notes = new Notes(1);
        claude.with(o -> o.idleTimeout(Duration.ofMillis(100)))
                .publisher(c -> c.messages().stream(PARAMS))
                .subscribe(notes);
        notes.next();

        assertThat(notes.told.poll(400, TimeUnit.MILLISECONDS)).isNull();

        notes.subscription.request(100);
        assertThat(notes.next(7)).isEqualTo(TYPES.subList(1, 8));
    }

    @Test
    void totalTimeout_whileEventsCome_endsTheStream() throws Exception {
        server.then(connection -> {
            connection.events(MESSAGE_START + BLOCK_START);
            for (int i = 0; i < 10_000; i++) {
                connection.chunk(PING);
                Thread.sleep(20);
            }
        });

        Notes notes = subscribe(claude.with(o -> o.totalTimeout(Duration.ofMillis(400))));

        assertThat(notes.failure(StreamInterruptedException.class)).hasMessageContaining("waited 0.4 s");
    }

    @Test
    void close_ofTheClient_endsTheStream() throws Exception {
        server.then(connection -> connection.events(MESSAGE_START + BLOCK_START).awaitClientEnd(new CountDownLatch(1)));
        Notes notes = subscribe(claude);
        notes.next(2);

        claude.close();

        notes.failure(CancelledException.class);
    }

    @Test
    void publisher_ofAClosedClient_tellsSo() throws Exception {
        claude.close();

        assertThat(subscribe(claude).failure(IllegalStateException.class)).hasMessage("the client is closed");
    }

    @Test
    void publisher_wrongRequest_isToldAndNotSent() throws Exception {
        Notes notes = new Notes(1);
        claude.publisher(c -> c.messages().stream(MessageCreateParams.of(JsonObject.of("top_p", 1))))
                .subscribe(notes);

        notes.failure(InvalidParamsException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void interceptor_ofTheUser_standsAroundTheCallAsEver() throws Exception {
        server.thenJson(529, ScriptedServer.error("overloaded_error"), "retry-after-ms: 1")
                .then(cut(MESSAGE_START))
                .thenEvents(STREAM);

        Notes notes = subscribe(claude.with(o -> o.attemptInterceptor((request, chain) ->
                chain.proceed(request.withHeader("x-attempt", "" + chain.call().attempt())))));

        assertThat(notes.next(TYPES.size())).isEqualTo(TYPES);
        assertThat(server.requests().stream()
                        .map(request -> request.header("x-attempt"))
                        .collect(Collectors.toList()))
                .containsExactly("1", "2", "3");
    }

    @Test
    void body_thatCanOnlyBeRead_isPushedToo() throws Exception {
        server.thenEvents(STREAM);

        Notes notes = subscribe(claude.with(o -> o.attemptInterceptor((request, chain) -> {
            Response response = chain.proceed(request);
            return response.withBody(new BufferedInputStream(response.body()));
        })));

        assertThat(notes.next(TYPES.size())).isEqualTo(TYPES);
    }

    @Test
    void listener_isToldAsWithAReader() throws Exception {
        server.thenEvents(STREAM);
        BlockingQueue<String> told = new LinkedBlockingQueue<>();

        subscribe(claude.with(o -> o.listener(new CallListener() {
            @Override
            public void onAttempt(Call call, Request request) {
                told.add("attempt " + call.attempt());
            }

            @Override
            public void onHead(Call call, Response response) {
                told.add("head " + response.status());
            }

            @Override
            public void onEvent(Call call, JsonObject event) {
                told.add(event.string("type"));
            }

            @Override
            public void onEnd(Call call, Throwable failure) {
                told.add("end " + failure);
            }
        })));

        List<String> all = new ArrayList<>();
        while (!all.contains("end null")) {
            all.add(told.poll(30, TimeUnit.SECONDS));
        }
        assertThat(all)
                .containsExactly(
                        "attempt 1",
                        "head 200",
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop",
                        "end null");
    }

    @Test
    void subscriber_thatThrows_endsTheCall() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        server.then(connection -> connection.events(MESSAGE_START + BLOCK_START).awaitClientEnd(ended));

        claude.publisher(c -> c.messages().stream(PARAMS)).subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
            }

            @Override
            public void onNext(MessageStreamEvent event) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onComplete() {}
        });

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void openStream_subscribed_pushesItsEvents() throws Exception {
        server.thenEvents(STREAM);
        Notes notes = new Notes(Long.MAX_VALUE);
        Notes late = new Notes(1);
        MessageStream stream = claude.messages().stream(PARAMS);

        stream.subscribe(notes);
        stream.subscribe(late);

        late.failure(IllegalStateException.class);
        assertThat(notes.next(TYPES.size())).isEqualTo(TYPES);
        assertThat(stream.soFar().orElseThrow().text()).isEqualTo("Hello");
    }

    @Test
    void manySilentStreams_holdNoThreads() throws Exception {
        int count = 300;
        CountDownLatch release = new CountDownLatch(1);
        server.otherwise(connection -> {
            connection.events(MESSAGE_START + BLOCK_START);
            release.await();
            connection
                    .chunk(text("Hel") + text("lo") + ScriptedServer.STREAM_END)
                    .endOfChunks();
        });
        List<Notes> all = new ArrayList<>();
        try (JdkTransport pushing = JdkTransport.create();
                Claude own = server.options().transport(pushing).build()) {
            for (int i = 0; i < count; i++) {
                all.add(subscribe(own));
            }
            for (Notes notes : all) {
                notes.next(2);
            }

            long threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("claude4j-"))
                    .count();
            release.countDown();

            // Those of other tests are among them.
            assertThat(threads).isLessThan(count / 2);
            for (Notes notes : all) {
                assertThat(notes.next(6)).isEqualTo(TYPES.subList(2, 8));
            }
        }
    }
}
