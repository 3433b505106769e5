package io.github.claude4j.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageStreamEvent;
import io.github.claude4j.testkit.FakeClaude;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many calls at once, and other listeners beside ours. */
@Timeout(120)
class CrowdTest {
    private final FakeClaude fake = FakeClaude.start();
    private final Traces traces = new Traces();

    @AfterEach
    void close() {
        traces.close();
        fake.close();
    }

    private Claude.Builder options() {
        return Claude.builder().baseUrl(fake.url()).apiKey("sk-test").retry(r -> r.waits(wait -> Duration.ZERO));
    }

    @Test
    void manyPushedStreams_withTraceHeaders_holdNoThreadEach() throws InterruptedException {
        int many = 300;
        CountDownLatch begun = new CountDownLatch(many);
        for (int i = 0; i < many; i++) {
            fake.stallAfter(5).reply(CallSpansTest.ANSWER);
        }
        try (Claude claude =
                options().listener(ClaudeTelemetry.of(traces.sdk).calls()).build()) {
            List<Reader> readers = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                Reader reader = new Reader(begun);
                readers.add(reader);
                claude.publisher(c -> c.messages().stream(CallSpansTest.PARAMS)).subscribe(reader);
            }
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            long ours = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("claude4j"))
                    .count();
            readers.forEach(Reader::cancel);
            assertThat(ours).isLessThan(many / 2);
        }
        assertThat(fake.requests())
                .hasSize(many)
                .extracting(request -> request.header("traceparent").orElseThrow())
                .doesNotHaveDuplicates();
        for (int i = 0; i < many; i++) {
            traces.next();
        }
    }

    /** Reads all that comes, and tells when text has begun to come. */
    private static final class Reader implements Flow.Subscriber<MessageStreamEvent> {
        private final CountDownLatch begun;
        private boolean told;
        private volatile Flow.@Nullable Subscription subscription;

        Reader(CountDownLatch begun) {
            this.begun = begun;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(MessageStreamEvent event) {
            if (!told && event.json().string("type").equals("content_block_delta")) {
                told = true;
                begun.countDown();
            }
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}

        void cancel() {
            Flow.Subscription given = subscription;
            if (given != null) {
                given.cancel();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherListenerThatThrows_disturbsNothing(Way way) {
        fake.fail(529).reply(CallSpansTest.ANSWER);
        Span caller = traces.tracer.spanBuilder("caller").startSpan();
        try (Claude claude = options()
                        .listener(new Broken())
                        .listener(ClaudeTelemetry.of(traces.sdk).calls())
                        .listener(new Broken())
                        .build();
                Scope scope = caller.makeCurrent()) {
            assertThat(scope).isNotNull();
            way.text(claude, CallSpansTest.PARAMS);
        }

        SpanData span = traces.span("chat claude-opus-5-5");
        assertThat(span.getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
        assertThat(span.getAttributes().get(Names.INPUT_TOKENS)).isEqualTo(123);
    }

    @Test
    void twoTelemetriesOfOneClient_doNotMeet() {
        fake.reply(CallSpansTest.ANSWER);
        try (Claude claude = options()
                .listener(ClaudeTelemetry.of(traces.sdk).calls())
                .listener(ClaudeTelemetry.of(traces.sdk).calls())
                .build()) {
            claude.messages().create(CallSpansTest.PARAMS);
        }

        assertThat(traces.all())
                .hasSize(2)
                .allSatisfy(span -> assertThat(span.hasEnded()).isTrue());
    }

    private static final class BrokenError extends Error {
        private static final long serialVersionUID = 1;

        BrokenError(String where) {
            super(where, null, false, false);
        }
    }

    private static final class Broken implements CallListener {
        @Override
        public void onStart(Call call) {
            throw new BrokenError("start");
        }

        @Override
        public <T> Supplier<T> carry(Supplier<T> call) {
            throw new BrokenError("carry");
        }

        @Override
        public Headers headers(Call call) {
            throw new BrokenError("headers");
        }

        @Override
        public void onAttempt(Call call, Request request) {
            throw new BrokenError("attempt");
        }

        @Override
        public void onHead(Call call, Response response) {
            throw new BrokenError("head");
        }

        @Override
        public void onEvent(Call call, JsonObject event) {
            throw new BrokenError("event");
        }

        @Override
        public void onAnswer(Call call, JsonObject answer) {
            throw new BrokenError("answer");
        }

        @Override
        public void onEnd(Call call, @Nullable Throwable failure) {
            throw new BrokenError("end");
        }
    }
}
