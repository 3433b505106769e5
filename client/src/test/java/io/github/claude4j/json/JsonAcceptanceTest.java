package io.github.claude4j.json;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claude4j.errors.InvalidDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is JSON and what is not, after RFC 8259. */
class JsonAcceptanceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[ ]",
                "{}",
                "{ }",
                "[null]",
                "[1,null,null,2]",
                "[false]",
                "[true]",
                "[\"a\"]",
                "[[]   ]",
                " [1]",
                "[1]\n",
                "\r\n\t [] \t\r\n",
                "[1\n]",
                "[0]",
                "[-0]",
                "[-1]",
                "[-0.0]",
                "[0e1]",
                "[0e+1]",
                "[0E-1]",
                "[1.5e3]",
                "[123.456e78]",
                "[1E22]",
                "[1e9999]",
                "[1e-9999]",
                "[20e1]",
                "[-123123123123123123123123123123]",
                "[100000000000000000000000000000000000000.5]",
                "\"\"",
                "\"a\"",
                "42",
                "-0.1",
                "null",
                "true",
                "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
                "[\"\\u0060\\u012a\\u12AB\\uFFFF\"]",
                "[\"\\u0000\"]",
                "[\"\\u0022\\u005C\"]",
                "[\"\\uD801\\udc37\"]",
                "[\"\\\\u0000\"]",
                "[\"\\\\n\"]",
                "[\"\u007f\u0080\u2028\u2029\uFFFF\uFEFF\"]",
                "[\"a/*b*/c//d\"]",
                "[\"\uD834\uDD1E\"]",
                "[\"{}[],:\"]",
                "{\"a\":\"b\",\"c\":\"d\"}",
                "{\"a\":\"b\",\"a\":\"b\"}",
                "{\"\":0}",
                "{\"foo\\u0000bar\":42}",
                "{\"min\":-1.0e+28,\"max\":1.0e+28}",
                "{\"a\":[]}",
                "{\n\"a\": \"b\"\n}",
                "{\"x\":[{\"id\":\"xx\"}],\"id\":\"yy\"}",
                "{\"\\u043f\\u043e\":\"\\u043b\"}"
            })
    void parse_json_isRead(String text) {
        Object fromText = Json.parse(text);
        assertThat(Json.parse(text.getBytes(UTF_8))).isEqualTo(fromText);
        assertThat(Json.parse(Json.write(fromText))).isEqualTo(fromText);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n",
                "[",
                "]",
                "{",
                "}",
                "[,",
                "[,1]",
                "[1,]",
                "[1,,2]",
                "[1 2]",
                "[1 true]",
                "[\"a\",\n4\n,1,",
                "[1",
                "[1}",
                "{]",
                "[\"\"",
                "[\"a",
                "[\"a]",
                "[x",
                "[x]",
                "[]]",
                "[][]",
                "{}{}",
                "{} x",
                "1 2",
                "1]",
                "1,",
                "nullnull",
                "truefalse",
                "\"a\"\"b\"",
                "\"a\" \"b\"",
                "[nul]",
                "[nulL]",
                "[fals]",
                "[tru]",
                "[True]",
                "[TRUE]",
                "[NaN]",
                "[Infinity]",
                "[-Infinity]",
                "[Inf]",
                "[+1]",
                "[++1]",
                "[--1]",
                "[-]",
                "[-a]",
                "[- 1]",
                "[01]",
                "[-01]",
                "[012]",
                "[00]",
                "[.5]",
                "[-.5]",
                "[1.]",
                "[-2.]",
                "[2.e3]",
                "[0.e1]",
                "[0.3e]",
                "[0.3e+]",
                "[0e]",
                "[1e+]",
                "[1eE2]",
                "[1.2.3]",
                "[0x1]",
                "[1_000]",
                "[1a]",
                "[1.2a]",
                "[1+2]",
                "[\uFF11]",
                "['a']",
                "[a\"b\"]",
                "[\"\\x00\"]",
                "[\"\\'\"]",
                "[\"\\a\"]",
                "[\"\\\"]",
                "[\"\\",
                "[\"\\u\"]",
                "[\"\\u1\"]",
                "[\"\\u12\"]",
                "[\"\\u123\"]",
                "[\"\\u00G0\"]",
                "[\"\\uD800\\u\"]",
                "[\"\\uD800\\u1x\"]",
                "[\"\t\"]",
                "[\"\n\"]",
                "[\"\u0000\"]",
                "[\"\u001f\"]",
                "\u0000",
                "[\u0000]",
                "[\f]",
                "[\u00A0]",
                "[\u2060]",
                "/**/[]",
                "[]/**/",
                "[] // x",
                "# x\n[]",
                "<html></html>",
                "data: {}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\" 1}",
                "{\"a\"::1}",
                "{\"a\":1,}",
                "{\"a\":1,,\"b\":2}",
                "{,\"a\":1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1;\"b\":2}",
                "{\"a\"=1}",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "{null:1}",
                "{[]:1}",
                "{\"a\":1",
                "{\"a\":1]",
                "{\"a\":\"b",
                "{\"a\":\"b\"",
                "{\"a\":\"b\"}}",
                "{\"a\":\"b\"}#",
                "{\"a\":\"b\"}//",
                "{\"a\":[1}",
                "{\"a\":/**/1}",
                "\uFEFF",
                "[\uFEFF]"
            })
    void parse_noJson_isRefused(String text) {
        assertThatExceptionOfType(InvalidDataException.class).isThrownBy(() -> Json.parse(text));
        assertThatExceptionOfType(InvalidDataException.class).isThrownBy(() -> Json.parse(text.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "22 ff 22",
                "22 80 22",
                "22 c3 22",
                "22 c3 28 22",
                "22 e2 82 22",
                "22 f0 9f 98 22",
                "22 f8 88 80 80 80 22",
                "22 e9 22",
                "ff",
                "5b ff 5d",
                "e2 80 8b 5b 5d"
            })
    void parse_brokenUtf8_isRefused(String hex) {
        String[] parts = hex.split(" ");
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i], 16);
        }
        assertThatExceptionOfType(InvalidDataException.class).isThrownBy(() -> Json.parse(bytes));
    }

    @Test
    void parse_byteOrderMark_isDroppedFromBytes() {
        assertThat(Json.parse("\uFEFF{\"a\":1}".getBytes(UTF_8))).isEqualTo(JsonObject.of("a", 1));
    }

    @Test
    void parse_brokenUtf8BesideHalfAPairInAName_isRefused() {
        byte[] bytes = "{\"\\ud800\":\"x\"}".getBytes(UTF_8);
        assertThat(Json.parse(bytes)).isEqualTo(JsonObject.of("\ud800", "x"));
        bytes[bytes.length - 3] = (byte) 0xFF;
        assertThatExceptionOfType(InvalidDataException.class).isThrownBy(() -> Json.parse(bytes));
    }

    @Test
    void parse_partOfAnArray_readsThatPart() {
        byte[] bytes = "xx{\"a\":1}yy".getBytes(UTF_8);
        assertThat(Json.parse(bytes, 2, 7)).isEqualTo(JsonObject.of("a", 1));
        assertThatExceptionOfType(InvalidDataException.class).isThrownBy(() -> Json.parse(bytes, 2, 8));
        assertThatExceptionOfType(InvalidDataException.class).isThrownBy(() -> Json.parse(bytes, 2, 6));
    }

    @Test
    void parse_deepest_isReadAndOneLevelMoreIsRefusedByName() {
        Object deepest = Json.parse("[".repeat(1000) + "]".repeat(1000));
        assertThat(Json.write(deepest)).hasSize(2000);

        String tooDeep = "[".repeat(1001) + "]".repeat(1001);
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> Json.parse(tooDeep))
                .withMessageContaining("deeper than 1000 levels");
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> Json.parse(("{\"a\":".repeat(100_000)).getBytes(UTF_8)))
                .withMessageContaining("deeper than 1000 levels");
    }

    @Test
    void parse_longText_isRead() {
        String text = "x".repeat(30_000_000);
        assertThat(Json.parse(("\"" + text + "\"").getBytes(UTF_8)).equals(text))
                .isTrue();
    }

    @Test
    void longName_isReadAsItIsWritten() {
        JsonObject object = JsonObject.of("n".repeat(60_000), 1, "é".repeat(60_000), 2);
        assertThat(JsonObject.parse(object.toJson())).isEqualTo(object);
        assertThat(Json.parse(object.toJson().getBytes(UTF_8))).isEqualTo(object);
    }

    @Test
    void answer_isReadLessDeep_soThatItCanBeSaidAgain() {
        byte[] deepest = ("{\"a\":".repeat(900) + "1" + "}".repeat(900)).getBytes(UTF_8);
        byte[] tooDeep = ("{\"a\":".repeat(901) + "1" + "}".repeat(901)).getBytes(UTF_8);
        try (JsonDecoder decoder = new JsonDecoder()) {
            for (int i = 0; i < 2; i++) {
                assertThat(decoder.decode(deepest, 0, deepest.length)).isEqualTo(Json.parse(deepest, () -> {}));
                assertThatExceptionOfType(InvalidDataException.class)
                        .isThrownBy(() -> decoder.decode(tooDeep, 0, tooDeep.length))
                        .withMessageContaining("deeper than 900 levels");
                assertThatExceptionOfType(InvalidDataException.class)
                        .isThrownBy(() -> Json.parse(tooDeep, () -> {}))
                        .withMessageContaining("deeper than 900 levels");
            }
        }
    }

    @Test
    void parse_longNumber_keepsAllItsDigits() {
        String digits = "1".repeat(5000);
        assertThat(Json.write(Json.parse("[" + digits + "," + digits + ".5]")))
                .isEqualTo("[" + digits + "," + digits + ".5]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"k\":\"hush",
                "{\"k\":\"hush\"",
                "hush",
                "{hush:1}",
                "{\"hush\":hush}",
                "\"hush\" \"hush\"",
                "{\"hush\\x"
            })
    void parse_noJson_messageQuotesNothing(String text) {
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> Json.parse(text))
                .satisfies(e -> assertThat(e).hasNoCause().message().doesNotContain("hush"));
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> JsonObject.parse(text.getBytes(UTF_8)))
                .satisfies(e -> assertThat(e).hasNoCause().message().doesNotContain("hush"));
    }

    @Test
    void parse_noJson_messageNamesThePlace() {
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> Json.parse("{\"a\": x}"))
                .withMessageMatching("malformed JSON at offset [67]");
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> Json.parse(""))
                .withMessage("expected JSON, found nothing");
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> Json.parse("{} {}"))
                .withMessage("expected one JSON value, found more after it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upstream connect error",
                "the model is busy",
                " not found",
                "502 Bad Gateway",
                "Ünknown",
                "=(",
                "tru"
            })
    void parse_otherText_saysSo(String text) {
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> Json.parse(text))
                .withMessage("expected JSON, found other text");
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> Json.parse(text.getBytes(UTF_8)))
                .withMessage("expected JSON, found other text");
    }

    @Test
    void parse_html_saysSo() {
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> JsonObject.parse("\n<!doctype html><title>502</title>"))
                .withMessage("expected JSON, found HTML or XML");
    }

    @Test
    void parse_byteThatIsNoUtf8_saysWhere() {
        byte[] json = "{\"a\":\"\ufffd?\"}".getBytes(UTF_8);
        json[9] = (byte) 0xff;
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> Json.parse(json))
                .withMessage("expected JSON in UTF-8, found a byte that is none at offset 9");
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> new JsonDecoder().decode(json, 0, json.length))
                .withMessage("expected JSON in UTF-8, found a byte that is none at offset 9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "\"x\"", "1", "1.5", "true", "null"})
    void parseObject_anotherValue_messageNamesItsKind(String text) {
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> JsonObject.parse(text))
                .withMessage("expected a JSON object, found " + Json.kind(Json.parse(text)));
    }

    @Test
    void parse_utf16Bytes_isRead() {
        // UTF-16 is not sent by the API; jackson-core understands it, and that does no harm.
        assertThat(Json.parse("{\"a\":\"é\"}".getBytes(UTF_16LE))).isEqualTo(JsonObject.of("a", "é"));
    }
}
