package io.github.claude4j.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.batches.BatchAnswer;
import io.github.claude4j.batches.BatchAnswers;
import io.github.claude4j.batches.BatchRequest;
import io.github.claude4j.batches.MessageBatch;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.Model;
import io.github.claude4j.messages.Speed;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.RecordedRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches from their creation to their results. */
class BatchesTest {
    private final FakeClaude fake = FakeClaude.start();
    private final Claude claude = fake.client();

    @AfterEach
    void close() {
        fake.close();
    }

    private static MessageCreateParams.Builder params(String text) {
        return MessageCreateParams.builder()
                .model(Model.CLAUDE_OPUS_5_5)
                .maxTokens(10)
                .addUserMessage(text);
    }

    private static BatchRequest request(String id) {
        return BatchRequest.of(id, params("I am " + id).build());
    }

    @Test
    void create_withShortRequests_sendsThem() {
        MessageBatch batch = claude.messages()
                .batches()
                .create(b -> b.addRequest("a", params("Hi").build())
                        .addRequest(
                                "b",
                                m -> m.model(Model.CLAUDE_OPUS_5_5)
                                        .maxTokens(10)
                                        .addUserMessage("Ho")));

        assertThat(batch.hasEnded()).isFalse();
        assertThat(fake.lastRequest().json().array("requests").size()).isEqualTo(2);
        assertThat(claude.messages().batches().awaitEnd(batch.id()).hasEnded()).isTrue();
    }

    @Test
    void create_withBetasAndStreamInItems_movesThemOut() {
        claude.with(o -> o.beta("of-the-client"))
                .messages()
                .batches()
                .create(b -> b.addRequest(
                                "a",
                                params("Hi")
                                        .put("betas", List.of("one", "two"))
                                        .put("stream", true)
                                        .build())
                        .addRequest(
                                "b",
                                params("Hi")
                                        .speed(Speed.FAST)
                                        .put("betas", List.of("two"))
                                        .build()));

        RecordedRequest sent = fake.lastRequest();
        assertThat(sent.header("anthropic-beta").orElseThrow().split(","))
                .containsExactlyInAnyOrder("of-the-client", "one", "two", "fast-mode-2026-02-01");
        assertThat(sent.json().toJson()).doesNotContain("betas").doesNotContain("stream");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "\u00e4", "a.b"})
    void create_withAnIdThatTheApiRefuses_sendsNothing(String id) {
        assertThatThrownBy(() -> claude.messages().batches().create(b -> b.addRequest(request(id))))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("requests[0].custom_id: expected 1 to 64 letters, digits, underscores and hyphens, found \""
                        + id + "\"");
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void create_withAnIdTwice_sendsNothing() {
        assertThatThrownBy(() -> claude.messages()
                        .batches()
                        .create(b -> b.addRequest(request("a"))
                                .addRequest(request("b"))
                                .addRequest(request("a"))))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("requests[2].custom_id: expected an id of its own, found \"a\" again");
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void create_withTooManyOrNoRequests_sendsNothing() {
        BatchRequest same = request("a");

        assertThatThrownBy(
                        () -> claude.messages().batches().create(b -> b.requests(Collections.nCopies(100_001, same))))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage(
                        "requests: expected 1 to 100000, found 100001; BatchSplitter makes several batches of them");
        assertThatThrownBy(() -> claude.messages().batches().create(b -> b.requests(List.of())))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("requests: expected 1 to 100000, found 0");
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void create_withMoreThan256Megabytes_sendsNothing() {
        // The same text many times over: only printing it makes it large.
        MessageCreateParams large = params("x".repeat(10_000_000)).build();

        assertThatThrownBy(() -> claude.messages().batches().create(b -> {
                    for (int i = 0; i < 27; i++) {
                        b.addRequest("id-" + i, large);
                    }
                }))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageStartingWith("requests: expected 256 MB at most, found 2700");
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void answers_findTheirRequests() {
        List<BatchRequest> requests = List.of(request("a"), request("b"), request("c"));
        MessageBatch batch = claude.messages().batches().create(b -> b.requests(requests));
        claude.messages().batches().awaitEnd(batch.id());
        List<BatchRequest> otherOrder = List.of(request("c"), request("a"), request("b"));

        List<String> seen = new ArrayList<>();
        try (BatchAnswers answers = claude.messages().batches().answers(batch.id(), otherOrder)) {
            for (BatchAnswer answer : answers) {
                assertThat(answer.request()).contains(request(answer.customId()));
                assertThat(answer.message().orElseThrow().text()).isNotEmpty();
                seen.add(answer.customId());
            }
        }
        assertThat(seen).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(fake.openConnections()).isLessThanOrEqualTo(1);
    }

    @Test
    void answers_readNoMoreRequestsThanTheyNeed() {
        List<BatchRequest> requests =
                IntStream.range(0, 50).mapToObj(i -> request("id-" + i)).toList();
        MessageBatch batch = claude.messages().batches().create(b -> b.requests(requests));
        claude.messages().batches().awaitEnd(batch.id());
        int[] read = {0};
        Iterable<BatchRequest> counted = () -> {
            Iterator<BatchRequest> all = requests.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return all.hasNext();
                }

                @Override
                public BatchRequest next() {
                    read[0]++;
                    return all.next();
                }
            };
        };

        try (BatchAnswers answers = claude.messages().batches().answers(batch.id(), counted)) {
            answers.iterator().next();
        }
        assertThat(read[0]).isOne();
    }

    @Test
    void answers_ofOtherRequests_haveNone() {
        MessageBatch batch = claude.messages().batches().create(b -> b.addRequest(request("a")));
        claude.messages().batches().awaitEnd(batch.id());

        try (BatchAnswers answers = claude.messages().batches().answers(batch.id(), List.of(request("z")))) {
            assertThat(answers.stream()).singleElement().satisfies(answer -> {
                assertThat(answer.request()).isEmpty();
                assertThat(answer.message()).isPresent();
            });
        }
    }

    @Test
    void message_ofARequestThatWasStopped_isEmpty() {
        MessageBatch batch = claude.messages().batches().create(b -> b.addRequest(request("a")));
        claude.messages().batches().cancel(batch.id());
        claude.messages().batches().awaitEnd(batch.id());

        try (var results = claude.messages().batches().results(batch.id())) {
            assertThat(results.stream()).singleElement().satisfies(line -> {
                assertThat(line.message()).isEmpty();
                assertThat(line.result().json()).isEqualTo(JsonObject.of("type", "canceled"));
            });
        }
    }
}
