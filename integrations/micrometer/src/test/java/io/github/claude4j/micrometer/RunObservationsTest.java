package io.github.claude4j.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.Model;
import io.github.claude4j.runs.RunStream;
import io.github.claude4j.runs.Runner;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.tools.ToolException;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class RunObservationsTest {
    record Place(String city) {}

    private final FakeClaude fake = FakeClaude.start();
    private final Observed observed = new Observed();
    private final SimpleMeterRegistry meters = observed.meters;

    @AfterEach
    void close() {
        fake.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runsAndTools_areObserved_eachUnderWhatItBelongsTo(boolean streamed) {
        fake.replyToolUse("weather", JsonObject.of("city", "Rome"));
        fake.replyToolUse("weather", JsonObject.of("city", "Bonn"));
        fake.reply("Sunny");
        ToolFunction weather = Tools.function("weather", "The weather.", Place.class, in -> {
            if (in.city().equals("Bonn")) {
                throw new ToolException("no satellite");
            }
            return "sun";
        });
        Consumer<MessageCreateParams.Builder> question =
                m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(64).addUserMessage("Weather?");
        try (Claude claude = fake.client().with(o -> o.listener(observed.observations.calls()))) {
            Runner runner = claude.runner(r -> r.tools(weather)).with(observed.observations.runs("weather"));
            if (!streamed) {
                runner.run(question);
            } else {
                try (RunStream events = runner.stream(question)) {
                    events.end();
                }
            }
        }

        List<Observation.Context> all = observed.all();
        Observation.Context run = all.get(all.size() - 1);
        assertThat(run.getName()).isEqualTo("gen_ai.invoke_agent");
        assertThat(run.getHighCardinalityKeyValue("claude4j.run.outcome").getValue())
                .isEqualTo("done");
        assertThat(all.subList(0, all.size() - 1))
                .hasSize(5)
                .allSatisfy(context -> assertThat(context.getParentObservation().getContextView())
                        .isSameAs(run));
        assertThat(meters.get("spring.ai.tool")
                        .tag("spring.ai.tool.definition.name", "weather")
                        .tag("error", "ToolException")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("spring.ai.tool").tag("error", "none").timer().count())
                .isEqualTo(1);
        assertThat(meters.get("gen_ai.invoke_agent")
                        .tag("gen_ai.agent.name", "weather")
                        .timer()
                        .count())
                .isEqualTo(1);
    }
}
