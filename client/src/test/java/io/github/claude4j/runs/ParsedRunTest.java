package io.github.claude4j.runs;

import static io.github.claude4j.fixtures.FakeModel.ask;
import static io.github.claude4j.fixtures.FakeModel.message;
import static io.github.claude4j.fixtures.FakeModel.text;
import static io.github.claude4j.fixtures.FakeModel.use;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.fixtures.FakeModel;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.NoValueException;
import io.github.claude4j.messages.Parsed;
import io.github.claude4j.tools.Decision;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import io.github.claude4j.types.JsonType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs whose answer is a value: with a journal, as a stream, and where there is none. */
class ParsedRunTest {
    record Report(int degrees) {}

    private static final JsonObject ANSWER = message("end_turn", text("{\"degrees\":15}"));
    private static final JsonType<Report> TYPE = JsonType.of(Report.class);

    private final FakeModel model = new FakeModel();
    private final ToolFunction look = Tools.function("look", "Looks.", JsonObject.of("type", "object"), in -> "15");
    private final Runner runner = model.claude.runner(r -> r.tools(look));

    @AfterEach
    void close() {
        model.close();
    }

    private void checkSchema() {
        assertThat(model.requests())
                .allMatch(request -> request.object("output_config").get("format") != null);
    }

    @Test
    void everyWay_givesTheValue() {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(FakeModel.MODEL)
                .maxTokens(9)
                .addUserMessage("How is it?")
                .build();
        Conversation begun = Conversation.of(params);
        List<Supplier<Report>> ways = new ArrayList<>();
        ways.add(() -> runner.run(params, Report.class).value());
        ways.add(() -> runner.run(ask("?"), TYPE).value());
        ways.add(() -> runner.run(begun, TYPE).value());
        ways.add(() -> runner.run(params, Report.class, new ListJournal()).value());
        ways.add(() -> runner.run(ask("?"), Report.class, new ListJournal()).value());
        ways.add(() -> runner.run(begun, Report.class, new ListJournal()).value());
        ways.add(() -> runner.run(params, TYPE, new ListJournal()).value());
        ways.add(() -> runner.run(ask("?"), TYPE, new ListJournal()).value());
        ways.add(() -> runner.run(begun, TYPE, new ListJournal()).value());
        ways.add(() -> runner.stream(params, Report.class).value());
        ways.add(() -> runner.stream(ask("?"), TYPE).value());
        ways.add(() -> runner.stream(begun, Report.class).value());
        ways.add(() -> runner.stream(params, TYPE, new ListJournal()).value());
        ways.add(() -> runner.stream(ask("?"), Report.class, new ListJournal()).value());
        ways.add(() -> runner.stream(begun, TYPE, new ListJournal()).value());
        for (Supplier<Report> way : ways) {
            model.calls(use("1", "look")).reply(ANSWER);
            assertThat(way.get()).isEqualTo(new Report(15));
        }
        checkSchema();
        assertThat(model.requests()).hasSize(2 * ways.size());
    }

    @Test
    void stream_tellsEventsAndThenTheValue_asOftenAsItIsAsked() {
        model.calls(use("1", "look")).reply(ANSWER);
        try (ParsedRunStream<Report> stream = runner.stream(ask("?"), Report.class)) {
            assertThat(stream).hasAtLeastOneElementOfType(RunEvent.Called.class);
            assertThat(stream.value()).isEqualTo(stream.parsed().value());
            assertThat(stream.parsed().conversation().turns()).isEqualTo(2);
        }
    }

    @Test
    void journal_goesOnWithoutAnotherRequest_alsoOneThatBeganWithoutAType() {
        ListJournal journal = new ListJournal();
        model.calls(use("1", "look")).reply(ANSWER);
        runner.run(ask("?"), Report.class, journal);
        assertThat(runner.run(ask("?"), Report.class, journal).value()).isEqualTo(new Report(15));
        assertThat(model.requests()).hasSize(2);

        ListJournal untyped = new ListJournal();
        Runner waiting = runner.with(r -> r.approve(call -> Decision.later("Look?")));
        model.calls(use("1", "look")).reply(ANSWER);
        Conversation asked = waiting.run(ask("?"), untyped);
        waiting.run(asked.allow("1"), Report.class, untyped);
        checkSchemaOfTheLast();
    }

    @Test
    void journalOfARunWithoutAType_hasNoValueOfOne_andStaysAsItIs() {
        ListJournal untyped = new ListJournal();
        model.reply(message("end_turn", text("It rained.")));
        runner.run(ask("?"), untyped);
        int events = untyped.events().size();

        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> runner.run(ask("?"), Report.class, untyped))
                .withMessageStartingWith("journal: expected one of a run to a value of a type");
        try (ParsedRunStream<Report> stream = runner.stream(ask("?"), Report.class, untyped)) {
            assertThatExceptionOfType(InvalidParamsException.class).isThrownBy(stream::value);
        }
        assertThat(untyped.events()).hasSize(events);
        assertThat(model.requests()).hasSize(1);
    }

    private void checkSchemaOfTheLast() {
        assertThat(model.lastRequest().object("output_config").get("format")).isNotNull();
    }

    @Test
    void waitingOrLimited_saysWhatToDoInARun() {
        model.calls(use("1", "look"));
        ParsedRun<Report> waiting =
                runner.with(r -> r.approve(call -> Decision.later("Look?"))).run(ask("?"), Report.class);
        assertThat(waiting.outcome()).isEqualTo(Parsed.Outcome.OPEN);
        assertThatExceptionOfType(NoValueException.class)
                .isThrownBy(waiting::value)
                .withMessageContaining("the run waits for look 1")
                .withMessageContaining("run conversation() again");

        model.calls(use("1", "look"));
        assertThatExceptionOfType(NoValueException.class)
                .isThrownBy(() -> runner.with(r -> r.maxTurns(1))
                        .run(ask("?"), Report.class)
                        .value())
                .withMessageContaining("its limit of turns");
        model.reply(ANSWER);
        assertThat(runner.run(waiting.conversation().allow("1"), Report.class).value())
                .isEqualTo(new Report(15));
    }

    @Test
    void messageThatIsThereAlready_isReadAsAClass() {
        assertThat(Parsed.of(Message.of(ANSWER), Report.class).value()).isEqualTo(new Report(15));
    }
}
