package io.github.claude4j.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.NoValueException;
import io.github.claude4j.messages.Parsed;
import io.github.claude4j.types.JsonType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchAnswerTest {
    record City(String name) {}

    private static BatchAnswer answer(String result) {
        JsonObject response = JsonObject.of("custom_id", "7", "result", JsonObject.parse(result));
        return new BatchAnswer(MessageBatchIndividualResponse.of(response), Optional.empty());
    }

    private static BatchAnswer succeeded(String stopReason, String text) {
        JsonObject message = JsonObject.builder()
                .put("content", List.of(JsonObject.of("type", "text", "text", text)))
                .put("stop_reason", stopReason)
                .put("usage", JsonObject.of("input_tokens", 1, "output_tokens", 2))
                .build();
        return answer(JsonObject.of("type", "succeeded", "message", message).toJson());
    }

    @Test
    void value_message_isReadAsTheType() {
        assertThat(succeeded("end_turn", "{\"name\":\"Paris\"}").value(City.class))
                .isEqualTo(new City("Paris"));
        assertThat(succeeded("end_turn", "{\"value\":[\"Paris\"]}").value(JsonType.listOf(String.class)))
                .containsExactly("Paris");
    }

    @Test
    void value_messageThatIsNone_saysWhy() {
        assertThatExceptionOfType(NoValueException.class)
                .isThrownBy(() -> succeeded("max_tokens", "{").value(City.class))
                .satisfies(e -> assertThat(e.outcome()).isEqualTo(Parsed.Outcome.CUT));
    }

    @Test
    void value_noMessage_saysWhatTheResultIs() {
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> answer("{\"type\":\"expired\"}").value(City.class))
                .withMessage("7: expected a message, found a result that is expired");
    }
}
