package io.github.claude4j.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.fixtures.RandomJson;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON whose end has not come yet. */
class PartialJsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | {}",
                "` ` | {}",
                "{\" | {}",
                "{\"a | {}",
                "{\"a\" | {}",
                "{\"a\": | {}",
                "{\"a\":\" | {\"a\":\"\"}",
                "{\"a\":\"x | {\"a\":\"x\"}",
                "{\"a\":\"x\" | {\"a\":\"x\"}",
                "{\"a\":\"x\", | {\"a\":\"x\"}",
                "{\"a\":\"x\",\"b | {\"a\":\"x\"}",
                "{\"a\":\"x\",\"b\":\"y | {\"a\":\"x\",\"b\":\"y\"}",
                "{\"a\":1 | {}",
                "{\"a\":1, | {\"a\":1}",
                "{\"a\":1} | {\"a\":1}",
                "{\"a\":1.5 | {}",
                "`{\"a\":-1.5e3 ` | {\"a\":-1.5e3}",
                "{\"a\":- | {}",
                "{\"a\":tru | {}",
                "{\"a\":true | {}",
                "{\"a\":true} | {\"a\":true}",
                "{\"a\":null,\"b\":f | {\"a\":null}",
                "{\"a\":[ | {\"a\":[]}",
                "{\"a\":[1 | {\"a\":[]}",
                "{\"a\":[1, | {\"a\":[1]}",
                "{\"a\":[1,[2,\"x | {\"a\":[1,[2,\"x\"]]}",
                "{\"a\":[{},{\"b\":{\"c | {\"a\":[{},{\"b\":{}}]}",
                "{\"a\":{\"b\":[true,{\"c\":\"]} | {\"a\":{\"b\":[true,{\"c\":\"]}\"}]}}",
                "{\"a\":{\"b\":1},\"c | {\"a\":{\"b\":1}}",
                "{\"a\":\"\\ | {\"a\":\"\"}",
                "{\"a\":\"x\\\" | {\"a\":\"x\\\"\"}",
                "{\"a\":\"x\\\\ | {\"a\":\"x\\\\\"}",
                "{\"a\":\"x\\n\\ | {\"a\":\"x\\n\"}",
                "{\"a\":\"\\u | {\"a\":\"\"}",
                "{\"a\":\"\\u00e | {\"a\":\"\"}",
                "{\"a\":\"\\u00e9 | {\"a\":\"é\"}",
                "{\"a\":\"x\\ud83d | {\"a\":\"x\"}",
                "{\"a\":\"x\\ud83d\\ | {\"a\":\"x\"}",
                "{\"a\":\"x\\ud83d\\ude0 | {\"a\":\"x\"}",
                "{\"a\":\"x\\ud83d\\ude00 | {\"a\":\"x😀\"}",
                "{\"a\\\"b\":\"c | {\"a\\\"b\":\"c\"}",
            })
    void object_beginning_isWhatIsCertain(String text, String expected) {
        assertThat(PartialJson.object(text).toJson()).isEqualTo(expected);
    }

    @Test
    void object_pairCutInTwo_dropsItsFirstHalf() {
        assertThat(PartialJson.object("{\"a\":\"x\ud83d")).isEqualTo(JsonObject.of("a", "x"));
        assertThat(PartialJson.object("{\"a\":\"x\ud83d\ude00")).isEqualTo(JsonObject.of("a", "x\ud83d\ude00"));
        assertThat(PartialJson.object("{\"a\":\"\\ud83dx")).isEqualTo(JsonObject.of("a", "\ud83dx"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"city\": \"Mün\\u00fcchen \\ud83d\\ude00 \\\"x\\\"\", \"days\": 10, \"exact\": [1.5e-3, -2, true, false, null]}",
                "{\"a\":{\"b\":{\"c\":[[],[{}],[\"\",\"]\",\"}\"]]}},\"d\":\"\\\\\",\"e\\n\":\"{\\\"f\\\":1}\"}",
                "  {\n  \"list\" : [\n    {\"n\" : 1 },\n    {\"n\" : 12 }\n  ],\n  \"end\" : true\n}\n",
                "{\"path\":\"C:\\\\temp\\\\\",\"content\":\"line 1\\nline 2\\n\\t\\u0041\\u00e9\",\"overwrite\":false}",
                "{}",
                "{\"\":\"\"}"
            })
    void object_everyBeginning_agreesWithTheWholeAndGrows(String text) {
        assertBeginningsAgree(text);
    }

    @Test
    void object_everyBeginningOfRandomObjects_agreesWithTheWhole() {
        int objects = 0;
        for (int seed = 0; objects < 60; seed++) {
            RandomJson random = new RandomJson(seed);
            if (random.value() instanceof Map
                    && !random.hasDuplicates()
                    && random.text().length() < 400) {
                objects++;
                assertBeginningsAgree(random.text());
            }
        }
    }

    private static void assertBeginningsAgree(String text) {
        JsonObject whole = JsonObject.parse(text);
        Object before = JsonObject.of();
        for (int i = 0; i <= text.length(); i++) {
            JsonObject part = PartialJson.object(text.substring(0, i));
            if (!begins(part, whole)) {
                fail("%s%nis %s, which is no beginning of the whole", text.substring(0, i), part);
            }
            if (!begins(before, part)) {
                fail("%s%nis %s, which lacks what was there before: %s", text.substring(0, i), part, before);
            }
            before = part;
        }
        assertThat(before).isEqualTo(whole);
    }

    /** Whether all that is in the part is in the whole too: text may go on there, and lists and objects. */
    private static boolean begins(Object part, Object whole) {
        if (part instanceof JsonObject members && whole instanceof JsonObject all) {
            for (int i = 0; i < members.size(); i++) {
                if (!all.name(i).equals(members.name(i)) || !begins(members.value(i), all.value(i))) {
                    return false;
                }
            }
            return true;
        }
        if (part instanceof JsonArray values && whole instanceof JsonArray all) {
            for (int i = 0; i < values.size(); i++) {
                if (i >= all.size() || !begins(values.get(i), all.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return part instanceof String text && whole instanceof String all
                ? all.startsWith(text)
                : part == null ? whole == null : part.equals(whole);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "hello world",
                "nul",
                "12",
                "\"text",
                "\"text\"",
                "[",
                "[1,2",
                "[1,2]",
                "<tool>",
                "{\"a\":1}}",
                "{\"a\":1} x",
                "{\"a\":1} {\"b\":2}",
                "{\"a\":[1}",
                "{\"a\":{]",
                "{\"a\":\"\\x\",",
                "{\"a\":hello}",
                "{\"a\":\"x\"\"y",
                "{a:1}",
                "}",
                "]"
            })
    void object_noBeginningOfAnObject_isRefused(String text) {
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> PartialJson.object(text))
                .withMessageMatching("malformed JSON.*|expected .*");
    }

    @Test
    void object_longText_isReadInOneGo() {
        String text = "x".repeat(3_000_000);
        assertThat(PartialJson.object("{\"a\":\"" + text).string("a").equals(text))
                .isTrue();
        assertThat(Json.write(PartialJson.object("{\"a\":" + "[".repeat(500)))).hasSize(5 + 1000 + 1);
    }
}
