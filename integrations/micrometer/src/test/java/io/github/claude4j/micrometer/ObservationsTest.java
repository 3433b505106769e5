package io.github.claude4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageAccumulator;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.Model;
import io.github.claude4j.testkit.FakeClaude;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class ObservationsTest {
    private static final MessageCreateParams PARAMS = MessageCreateParams.builder()
            .model(Model.CLAUDE_OPUS_5_5)
            .maxTokens(64)
            .addUserMessage("a secret question")
            .build();

    private static final JsonObject ANSWER = JsonObject.of(
            "id",
            "msg_observed",
            "content",
            JsonArray.of(JsonObject.of("type", "text", "text", "a secret answer")),
            "usage",
            JsonObject.of(
                    "input_tokens",
                    3,
                    "cache_read_input_tokens",
                    20,
                    "cache_creation_input_tokens",
                    100,
                    "output_tokens",
                    2));

    private final FakeClaude fake = FakeClaude.start();
    private final Observed observed = new Observed();
    private final ObservationRegistry registry = observed.registry;
    private final SimpleMeterRegistry meters = observed.meters;

    @AfterEach
    void close() {
        fake.close();
    }

    private Claude client() {
        return fake.client().with(o -> o.listener(observed.observations.calls()).maxRetries(1));
    }

    enum Way {
        CREATE {
            @Override
            void ask(Claude claude) {
                claude.messages().create(PARAMS);
            }
        },
        STREAM {
            @Override
            void ask(Claude claude) {
                try (MessageStream stream = claude.messages().stream(PARAMS)) {
                    stream.message();
                }
            }
        },
        ASYNC {
            @Override
            void ask(Claude claude) {
                claude.async(c -> c.messages().create(PARAMS)).join();
            }
        },
        PUBLISHER {
            @Override
            void ask(Claude claude) {
                MessageAccumulator.collect(claude.publisher(c -> c.messages().stream(PARAMS)))
                        .join();
            }
        };

        abstract void ask(Claude claude);
    }

    @ParameterizedTest
    @EnumSource
    void calls_areObservedAsSpringAiDoes_underWhatTheCallerObserves(Way way) {
        fake.fail(529).reply(ANSWER);
        Observation caller = Observation.start("caller", registry);
        try (Claude claude = client()) {
            Inside.get(caller, () -> {
                way.ask(claude);
                return "";
            });
        }
        caller.stop();

        Observation.Context context = observed.stopped("gen_ai.client.operation");
        assertThat(context.getParentObservation()).isSameAs(caller);
        assertThat(context.getContextualName()).isEqualTo("chat claude-opus-5-5");
        assertThat(context.getLowCardinalityKeyValues())
                .isEqualTo(KeyValues.of(
                        "gen_ai.operation.name",
                        "chat",
                        "gen_ai.system",
                        "anthropic",
                        "gen_ai.request.model",
                        "claude-opus-5-5",
                        "gen_ai.response.model",
                        "claude-opus-5-5"));
        assertThat(context.getHighCardinalityKeyValue("gen_ai.usage.total_tokens")
                        .getValue())
                .isEqualTo("125");
        assertThat(context.getHighCardinalityKeyValue("gen_ai.response.finish_reasons")
                        .getValue())
                .isEqualTo("[\"end_turn\"]");
        assertThat(context.getHighCardinalityKeyValue("gen_ai.response.id").getValue())
                .isEqualTo("msg_observed");
        assertThat(context.getHighCardinalityKeyValue("http.request.resend_count")
                        .getValue())
                .isEqualTo("1");
        assertThat(context.getAllKeyValues().toString()).doesNotContain("secret");
        assertThat(fake.requests()).allSatisfy(request -> {
            assertThat(request.header("traceparent")).hasValue("00-1-2-01");
            assertThat(request.header("baggage")).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void calls_areTimed_andTheirTokensCounted(Way way) {
        fake.reply(ANSWER);
        try (Claude claude = client()) {
            way.ask(claude);
        }
        observed.stopped("gen_ai.client.operation");

        assertThat(meters.get("gen_ai.client.operation")
                        .tag("error", "none")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(tokens("input")).isEqualTo(123);
        assertThat(tokens("output")).isEqualTo(2);
        assertThat(tokens("total")).isEqualTo(125);
        Meter counter = meters.get("gen_ai.client.token.usage")
                .tag("gen_ai.token.type", "input")
                .meter();
        assertThat(counter.getId().getTags())
                .extracting(Tag::getKey)
                .containsExactly(
                        "gen_ai.operation.name",
                        "gen_ai.request.model",
                        "gen_ai.response.model",
                        "gen_ai.system",
                        "gen_ai.token.type");
        boolean streams = way == Way.STREAM || way == Way.PUBLISHER;
        assertThat(meters.find("gen_ai.client.operation.time_to_first_chunk").timers())
                .hasSize(streams ? 1 : 0);
    }

    private double tokens(String type) {
        return meters.get("gen_ai.client.token.usage")
                .tag("gen_ai.token.type", type)
                .counter()
                .count();
    }

    @Test
    void failure_isTheErrorOfTheTimer() {
        fake.fail(529).fail(529);
        try (Claude claude = client()) {
            assertThat(catchThrowable(() -> claude.messages().create(PARAMS))).isInstanceOf(OverloadedException.class);
        }

        assertThat(meters.get("gen_ai.client.operation")
                        .tag("error", "OverloadedException")
                        .tag("gen_ai.response.model", "none")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(meters.find("gen_ai.client.token.usage").counters()).isEmpty();
    }

    @Test
    void otherCalls_areObservedByTheirOperation() {
        try (Claude claude = client()) {
            claude.models().list();
        }

        assertThat(observed.stopped("claude4j.call").getLowCardinalityKeyValues())
                .isEqualTo(KeyValues.of("operation", "models.list", "status", "200"));
    }

    @Test
    void aConventionOfTheRegistry_changesNamesAndKeys() {
        registry.observationConfig().observationConvention(new GlobalObservationConvention<CallContext>() {
            @Override
            public boolean supportsContext(Observation.Context context) {
                return context instanceof CallContext;
            }

            @Override
            public String getName() {
                return "our.model.calls";
            }

            @Override
            public KeyValues getLowCardinalityKeyValues(CallContext context) {
                return KeyValues.of("cached", String.valueOf(context.cacheReadTokens() > 0));
            }
        });
        fake.reply(ANSWER);
        try (Claude claude = client()) {
            claude.messages().create(PARAMS);
        }

        assertThat(observed.stopped("our.model.calls").getLowCardinalityKeyValues())
                .isEqualTo(KeyValues.of("cached", "true"));
    }

    @Test
    void withoutARegistry_nothingIsDone() {
        ClaudeObservations none = ClaudeObservations.of(ObservationRegistry.NOOP);
        fake.reply("Sunny");
        try (Claude claude = fake.client().with(o -> o.listener(none.calls()))) {
            assertThat(claude.runner(none.runs()).run(PARAMS).text()).isEqualTo("Sunny");
        }

        assertThat(fake.requests().get(0).header("traceparent")).isEmpty();
    }
}
