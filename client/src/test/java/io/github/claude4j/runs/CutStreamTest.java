package io.github.claude4j.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams of a run that are cut in the middle of an answer. */
class CutStreamTest {
    private static final String CUT =
            ScriptedServer.MESSAGE_START + ScriptedServer.BLOCK_START + ScriptedServer.text("Hel ");

    private static List<String> events(RunStream stream) {
        List<String> types = new ArrayList<>();
        stream.forEach(event -> types.add(event.type()));
        return types;
    }

    /** Opus 4.1 goes on with what it began, Opus 5.5 does not. */
    @ParameterizedTest
    @CsvSource({"claude-opus-4-1,true", "claude-opus-5-5,false"})
    void answer_goesOnWhereTheModelTakesItsBeginning_elseItBeginsOnceMore(String model, boolean goesOn) {
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            server.then(c -> c.head(200, "content-length: 5000", "content-type: text/event-stream")
                            .write(CUT)
                            .close())
                    .thenEvents(ScriptedServer.STREAM);

            try (RunStream stream = claude.runner(r -> {}).stream(
                    m -> m.model(model).maxTokens(100).addUserMessage("Hi"))) {
                List<String> events = events(stream);

                assertThat(events).contains(goesOn ? "warned" : "restarted");
                assertThat(events).doesNotContain(goesOn ? "restarted" : "warned");
                assertThat(stream.end().text()).isEqualTo(goesOn ? "HelHello" : "Hello");
            }
            JsonArray messages = server.requests().get(1).json().array("messages");
            assertThat(messages.size()).isEqualTo(goesOn ? 2 : 1);
            if (goesOn) {
                assertThat(messages.object(1).array("content").object(0).get("text"))
                        .isEqualTo("Hel");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"claude-some-model"})
    void modelThatIsNotKnown_thatRefusesItsBeginning_beginsOnceMore(String model) {
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            server.then(c -> c.head(200, "content-length: 5000", "content-type: text/event-stream")
                            .write(CUT)
                            .close())
                    .thenJson(400, ScriptedServer.error("invalid_request_error"))
                    .thenEvents(ScriptedServer.STREAM);

            try (RunStream stream = claude.runner(r -> {}).stream(
                    m -> m.model(model).maxTokens(100).addUserMessage("Hi"))) {
                assertThat(events(stream)).containsSubsequence("warned", "restarted");
                assertThat(stream.end().text()).isEqualTo("Hello");
                assertThat(stream.end().json().array("messages").object(1))
                        .isEqualTo(JsonObject.of(
                                "role",
                                "assistant",
                                "content",
                                JsonArray.of(JsonObject.of("type", "text", "text", "Hello"))));
            }
        }
    }

    @Test
    void character_thatComesInTwoPieces_isToldAsOne() {
        try (ScriptedServer server = new ScriptedServer();
                Claude claude = server.client()) {
            server.thenEvents(ScriptedServer.MESSAGE_START
                    + ScriptedServer.BLOCK_START
                    + ScriptedServer.text("Hi \\uD83D")
                    + ScriptedServer.text("\\uDE00!")
                    + ScriptedServer.STREAM_END);

            try (RunStream stream = claude.runner(r -> {}).stream(
                    m -> m.model("claude-opus-5-5").maxTokens(100).addUserMessage("Hi"))) {
                List<String> texts = new ArrayList<>();
                stream.forEach(event -> {
                    if (event instanceof RunEvent.Text text) {
                        texts.add(text.text());
                    }
                });

                assertThat(texts).containsExactly("Hi ", "\uD83D\uDE00!");
            }
        }
    }
}
