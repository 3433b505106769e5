package io.github.claude4j.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.fixtures.RandomJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was read is written again as it was: members, their order, the spelling of numbers, every character. */
class JsonRoundTripTest {
    private static final int DOCUMENTS = 1000;

    @Test
    void parse_randomText_meansWhatTheTextSays() {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            RandomJson random = new RandomJson(seed);
            assertSame(random.value(), Json.parse(random.text()), seed);
            assertSame(random.value(), Json.parse(random.text().getBytes(UTF_8)), seed);
        }
    }

    @Test
    void write_whatWasParsed_parsesToTheSame() throws IOException {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            RandomJson random = new RandomJson(seed);
            Object parsed = Json.parse(random.text());
            Object expected = unicode(random.value());
            String written = Json.write(parsed);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Json.write(parsed, bytes);

            assertSame(expected, Json.parse(written), seed);
            assertSame(expected, Json.parse(bytes.toByteArray()), seed);
            assertSame(expected, Json.parse(Json.writePretty(parsed)), seed);
            String again = Json.write(Json.parse(written));
            assertThat(Json.write(Json.parse(again))).isEqualTo(again);
        }
    }

    @Test
    void equals_parsedTwice_isTrueAndHashesAgree() {
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            String text = new RandomJson(seed).text();
            Object once = Json.parse(Json.write(Json.parse(text)));
            Object again = Json.parse(Json.write(once));
            assertThat(again).as("seed %d", seed).isEqualTo(once);
            assertThat(Objects.hashCode(again)).as("seed %d", seed).isEqualTo(Objects.hashCode(once));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":1,\"a\":2,\"c\":null}",
                "[-0,0,1.10,1e400,-1E-400,9223372036854775807,9223372036854775808,-9223372036854775809]",
                "{\"a\":{\"b\":[null,[null,{}],{\"c\":null}]}}",
                "[\"\uD83D\uDE00\",\"é\u2028\u2029\",\"\\u0000\\u001F\\b\\t\\n\\f\\r\\\"\\\\/\"]",
                "{\"\":\"\"}",
                "true",
                "null",
                "\"\"",
                "12"
            })
    void write_compactText_isTheSameText(String text) {
        assertThat(Json.write(Json.parse(text))).isEqualTo(text);
        assertThat(Json.write(Json.parse(text.getBytes(UTF_8)))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "\ud83d, \ufffd",
        "\ude00, \ufffd",
        "é\ud83d, é\ufffd",
        "\ud83dé, \ufffdé",
        "\ude00\ud83d, \ufffd\ufffd",
        "\ud83d\ud83d\ude00\ude00, \ufffd\ud83d\ude00\ufffd",
        "\ud83d\ude00\ud83d, \ud83d\ude00\ufffd",
        "\ud83d\ude00, \ud83d\ude00"
    })
    void write_halfASurrogatePair_isTheReplacementCharacter(String text, String written) throws IOException {
        JsonObject object = JsonObject.of(text, JsonArray.of("é", text));
        String expected = "{\"" + written + "\":[\"é\",\"" + written + "\"]}";

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Json.write(object, bytes);

        assertThat(object.toJson()).isEqualTo(expected);
        assertThat(Json.write(Json.parse(bytes.toByteArray()))).isEqualTo(expected);
        try (InputStream sent = JsonText.of(object).open()) {
            assertThat(sent.readAllBytes()).isEqualTo(bytes.toByteArray());
        }
        assertThat(object).hasToString(expected);
        assertThat(Json.writePretty(object)).contains("\"" + written + "\"");
    }

    @Test
    void toString_textCutInsideACharacter_hasNoHalfOfIt() {
        String text = "x".repeat(199) + "\ud83d\ude00".repeat(200);
        assertThat(JsonArray.of(text)).hasToString("[\"" + "x".repeat(199) + "\ufffd… (599 characters)\"]");
    }

    @Test
    void parse_bytesBeyondUnicode_canBeWrittenAndReadAgain() {
        for (String place : List.of("{\"?\":1}", "{\"a\":\"?\"}", "[{\"a?\":[\"?b\"]}]")) {
            byte[] bytes = place.replace("?", "\u00f4\u0090\u0080\u0080").getBytes(ISO_8859_1);
            Object read = new JsonDecoder().decode(bytes, 0, bytes.length);
            String written = Json.write(read);
            assertThat(written).contains("\ufffd");
            assertThat(Json.write(Json.parse(written.getBytes(UTF_8)))).isEqualTo(written);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "1.", "1e", "0."})
    void parse_numberOfAMillionDigits_isKeptAsText(String beginning) {
        String number = beginning + "7".repeat(1_000_000);
        JsonObject object = JsonObject.parse("{\"a\":" + number + "}");

        assertThat(object.get("a")).isInstanceOf(JsonNumber.class).hasToString(number);
        assertThat(object.toJson()).isEqualTo("{\"a\":" + number + "}");
        byte[] bytes = object.toJson().getBytes(UTF_8);
        assertThat(new JsonDecoder().decode(bytes, 0, bytes.length)).isEqualTo(object);
        assertThat(JsonObject.parse(bytes)).isEqualTo(object).hasSameHashCodeAs(object);
        assertThat(object.doubleValue("a")).isNotNaN();
        assertThatThrownBy(() -> object.longValue("a"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("a: expected an integer, found another number");
    }

    @Test
    void equals_sameMembersInAnotherOrder_isTrue() {
        JsonObject.Builder forwards = JsonObject.builder();
        JsonObject.Builder backwards = JsonObject.builder();
        for (int i = 0; i < 20_000; i++) {
            forwards.put("n" + i, i);
            backwards.put("n" + (19_999 - i), 19_999 - i);
        }
        JsonObject one = forwards.build();
        assertThat(one).isEqualTo(backwards.build()).hasSameHashCodeAs(backwards.build());
        assertThat(one)
                .isNotEqualTo(backwards.put("n7", 8).build())
                .isNotEqualTo(backwards.remove("n7").put("m7", 7).build());
    }

    @Test
    void parse_nameTwice_lastValueCountsInTheFirstPlace() {
        assertThat(JsonObject.parse("{\"a\":1,\"b\":2,\"a\":3}").toJson()).isEqualTo("{\"a\":3,\"b\":2}");
    }

    @Test
    void parse_nameTwiceAmongMany_lastValueCountsInTheFirstPlace() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < 100; i++) {
            text.append("\"n").append(i % 80).append("\":").append(i).append(',');
        }
        JsonObject object = JsonObject.parse(text + "\"last\":true}");

        assertThat(object.size()).isEqualTo(81);
        assertThat(object.name(5)).isEqualTo("n5");
        assertThat(object.value(5)).isEqualTo(85L);
        assertThat(object.value(40)).isEqualTo(40L);
        assertThat(object.names().get(80)).isEqualTo("last");
    }

    @Test
    void parse_randomText_agreesWithJacksonDatabind() throws IOException {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(com.fasterxml.jackson.databind.cfg.JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            String text = new RandomJson(seed).text();
            assertThat(sameAsJackson(mapper.readTree(text), Json.parse(text)))
                    .as(text)
                    .isTrue();
        }
    }

    @Test
    void parse_damagedText_isRefusedWhereJacksonDatabindRefusesIt() {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        Random random = new Random(7);
        int refused = 0;
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            String damaged = damage(new RandomJson(seed).text(), random);
            boolean accepted = accepts(() -> {
                if (mapper.readTree(damaged).isMissingNode()) {
                    throw new IOException("nothing");
                }
            });
            boolean parsed = parses(damaged);
            assertThat(parsed).as("seed %d: %s", seed, damaged).isEqualTo(accepted);
            refused += parsed ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(DOCUMENTS / 4);
    }

    @Test
    void parse_damagedBytes_isReadOrRefusedAndNothingElse() {
        Random random = new Random(11);
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            byte[] bytes = new RandomJson(seed).text().getBytes(UTF_8);
            for (int i = 0; i < 3; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                Json.write(Json.parse(bytes));
            } catch (InvalidDataException e) {
                assertThat(e).hasMessageMatching("malformed JSON.*|expected .*");
            }
        }
    }

    @Test
    void parse_everyBeginningOfADocument_isRefused() {
        String text = "{\"a\":[1,-2.5e3,true,null,\"x\\u00e9\"],\"b\":{\"c\":false}}";
        for (int i = 0; i < text.length(); i++) {
            assertThat(parses(text.substring(0, i))).as(text.substring(0, i)).isFalse();
        }
        assertThat(parses(text)).isTrue();
    }

    /** A value as it is written: with U+FFFD for half a surrogate pair. */
    private static Object unicode(Object value) {
        if (value instanceof String text) {
            return text.replaceAll("[\\x{d800}-\\x{dfff}]", "\ufffd");
        }
        if (value instanceof List<?> list) {
            return list.stream().map(JsonRoundTripTest::unicode).collect(Collectors.toList());
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> members = new LinkedHashMap<>();
            map.forEach((name, member) -> members.put(unicode(name), unicode(member)));
            return members;
        }
        return value;
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private static boolean accepts(Attempt attempt) {
        try {
            attempt.run();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean parses(String text) {
        try {
            Json.parse(text);
            return true;
        } catch (InvalidDataException e) {
            return false;
        }
    }

    private static String damage(String text, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        int at = random.nextInt(text.length());
        String other = "{}[]\",:0-.eEx \u0001\\";
        switch (random.nextInt(4)) {
            case 0 -> damaged.deleteCharAt(at);
            case 1 -> damaged.insert(at, other.charAt(random.nextInt(other.length())));
            case 2 -> damaged.setCharAt(at, other.charAt(random.nextInt(other.length())));
            default -> damaged.setLength(at);
        }
        return damaged.toString();
    }

    private static void assertSame(Object expected, Object actual, int seed) {
        if (!same(expected, actual)) {
            fail("seed %d: expected %s, found %s", seed, expected, Json.write(actual));
        }
    }

    private static boolean same(Object expected, Object actual) {
        if (expected instanceof Map<?, ?> members) {
            return actual instanceof JsonObject object
                    && object.names().equals(List.copyOf(members.keySet()))
                    && IntStream.range(0, object.size())
                            .allMatch(i -> same(members.get(object.name(i)), object.value(i)));
        }
        if (expected instanceof List<?> values) {
            return actual instanceof JsonArray array
                    && array.size() == values.size()
                    && IntStream.range(0, array.size()).allMatch(i -> same(values.get(i), array.get(i)));
        }
        return expected instanceof RandomJson.Spelled number
                ? actual instanceof JsonNumber && actual.toString().equals(number.text())
                : Objects.equals(expected, actual);
    }

    private static boolean sameAsJackson(JsonNode expected, Object actual) {
        return switch (expected.getNodeType()) {
            case OBJECT ->
                actual instanceof JsonObject object
                        && object.names().equals(iterated(expected.fieldNames()))
                        && object.names().stream()
                                .allMatch(name -> sameAsJackson(expected.get(name), object.get(name)));
            case ARRAY ->
                actual instanceof JsonArray array
                        && array.size() == expected.size()
                        && IntStream.range(0, array.size()).allMatch(i -> sameAsJackson(expected.get(i), array.get(i)));
            case NUMBER ->
                actual instanceof JsonNumber number
                        ? number.decimal().compareTo(expected.decimalValue()) == 0
                        : expected.bigIntegerValue().equals(new BigInteger(actual.toString()));
            case STRING -> expected.textValue().equals(actual);
            case BOOLEAN -> Boolean.valueOf(expected.booleanValue()).equals(actual);
            default -> actual == null;
        };
    }

    private static List<String> iterated(Iterator<String> names) {
        List<String> list = new ArrayList<>();
        names.forEachRemaining(list::add);
        return list;
    }
}
