package io.github.claude4j.testkit.internal.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaFillerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{`const`:7} | 7",
                "{`default`:[1]} | [1]",
                "{`enum`:[`red`,`dark_blue`]} | `dark_blue`",
                "{`type`:[`null`,`string`]} | null",
                "{`type`:`integer`,`maximum`:3} | 3",
                "{`type`:`integer`,`minimum`:50} | 50",
                "{`type`:`number`} | 42.5",
                "{`anyOf`:[{`type`:`boolean`},{`type`:`string`}]} | true",
                "{`allOf`:[{`type`:`string`},{`format`:`date`}]} | `2026-01-01`",
                "{`type`:`array`,`minItems`:2,`items`:{`type`:`boolean`}} | [true,true]",
                "{`type`:`string`,`minLength`:7,`maxLength`:7} | `Lisbonx`",
                "{`properties`:{`city`:{`type`:`string`}}} | {`city`:`Lisbon`}"
            })
    void value_fitsTheSchema(String schema, String expected) {
        Object filled =
                SchemaFiller.whole(JsonObject.parse(schema.replace('`', '"')), "Paint 42.5 m of Lisbon in dark blue");
        assertThat(Json.write(filled)).isEqualTo(expected.replace('`', '"'));
    }

    @Test
    void arguments_areWhatIsRequired() {
        JsonObject schema = JsonObject.parse("""
                {"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}},"required":["b"]}""");
        assertThat(SchemaFiller.arguments(schema, "use \"this\"").toJson()).isEqualTo("{\"b\":\"this\"}");
        assertThat(SchemaFiller.arguments(schema.without("required"), "use \"this\"")
                        .names())
                .containsExactly("a", "b");
    }

    @Test
    void schemaThatNeedsItself_comesToAnEnd() {
        JsonObject schema = JsonObject.parse("""
                {"type":"object","properties":{"next":{"$ref":"#"}},"required":["next"]}""");
        assertThat(SchemaFiller.whole(schema, "")).isNotNull();
        assertThat(SchemaFiller.whole(JsonObject.parse("{\"$ref\":\"#\"}"), "")).isNotNull();
    }
}
