package io.github.claude4j.internal.failover;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonObject;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"file_id\"}]} | ''",
                "{\"container\":\"c1\"} | c1",
                "{\"container\":{\"id\":\"c1\",\"skills\":[]}} | c1",
                "{\"container\":{\"skills\":[{\"type\":\"anthropic\",\"skill_id\":\"pptx\"}]}} | ''",
                "{\"container\":{\"skills\":[{\"type\":\"custom\",\"skill_id\":\"s1\"}]}} | s1",
                "{\"messages\":[{\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"file\",\"file_id\":\"f1\"}}]}]} | f1",
                "{\"thread\":{\"type\":\"create\"}} | ''",
                "{\"thread\":{\"type\":\"continue\",\"previous_message_id\":\"msg_1\"}} | msg_1",
                "{\"diagnostics\":{\"previous_message_id\":\"msg_1\"}} | ''"
            })
    void ids_areThoseOfWhatIsKept(String params, String id) {
        assertThat(Kept.ids(JsonObject.parse(params))).isEqualTo(id.isEmpty() ? Set.of() : Set.of(id));
    }

    @Test
    void answersAndEvents_sayWhereThingsAre() {
        Kept kept = new Kept();
        JsonObject asked = JsonObject.of("model", "m");
        kept.note(asked, JsonObject.parse("{\"id\":\"msg_1\",\"container\":{\"id\":\"c1\"}}"), "a");
        kept.note(asked, JsonObject.parse("{\"type\":\"message_start\",\"message\":{\"id\":\"msg_2\"}}"), "b");
        kept.note(
                asked, JsonObject.parse("{\"type\":\"message_delta\",\"delta\":{\"container\":{\"id\":\"c2\"}}}"), "b");
        JsonObject withThread = JsonObject.parse("{\"thread\":{\"type\":\"create\"}}");
        kept.note(withThread, JsonObject.parse("{\"type\":\"message_start\",\"message\":{\"id\":\"msg_3\"}}"), "b");

        assertThat(kept.place(Set.of("c1"))).isEqualTo("a");
        assertThat(kept.place(Set.of("c2"))).isEqualTo("b");
        assertThat(kept.place(Set.of("msg_3"))).isEqualTo("b");
        assertThat(kept.place(Set.of("msg_1"))).isNull();
        assertThat(kept.place(Set.of("unknown"))).isNull();
    }

    @Test
    void placesAreForgotten_whenTheyAreTooMany() {
        Kept kept = new Kept();
        for (int i = 0; i <= 10_000; i++) {
            kept.note(JsonObject.of(), JsonObject.of("container", JsonObject.of("id", "c" + i)), "a");
        }
        assertThat(kept.place(Set.of("c0"))).isNull();
        assertThat(kept.place(Set.of("c1"))).isEqualTo("a");
    }
}
