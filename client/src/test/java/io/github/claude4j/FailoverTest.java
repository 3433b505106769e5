package io.github.claude4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.client.Knobs;
import io.github.claude4j.errors.AuthenticationException;
import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.NotFoundException;
import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.errors.RateLimitException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.fixtures.Signals;
import io.github.claude4j.http.Backend;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Operation;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.ResponseInfo;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.MessageStreamEvent;
import io.github.claude4j.messages.StreamInterruptedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several clients as one: who is asked after whom, and what stays where it is. */
@Timeout(60)
class FailoverTest {
    private static final MessageCreateParams PARAMS = MessageCreateParams.builder()
            .model("claude-opus-5-5")
            .maxTokens(16)
            .addUserMessage("Hello")
            .build();

    private static final String OVERLOADED = ScriptedServer.error("overloaded_error");

    private final ScriptedServer first = new ScriptedServer();
    private final ScriptedServer second = new ScriptedServer();
    private final AtomicLong nanos = new AtomicLong();

    private final Claude one = first.options().maxRetries(0).build();
    private final Claude two = second.options().maxRetries(0).build();
    private final Claude claude = Failover.of(one, two);

    @AfterEach
    void close() {
        one.close();
        two.close();
        first.close();
        second.close();
    }

    private Failover.Builder builder() {
        return Knobs.nanos(Failover.builder(), nanos::get).target(one).target(two);
    }

    private static ResponseInfo response(ApiObject answer) {
        return answer.response().orElseThrow();
    }

    private static Claude of(ScriptedServer server, Operation... missing) {
        return ScriptedServerBackend.client(server, List.of(missing));
    }

    /** A place that lacks some operations. */
    private static final class ScriptedServerBackend implements Backend {
        private final ScriptedServer server;
        private final List<Operation> missing;

        private ScriptedServerBackend(ScriptedServer server, List<Operation> missing) {
            this.server = server;
            this.missing = missing;
        }

        static Claude client(ScriptedServer server, List<Operation> missing) {
            return Claude.builder()
                    .backend(new ScriptedServerBackend(server, missing))
                    .maxRetries(0)
                    .build();
        }

        @Override
        public String provider() {
            return "some.cloud";
        }

        @Override
        public String baseUrl() {
            return server.url();
        }

        @Override
        public boolean supports(Operation operation) {
            return missing.stream().noneMatch(each -> each.route().equals(operation.route()));
        }

        @Override
        public void check(Call call) {
            Backend.super.check(call);
            if (call.params().has("metadata")) {
                throw new InvalidParamsException("metadata: some.cloud does not have it");
            }
        }

        @Override
        public Request adapt(Request request, Call call) {
            return request;
        }
    }

    // Who is asked

