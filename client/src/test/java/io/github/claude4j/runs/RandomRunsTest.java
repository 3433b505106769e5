package io.github.claude4j.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.fixtures.FakeModel;
import io.github.claude4j.internal.run.History;
import io.github.claude4j.internal.run.RunEvents;
import io.github.claude4j.internal.run.RunFold;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Content;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.tools.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens in whatever order: what it makes is the same in memory, through a journal and through JSON. */
class RandomRunsTest {
    private static final List<String> STOPS = List.of(
            "tool_use", "tool_use", "tool_use", "end_turn", "pause_turn", "max_tokens", "refusal", "compaction", "new");

    static List<Long> seeds() {
        List<Long> seeds = new ArrayList<>();
        for (long seed = 0; seed < 40; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    private static JsonObject block(Random random, int id) {
        return switch (random.nextInt(6)) {
            case 0 -> FakeModel.text(random.nextBoolean() ? "text" : " ");
            case 1 -> JsonObject.of("type", "fallback");
            case 2 -> JsonObject.of("type", "block_of_tomorrow", "x", 0.1);
            case 3 -> FakeModel.use("same", "a").with("input", "{\"cut");
            case 4 -> FakeModel.use("same", "click").with("toolset_name", "computer");
            default -> FakeModel.use("t" + id, random.nextInt(4) == 0 ? "gone" : "a", "x", random.nextInt(9));
        };
    }

    private static JsonObject event(Random random, int number) {
        int call = random.nextInt(4);
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> {
                JsonObject[] blocks = new JsonObject[random.nextInt(5)];
                for (int i = 0; i < blocks.length; i++) {
                    blocks[i] = block(random, number * 10 + i);
                }
                yield RunEvents.reply(FakeModel.message(STOPS.get(random.nextInt(STOPS.size())), blocks));
            }
            case 3 -> RunEvents.allow(call, random.nextBoolean() ? null : JsonObject.of("y", 1));
            case 4 -> RunEvents.begin(call);
            case 5 -> RunEvents.await(call, random.nextBoolean() ? "Sure?" : null);
            case 6 ->
                RunEvents.took(
                        RunEvents.result(
                                call,
                                random.nextBoolean() ? "result" : JsonArray.of(FakeModel.text("block")),
                                random.nextBoolean()),
                        random.nextInt(3));
            case 7 -> RunEvents.say(random.nextBoolean() ? "And?" : JsonArray.of(Content.image(FakeModel.png(number))));
            default -> JsonObject.of("type", "event_of_tomorrow", "id", "e" + number, "call", call, "big", 1e300);
        };
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyEvents_makeTheSameEverywhere(long seed, @TempDir Path folder) {
        Random random = new Random(seed);
        MessageCreateParams params = MessageCreateParams.builder()
                .model("m")
                .maxTokens(1)
                .addTool(Tools.custom("a", "A", "{\"type\":\"object\"}"))
                .addTool(Tools.computer())
                .addUserMessage(Content.image(FakeModel.png(9)))
                .build();
        Conversation memory = Conversation.of(params);
        Conversation trip = memory;
        List<JsonObject> events = new ArrayList<>(memory.history().after(0, ""));
        try (Journal journal = Journal.file(folder.resolve("j"))) {
            journal.append(0, events);
            int saved = 1;
            for (int i = 0; i < 40; i++) {
                JsonObject next = random.nextInt(15) == 0 ? undo(memory) : event(random, i);
                events.add(next);
                memory = memory.plus(next);
                trip = Conversation.of(trip.plus(next).json().toJson());
                if (random.nextInt(12) == 0 || i == 39) {
                    journal.append(saved, events.subList(saved, events.size()));
                    saved = events.size();
                }
                assertThat(trip.json().toJson()).isEqualTo(memory.json().toJson());
                assertThat(memory.next().getClass()).isEqualTo(trip.next().getClass());
                assertThat(memory.outcome()).isEqualTo(trip.outcome());
                memory = memory.next() instanceof Step.Ask && random.nextBoolean() ? memory.settled() : memory;
            }
        }
        try (Journal journal = Journal.file(folder.resolve("j"))) {
            Conversation back = journal.conversation();
            assertThat(back.json().toJson()).isEqualTo(memory.json().toJson());
            assertThat(back.version()).isEqualTo(events.size());
            assertThat(journal.events()).hasSameSizeAs(events);
            assertThat(JsonArray.of(journal.events()).toJson())
                    .isEqualTo(JsonArray.of(events).toJson());
        }
        Conversation folded = new Conversation(History.of(RunFold.begin(events.get(0))), null);
        for (JsonObject event : events.subList(1, events.size())) {
            folded = folded.plus(event);
        }
        assertThat(folded).isEqualTo(memory);
    }

    private static JsonObject undo(Conversation now) {
        Conversation undone = now.undo();
        return undone == now
                ? RunEvents.say("Again?")
                : undone.history().after(now.version(), now.state().head()).get(0);
    }
}
