package io.github.claude4j.runs;

import static io.github.claude4j.fixtures.FakeModel.ask;
import static io.github.claude4j.fixtures.FakeModel.message;
import static io.github.claude4j.fixtures.FakeModel.text;
import static io.github.claude4j.fixtures.FakeModel.use;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.fixtures.FakeModel;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that ends before or behind each write there is, and another that goes on: as {@code kill -9}, but at every place. */
class CrashPointsTest {
    private static final JsonObject OPEN = JsonObject.of("type", "object");
    private static final int TURNS = 4;

    private final List<String> effects = Collections.synchronizedList(new ArrayList<>());

    /** A journal whose process is gone from one write on, before or behind that. */
    private static final class Mortal implements Journal {
        private final ListJournal disk;
        private final int last;
        private final boolean written;
        private int appends;

        Mortal(ListJournal disk, int last, boolean written) {
            this.disk = disk;
            this.last = last;
            this.written = written;
        }

        @Override
        public List<JsonObject> events() {
            return disk.events();
        }

        @Override
        public synchronized void append(long after, List<JsonObject> events) {
            int number = appends++;
            if (number < last || (number == last && written)) {
                disk.append(after, events);
            }
            if (number >= last) {
                throw new IllegalStateException("killed");
            }
        }

        @Override
        public void close() {}
    }

    private ToolFunction tool(String name) {
        return Tools.function(name, "Does.", OPEN, (in, call) -> {
            effects.add(call.id());
            return "did " + call.id();
        });
    }

    private static JsonObject answer(JsonObject request) {
        int turn = request.array("messages").size() / 2;
        return turn == TURNS
                ? message("end_turn", text("Done."))
                : message("tool_use", use(turn + "a", "act"), use(turn + "b", "again"), use(turn + "c", "look"));
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 1", "false, 8", "true, 8"})
    void everyCrash_isGoneOnFrom(boolean streamed, int parallel) {
        int told = 0;
        try (FakeModel model = new FakeModel()) {
            model.otherwise(CrashPointsTest::answer);
            Runner runner = model.claude.runner(r -> r.parallel(parallel)
                    .tools(tool("act"), tool("again").repeatable(), tool("look").readOnly()));
            for (int every = 0; every < 5; every++) {
                for (boolean written : new boolean[] {false, true}) {
                    effects.clear();
                    told += check(crashing(runner, every, written, streamed));
                }
            }
        }
        assertThat(told).isPositive();
    }

    /** Dies at that write of each process; now and then a write later, for what may run again would do so for ever. */
    private ListJournal crashing(Runner runner, int last, boolean written, boolean streamed) {
        ListJournal disk = new ListJournal();
        for (int process = 0; process < 200; process++) {
            try {
                Journal journal = new Mortal(disk, last + process / 8, written);
                MessageCreateParams.Builder params = MessageCreateParams.builder();
                ask("Go.").accept(params);
                Conversation end;
                if (streamed) {
                    try (RunStream stream = runner.stream(params.build(), journal)) {
                        end = stream.end();
                    }
                } else {
                    end = runner.run(params.build(), journal);
                }
                assertThat(end.text()).isEqualTo("Done.");
                return disk;
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("killed");
                assertThat(Conversation.of(e)).isPresent();
            }
        }
        throw new AssertionError("it never came to an end");
    }

    private int check(ListJournal disk) {
        int told = 0;
        Conversation end = disk.conversation();
        assertThat(end.messages()).hasSize(2 * TURNS + 2);
        for (int turn = 0; turn < TURNS; turn++) {
            for (JsonObject result :
                    end.messages().get(2 * turn + 2).json().array("content").objects()) {
                String id = result.string("tool_use_id");
                long times = effects.stream().filter(id::equals).count();
                if (result.string("content").contains("interrupted")) {
                    assertThat(id).endsWith("a");
                    assertThat(times).isLessThanOrEqualTo(1);
                    told++;
                } else {
                    assertThat(result.string("content")).isEqualTo("did " + id);
                    assertThat(times).isPositive();
                    assertThat(id.endsWith("a") ? times : 1).isEqualTo(1);
                }
            }
        }
        return told;
    }
}