    @Test
    void firstThatAnswers_isTheOnlyOneAsked() {
        first.thenJson(200, ScriptedServer.MESSAGE);

        assertThat(response(claude.messages().create(PARAMS)).tried())
                .containsExactly(new ResponseInfo.Tried("anthropic", Optional.empty()));
        assertThat(second.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 403, 404, 408, 409, 429, 500, 503, 529})
    void nextIsAsked_whereTheFirstFailsForItself(int status) {
        first.thenJson(status, "{\"type\":\"error\",\"error\":{\"type\":\"some_error\",\"message\":\"no\"}}");
        second.thenJson(200, ScriptedServer.MESSAGE);

        ApiObject message = claude.messages().create(PARAMS);

        List<ResponseInfo.Tried> tried = response(message).tried();
        assertThat(tried).extracting(ResponseInfo.Tried::target).containsExactly("anthropic", "anthropic 2");
        assertThat(tried.get(0).failure().orElseThrow()).hasMessageContaining(status + " some_error: no");
        assertThat(tried.get(1).failure()).isEmpty();
        assertThat(second.request().json()).isEqualTo(first.request().json());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422})
    void wrongRequest_isWrongEverywhere(int status) {
        first.thenJson(
                status, "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"no\"}}");

        assertThatThrownBy(() -> claude.messages().create(PARAMS)).isInstanceOf(ClaudeException.class);
        assertThat(second.requests()).isEmpty();
    }

    @Test
    void lostConnection_isOneReason() throws Exception {
        first.then(connection -> connection.reset());
        second.thenJson(200, ScriptedServer.MESSAGE);

        assertThat(claude.messages().create(PARAMS).text()).isEqualTo("Hello");
    }

    @Test
    void eachTarget_repeatsAsItsOptionsSay_beforeTheNext() {
        first.thenJson(529, "{}").thenJson(529, "{}").thenJson(529, "{}");
        second.thenJson(200, ScriptedServer.MESSAGE);
        try (Claude patient = first.options().maxRetries(2).build()) {
            assertThat(Failover.of(patient, two).messages().create(PARAMS).text())
                    .isEqualTo("Hello");
        }
        assertThat(first.requests()).hasSize(3);
    }

    @Test
    void whatMayHaveBeenActedUpon_isNotAskedElsewhere() {
        MessageCreateParams kept =
                MessageCreateParams.of(PARAMS.json().with("thread", JsonObject.of("type", "create")));
        first.thenJson(500, "{}").thenJson(529, "{}");
        second.thenJson(200, ScriptedServer.MESSAGE);

        assertThatThrownBy(() -> claude.messages().create(kept)).isInstanceOf(ClaudeException.class);
        assertThat(second.requests()).isEmpty();
        // Turned away is not acted upon.
        assertThat(claude.messages().create(kept).text()).isEqualTo("Hello");
    }

    @Test
    void allFailed_thrownIsWhatMayPass_withTheOthers() {
        first.thenJson(529, "{}");
        second.thenJson(404, "{}");

        assertThatThrownBy(() -> claude.messages().create(PARAMS))
                .isInstanceOf(OverloadedException.class)
                .satisfies(e -> assertThat(e.getSuppressed()).singleElement().isInstanceOf(NotFoundException.class));
        first.thenJson(401, "{}");
        second.thenJson(429, "{}");
        assertThatThrownBy(() -> claude.messages().create(PARAMS))
                .isInstanceOf(RateLimitException.class)
                .satisfies(
                        e -> assertThat(e.getSuppressed()).singleElement().isInstanceOf(AuthenticationException.class));
    }

    @Test
    void laterTarget_thatRefusesTheRequest_saysSo() {
        first.thenJson(529, "{}");
        second.thenJson(400, "{}");

        assertThatThrownBy(() -> claude.messages().create(PARAMS))
                .isInstanceOf(BadRequestException.class)
                .satisfies(e -> assertThat(e.getSuppressed()).singleElement().isInstanceOf(OverloadedException.class));
    }

    @Test
    void models_haveTheirNamesAtEachTarget() {
        first.thenJson(529, "{}");
        second.thenJson(200, ScriptedServer.MESSAGE);
        Claude mapped = Failover.builder()
                .target(one)
                .target(two, model -> "us.anthropic." + model)
                .build();

        mapped.messages().create(PARAMS);

        assertThat(first.request().json().string("model")).isEqualTo("claude-opus-5-5");
        assertThat(second.request().json().string("model")).isEqualTo("us.anthropic.claude-opus-5-5");
    }

    @Test
    void whoDoesNotHaveIt_isPassedOver() {
        try (Claude cloud = of(first, Operation.of("", "POST", "/v1/messages").build())) {
            second.thenJson(200, ScriptedServer.MESSAGE);
            assertThat(response(Failover.of(cloud, two).messages().create(PARAMS))
                            .tried())
                    .extracting(ResponseInfo.Tried::target)
                    .containsExactly("anthropic");
            assertThatThrownBy(() -> Failover.of(cloud, cloud).messages().create(PARAMS))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageContaining("some.cloud does not have it");
        }
        assertThat(first.requests()).isEmpty();
    }

    @Test
    void whatACloudRefusesBeforeItIsSent_isAskedElsewhere_butNotWhatTheClientRefuses() {
        try (Claude cloud = of(first)) {
            MessageCreateParams params =
                    MessageCreateParams.of(PARAMS.json().with("metadata", JsonObject.of("user_id", "u")));
            second.thenJson(200, ScriptedServer.MESSAGE);
            assertThat(Failover.of(cloud, two).messages().create(params).text()).isEqualTo("Hello");
            assertThatThrownBy(() -> Failover.of(two, cloud)
                            .messages()
                            .create(MessageCreateParams.of(PARAMS.json().with("temperature", 0.5))))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessageContaining("temperature");
        }
        assertThat(first.requests()).isEmpty();
    }

    // What stays

    @Test
    void allButMessages_goesToTheFirstThatHasIt() {
        try (Claude cloud = of(first, Operation.of("", "GET", "/v1/models").build())) {
            Claude both = Failover.of(cloud, two);
            second.thenJson(529, "{}").thenJson(200, "{\"data\":[],\"has_more\":false}");
            assertThatThrownBy(() -> both.models().list()).isInstanceOf(OverloadedException.class);
            assertThat(both.models().list().items()).isEmpty();
        }
        assertThat(first.requests()).isEmpty();
    }

    @Test
    void messageThatNamesAFile_isAskedWhereFilesAre_andNowhereElse() {
        JsonObject file = JsonObject.parse("{\"role\":\"user\",\"content\":[{\"type\":\"document\","
                + "\"source\":{\"type\":\"file\",\"file_id\":\"file_1\"}}]}");
        MessageCreateParams params = MessageCreateParams.of(PARAMS.json().with("messages", JsonArray.of(file)));
        try (Claude cloud = of(first, Operation.of("", "POST", "/v1/files").build())) {
            second.thenJson(529, "{}");
            assertThatThrownBy(() -> Failover.of(cloud, two).messages().create(params))
                    .isInstanceOf(OverloadedException.class);
        }
        assertThat(first.requests()).isEmpty();
    }

    @Test
    void container_isAskedForWhereItWasMade() {
        String made = ScriptedServer.MESSAGE.replace("\"usage\"", "\"container\":{\"id\":\"container_1\"},\"usage\"");
        first.thenJson(529, "{}");
        second.thenJson(200, made).thenJson(200, made);
        claude.messages().create(PARAMS);

        claude.with(o -> o.header("x-test", "1"))
                .messages()
                .create(PARAMS.toBuilder().container("container_1").build());

        assertThat(first.requests()).hasSize(1);
        assertThat(second.requests()).hasSize(2);
    }

    @Test
    void container_ofAStream_isRemembered() {
        first.thenJson(529, "{}");
        second.thenEvents(ScriptedServer.STREAM.replace(
                        "\"delta\":{\"stop_reason\":\"end_turn\"",
                        "\"delta\":{\"container\":{\"id\":\"container_1\"},\"stop_reason\":\"end_turn\""))
                .thenJson(200, ScriptedServer.MESSAGE);
        try (MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThat(stream.message().text()).isEqualTo("Hello");
        }
        claude.messages().create(PARAMS.toBuilder().container("container_1").build());

        assertThat(first.requests()).hasSize(1);
        assertThat(second.requests()).hasSize(2);
    }

    // Streams

    @Test
    void stream_goesOn_untilItsFirstEvent() {
        first.thenEvents(ScriptedServer.MESSAGE_START + OVERLOADED);
        second.thenEvents(ScriptedServer.STREAM);
        try (MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThat(stream.message().text()).isEqualTo("Hello");
            assertThat(stream.response().tried())
                    .extracting(ResponseInfo.Tried::target)
                    .containsExactly("anthropic", "anthropic 2");
        }
    }

    @Test
    void stream_thatFailsAfterAnEvent_isNotAskedForElsewhere() {
        first.thenEvents(
                ScriptedServer.MESSAGE_START + ScriptedServer.BLOCK_START + ScriptedServer.text("Hel") + OVERLOADED);
        try (MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThatThrownBy(stream::message).isInstanceOf(ClaudeException.class);
        }
        assertThat(second.requests()).isEmpty();
    }

    @Test
    void stream_thatIsRefusedAtOnce_isOpenedElsewhere() {
        first.thenJson(529, "{}");
        second.thenEvents(ScriptedServer.STREAM);
        try (MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThat(stream.response().tried()).hasSize(2);
            assertThat(stream.message().text()).isEqualTo("Hello");
        }
    }

    @Test
    void pushedStream_goesOn_untilItsFirstEvent() {
        first.thenEvents(ScriptedServer.MESSAGE_START + OVERLOADED);
        second.thenEvents(ScriptedServer.STREAM);

        assertThat(new Signals(claude.publisher(c -> c.messages().stream(PARAMS))).text())
                .isEqualTo("Hello");
    }

    @Test
    void pushedStream_thatIsRefused_isAskedForElsewhere_andFailsOnce() {
        first.thenJson(529, "{}").thenJson(529, "{}");
        second.thenEvents(ScriptedServer.STREAM).thenJson(401, "{}");

        assertThat(new Signals(claude.publisher(c -> c.messages().stream(PARAMS))).text())
                .isEqualTo("Hello");
        assertThat(new Signals(claude.publisher(c -> c.messages().stream(PARAMS))).end())
                .isInstanceOf(OverloadedException.class);
    }

    @Test
    void pushedStream_thatFailsAfterAnEvent_fails() {
        first.thenEvents(
                ScriptedServer.MESSAGE_START + ScriptedServer.BLOCK_START + ScriptedServer.text("Hel") + OVERLOADED);

        assertThat(new Signals(claude.publisher(c -> c.messages().stream(PARAMS))).end())
                .isInstanceOf(ClaudeException.class);
        assertThat(second.requests()).isEmpty();
    }

    @Test
    void openStream_mayBeSubscribedTo() {
        first.thenEvents(ScriptedServer.MESSAGE_START + OVERLOADED);
        second.thenEvents(ScriptedServer.STREAM);

        assertThat(new Signals(claude.messages().stream(PARAMS)).text()).isEqualTo("Hello");
    }

    /** What was asked for of the first is asked for of the second, and no more. */
    @Test
    void demand_goesAlong() {
        first.thenEvents(ScriptedServer.MESSAGE_START + OVERLOADED);
        second.thenEvents(ScriptedServer.STREAM);
        List<Object> signals = new CopyOnWriteArrayList<>();
        CountDownLatch two = new CountDownLatch(2);
        Flow.Subscription[] kept = new Flow.Subscription[1];
        claude.publisher(c -> c.messages().stream(PARAMS)).subscribe(new Flow.Subscriber<MessageStreamEvent>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                kept[0] = subscription;
                subscription.request(2);
            }

            @Override
            public void onNext(MessageStreamEvent event) {
                signals.add(event);
                two.countDown();
            }

            @Override
            public void onError(Throwable failure) {
                signals.add(failure);
            }

            @Override
            public void onComplete() {
                signals.add("complete");
            }
        });
        await(two);
        assertThat(signals).hasSize(2).allMatch(MessageStreamEvent.class::isInstance);
        kept[0].cancel();
    }

    private static void await(CountDownLatch latch) {
        try {
            ScriptedServer.await(latch);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void closedStream_asksNobodyElse() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        first.then(connection -> {
            connection.head(200, "transfer-encoding: chunked", "content-type: text/event-stream");
            asked.countDown();
            connection.awaitClientEnd(gone);
        });
        try (MessageStream stream = claude.messages().stream(PARAMS)) {
            await(asked);
            Thread closer = ScriptedServer.daemon(stream::close);
            assertThatThrownBy(stream::message).isInstanceOf(CancelledException.class);
            closer.join();
        }
        assertThat(second.requests()).isEmpty();
    }

    // Health

    @Test
    void targetThatFailsAgainAndAgain_isLeftAlone_thenAskedOnce() {
        first.otherwise(connection -> connection.json(529, "{}"));
        second.otherwise(connection -> connection.json(200, ScriptedServer.MESSAGE));
        Claude both = builder().leaveAlone(2, Duration.ofSeconds(10)).build();

        for (int i = 0; i < 5; i++) {
            both.messages().create(PARAMS);
        }
        assertThat(first.requests()).hasSize(2);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        both.messages().create(PARAMS);
        both.messages().create(PARAMS);
        assertThat(first.requests()).hasSize(3);
    }

    @Test
    void targetThatSaysForHowLong_isLeftAloneAtOnce() {
        first.thenJson(429, "{}", "retry-after: 7");
        first.otherwise(connection -> connection.json(200, ScriptedServer.MESSAGE));
        second.otherwise(connection -> connection.json(200, ScriptedServer.MESSAGE));
        Claude both = builder().build();

        both.messages().create(PARAMS);
        both.messages().create(PARAMS);
        assertThat(first.requests()).hasSize(1);
        nanos.addAndGet(Duration.ofSeconds(7).toNanos());
        both.messages().create(PARAMS);
        assertThat(first.requests()).hasSize(2);
        assertThat(second.requests()).hasSize(2);
    }

    @Test
    void allLeftAlone_areAskedAllTheSame() {
        first.otherwise(connection -> connection.json(529, "{}"));
        second.thenJson(529, "{}").thenJson(200, ScriptedServer.MESSAGE);
        Claude both = builder().leaveAlone(1, Duration.ofSeconds(10)).build();

        assertThatThrownBy(() -> both.messages().create(PARAMS)).isInstanceOf(OverloadedException.class);
        assertThat(both.messages().create(PARAMS).text()).isEqualTo("Hello");
        assertThat(first.requests()).hasSize(2);
    }

    @Test
    void byHealth_theOneThatFailedIsAskedLast_untilItHasRecovered() {
        first.thenJson(529, "{}");
        first.otherwise(connection -> connection.json(200, ScriptedServer.MESSAGE));
        second.otherwise(connection -> connection.json(200, ScriptedServer.MESSAGE));
        Claude both = builder().byHealth().build();

        both.messages().create(PARAMS);
        both.messages().create(PARAMS);
        assertThat(first.requests()).hasSize(1);
        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        both.messages().create(PARAMS);
        assertThat(first.requests()).hasSize(2);
    }

    // The client

    @Test
    void copies_changeAllTargets_andShareTheirHealth() {
        first.thenJson(529, "{}");
        second.thenJson(200, ScriptedServer.MESSAGE).thenJson(200, ScriptedServer.MESSAGE);
        Claude both = builder().leaveAlone(1, Duration.ofSeconds(10)).build();

        both.with(o -> o.header("x-test", "1").beta("b1")).messages().create(PARAMS);
        assertThat(first.request().header("x-test")).isEqualTo("1");
        assertThat(second.request().header("anthropic-beta")).isEqualTo("b1");
        both.messages().create(PARAMS);
        assertThat(first.requests()).hasSize(1);

        assertThatThrownBy(() -> both.with(o -> o.apiKey("other")))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("apiKey: ");
        assertThatThrownBy(() -> both.with(o -> o.baseUrl(second.url())))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("baseUrl: ");
    }

    @Test
    void closingIt_closesNoTarget() {
        first.thenJson(200, ScriptedServer.MESSAGE);
        claude.close();

        assertThat(one.messages().create(PARAMS).text()).isEqualTo("Hello");
    }

    @Test
    void closedTarget_isPassedOver() {
        second.thenJson(200, ScriptedServer.MESSAGE).thenJson(200, "{\"data\":[],\"has_more\":false}");
        one.close();

        assertThat(claude.messages().create(PARAMS).text()).isEqualTo("Hello");
        assertThat(claude.models().list().items()).isEmpty();

        two.close();
        assertThatThrownBy(() -> claude.messages().create(PARAMS)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> claude.messages().stream(PARAMS).message()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void targetThatIsClosedDuringACall_isNoEndOfTheCall() throws Exception {
        CountDownLatch gone = new CountDownLatch(2);
        CountDownLatch asked = new CountDownLatch(1);
        first.otherwise(connection -> {
            asked.countDown();
            connection.awaitClientEnd(gone);
        });
        second.thenJson(200, ScriptedServer.MESSAGE);

        CompletableFuture<Message> answer = claude.async(c -> c.messages().create(PARAMS));
        await(asked);
        one.close();
        Message message = answer.get(30, TimeUnit.SECONDS);

        assertThat(message.text()).isEqualTo("Hello");
        assertThat(response(message).tried().get(0).failure().orElseThrow())
                .hasMessageContaining("the client was closed");
    }

    @Test
    void interruptedCall_asksNobodyElse() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        first.then(connection -> {
            asked.countDown();
            connection.awaitClientEnd(gone);
        });
        AtomicBoolean flag = new AtomicBoolean();
        CountDownLatch cancelled = new CountDownLatch(1);
        Thread caller = ScriptedServer.daemon(() -> {
            try {
                claude.messages().create(PARAMS);
            } catch (CancelledException e) {
                flag.set(Thread.currentThread().isInterrupted());
                cancelled.countDown();
            }
        });
        await(asked);
        caller.interrupt();
        await(cancelled);

        assertThat(flag).isTrue();
        assertThat(second.requests()).isEmpty();
    }

    @Test
    void hangingTarget_isOneReason_inStreamsToo() {
        first.otherwise(connection -> connection.awaitClientEnd(new CountDownLatch(1)));
        second.otherwise(connection -> connection.events(ScriptedServer.STREAM));
        try (Claude impatient =
                first.options().maxRetries(0).timeout(Duration.ofMillis(300)).build()) {
            Claude both = Failover.of(impatient, two);
            try (MessageStream stream = both.messages().stream(PARAMS)) {
                assertThat(stream.message().text()).isEqualTo("Hello");
            }
            assertThat(new Signals(both.publisher(c -> c.messages().stream(PARAMS))).text())
                    .isEqualTo("Hello");
        }
        assertThat(second.requests()).hasSize(2);
    }

    @Test
    void byWeight_eachIsAskedFirstAsOftenAsItsWeightSays() {
        first.otherwise(connection -> connection.json(200, ScriptedServer.MESSAGE));
        second.otherwise(connection -> connection.json(200, ScriptedServer.MESSAGE));
        Claude both = builder().byWeight(3, 1).build();

        for (int i = 0; i < 8; i++) {
            both.messages().create(PARAMS);
        }
        assertThat(first.requests()).hasSize(6);
        assertThat(second.requests()).hasSize(2);
    }

    @Test
    void byWeight_theOthersAreAskedWhereOneFails_thatOfWeightZeroToo() {
        first.thenJson(529, "{}");
        first.otherwise(connection -> connection.json(200, ScriptedServer.MESSAGE));
        second.otherwise(connection -> connection.json(200, ScriptedServer.MESSAGE));
        Claude both = builder().byWeight(1, 0).build();

        for (int i = 0; i < 3; i++) {
            both.messages().create(PARAMS);
        }
        assertThat(first.requests()).hasSize(3);
        assertThat(second.requests()).hasSize(1);
    }

    /** All come at the moment at which one call is to look whether a target is well again. */
    @Test
    void manyCallersOfATargetThatIsLeftAlone_oneLooksAndNobodyWaits() throws Exception {
        CountDownLatch others = new CountDownLatch(19);
        first.thenJson(529, "{}");
        first.otherwise(connection -> {
            await(others);
            connection.json(200, ScriptedServer.MESSAGE);
        });
        second.otherwise(connection -> connection.json(200, ScriptedServer.MESSAGE));
        Claude both = builder().leaveAlone(1, Duration.ofSeconds(10)).build();
        both.messages().create(PARAMS);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());

        List<CompletableFuture<Message>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(both.async(c -> c.messages().create(PARAMS)).whenComplete((m, e) -> others.countDown()));
        }
        for (CompletableFuture<Message> answer : answers) {
            assertThat(answer.get(50, TimeUnit.SECONDS).text()).isEqualTo("Hello");
        }
        assertThat(first.requests()).hasSize(2);
        assertThat(second.requests()).hasSize(20);
    }

    @Test
    void async_carriesWhatListenersOfAllTargetsCarry() {
        List<String> carried = new CopyOnWriteArrayList<>();
        CallListener listener = new CallListener() {
            @Override
            public <T> Supplier<T> carry(Supplier<T> call) {
                carried.add("one");
                return call;
            }
        };
        second.thenJson(200, ScriptedServer.MESSAGE);
        first.thenJson(529, "{}");
        Claude both = Failover.of(one, two.with(o -> o.listener(listener)));

        assertThat(both.async(c -> c.messages().create(PARAMS)).join().text()).isEqualTo("Hello");
        assertThat(carried).containsExactly("one");
    }

    @Test
    void failoverOfFailovers_works() {
        first.thenJson(529, "{}");
        second.thenJson(200, ScriptedServer.MESSAGE);

        assertThat(Failover.of(Failover.of(one), two).messages().create(PARAMS).text())
                .isEqualTo("Hello");
    }

    @Test
    void wrongOptions_areTold() {
        assertThatThrownBy(() -> Failover.builder().byWeight(0, 0))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageStartingWith("weights: ");
        assertThatThrownBy(() -> builder().byWeight(1).build())
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("weights: expected one for each of 2 targets, found 1");
        assertThatThrownBy(() -> Failover.builder().build())
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageStartingWith("target: ");
        assertThatThrownBy(() -> Failover.builder().leaveAlone(0, Duration.ofSeconds(1)))
                .isInstanceOf(InvalidParamsException.class);
        assertThatThrownBy(() -> Failover.builder().leaveAlone(1, Duration.ZERO))
                .isInstanceOf(InvalidParamsException.class);
    }

    @Test
    void noAnswerAtAll_isAConnectionException() {
        first.close();
        second.close();

        assertThatThrownBy(() -> claude.messages().create(PARAMS))
                .isInstanceOf(ConnectionException.class)
                .isNotInstanceOf(StreamInterruptedException.class)
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    }
}
