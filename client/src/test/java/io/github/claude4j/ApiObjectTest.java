package io.github.claude4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.ResponseInfo;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.CacheTtl;
import io.github.claude4j.messages.ContentBlock;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.StopReason;
import io.github.claude4j.messages.TextBlock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiObjectTest {
    /** A view with one field of every shape. */
    private static final class Sample extends ApiObject {
        Sample(String json) {
            this(JsonObject.parse(json));
        }

        Sample(JsonObject json) {
            super(json);
        }

        static Builder builder() {
            return new Builder();
        }

        private static final class Builder extends ApiObject.Builder<Builder> {
            Builder() {
                super(JsonObject.builder());
            }

            Builder name(String name) {
                return set("name", name);
            }

            Builder addItem(Object item) {
                return add("items", item);
            }

            Builder addBlock(Object block) {
                return addBlock("content", block);
            }

            Builder label(String key, String value) {
                return entry("labels", key, value);
            }

            Builder noLabel(String key) {
                return clearEntry("labels", key);
            }

            Builder clearName() {
                return clear("name");
            }

            Sample build() {
                return new Sample(build("Sample", "name", "items"));
            }

            Sample unchecked() {
                return new Sample(fields());
            }
        }
    }

    /** The accessors by the shape that they read. */
    private static Object read(String shape, ApiObject view) {
        Map<String, Function<ApiObject, Object>> accessors = Map.ofEntries(
                entry("string", v -> v.string("f")),
                entry("number", v -> v.number("f")),
                entry("decimal", v -> v.decimal("f")),
                entry("bool", v -> v.bool("f")),
                entry("flag", v -> v.flag("f")),
                entry("instant", v -> v.instant("f")),
                entry("date", v -> v.date("f")),
                entry("bytes", v -> v.bytes("f")),
                entry("object", v -> v.object("f")),
                entry("view", v -> v.object("f", Sample::new)),
                entry("value", v -> v.value("f", Function.identity())),
                entry("optionalString", v -> v.optionalString("f")),
                entry("optionalNumber", v -> v.optionalNumber("f")),
                entry("optionalDecimal", v -> v.optionalDecimal("f")),
                entry("optionalBool", v -> v.optionalBool("f")),
                entry("optionalInstant", v -> v.optionalInstant("f")),
                entry("optionalDate", v -> v.optionalDate("f")),
                entry("optionalObject", v -> v.optionalObject("f")),
                entry("optional", v -> v.optional("f", Sample::new)),
                entry("optionalValue", v -> v.optionalValue("f", Function.identity())),
                entry("list", v -> v.list("f", Sample::new)),
                entry("strings", v -> v.strings("f")),
                entry("texts", v -> v.texts("f", StopReason::of)),
                entry("numbers", v -> v.numbers("f")),
                entry("values", v -> v.values("f", Function.identity())),
                entry("textOrList", v -> v.textOrList("f", Function.identity())),
                entry("map", v -> v.map("f", Sample::new)),
                entry("stringMap", v -> v.stringMap("f")));
        return accessors.get(shape).apply(view);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "string | 1 | Sample.f: expected a string, found a number",
                "string | null | Sample.f: expected a string, found null",
                "number | \"hush\" | Sample.f: expected an integer, found a string",
                "number | 1.5 | Sample.f: expected an integer, found another number",
                "number | 99999999999999999999 | Sample.f: expected an integer, found one beyond 64 bits",
                "decimal | true | Sample.f: expected a number, found a boolean",
                "bool | {} | Sample.f: expected a boolean, found an object",
                "bool | null | Sample.f: expected a boolean, found null",
                "flag | \"true\" | Sample.f: expected a boolean, found a string",
                "instant | 5 | Sample.f: expected a string, found a number",
                "instant | \"hush\" | Sample.f: expected a date or time, found other text",
                "instant | \"2026-01-02\" | Sample.f: expected a date or time, found other text",
                "date | \"2026-13-01\" | Sample.f: expected a date or time, found other text",
                "bytes | \"hush!\" | Sample.f: expected base64, found other text",
                "bytes | [] | Sample.f: expected a string, found an array",
                "object | [] | Sample.f: expected an object, found an array",
                "view | \"hush\" | Sample.f: expected an object, found a string",
                "value | null | Sample.f: expected a value, found null",
                "optionalString | 1 | Sample.f: expected a string, found a number",
                "optionalNumber | {} | Sample.f: expected an integer, found an object",
                "optionalDecimal | \"1\" | Sample.f: expected a number, found a string",
                "optionalBool | 0 | Sample.f: expected a boolean, found a number",
                "optionalInstant | \"hush\" | Sample.f: expected a date or time, found other text",
                "optionalDate | false | Sample.f: expected a string, found a boolean",
                "optionalObject | \"hush\" | Sample.f: expected an object, found a string",
                "optional | [] | Sample.f: expected an object, found an array",
                "list | {} | Sample.f: expected an array, found an object",
                "list | [{},\"hush\"] | Sample.f[1]: expected an object, found a string",
                "list | [null] | Sample.f[0]: expected an object, found null",
                "strings | [\"a\",\"b\",3] | Sample.f[2]: expected a string, found a number",
                "texts | [[]] | Sample.f[0]: expected a string, found an array",
                "numbers | [1,\"hush\"] | Sample.f[1]: expected an integer, found a string",
                "values | [1,null] | Sample.f[1]: expected a value, found null",
                "textOrList | 1 | Sample.f: expected an array, found a number",
                "textOrList | [\"hush\"] | Sample.f[0]: expected an object, found a string",
                "map | [] | Sample.f: expected an object, found an array",
                "map | {\"a\":{},\"b\":1} | Sample.f.b: expected an object, found a number",
                "stringMap | {\"a\":null} | Sample.f.a: expected a string, found null",
            })
    void accessor_wrongShape_failsAndNamesTypeFieldAndShapesButNoContent(String shape, String json, String message) {
        Sample sample = new Sample("{\"f\":" + json + "}");
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> read(shape, sample))
                .withMessage(message)
                .satisfies(e -> {
                    StringWriter trace = new StringWriter();
                    e.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).doesNotContain("hush");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "string, a string",
        "number, an integer",
        "decimal, a number",
        "bool, a boolean",
        "instant, a string",
        "date, a string",
        "bytes, a string",
        "object, an object",
        "view, an object",
        "value, a value"
    })
    void accessor_absentField_failsAndNamesIt(String shape, String expected) {
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> read(shape, new Sample("{}")))
                .withMessage("Sample.f: expected " + expected + ", found nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"f\":null}"})
    void accessor_absentOrNull_isEmpty(String json) {
        Sample sample = new Sample(json);
        for (String shape : List.of(
                "optionalString",
                "optionalBool",
                "optionalInstant",
                "optionalDate",
                "optionalObject",
                "optional",
                "optionalValue")) {
            assertThat(read(shape, sample)).as(shape).isEqualTo(Optional.empty());
        }
        assertThat(sample.optionalNumber("f")).isEqualTo(OptionalLong.empty());
        assertThat(sample.optionalDecimal("f")).isEqualTo(OptionalDouble.empty());
        assertThat(sample.flag("f")).isFalse();
        for (String shape : List.of("list", "strings", "texts", "numbers", "values", "textOrList")) {
            assertThat(read(shape, sample)).as(shape).isEqualTo(List.of());
        }
        assertThat(sample.map("f", Sample::new)).isEmpty();
        assertThat(sample.stringMap("f")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.123456Z, 2026-01-02T03:04:05.123456Z",
        "2026-01-02T03:04:05.123456+00:00, 2026-01-02T03:04:05.123456Z",
        "2026-01-02T03:04:05+02:00, 2026-01-02T01:04:05Z",
        "2026-01-02T03:04Z, 2026-01-02T03:04:00Z"
    })
    void instant_formatsOfTheApi_areRead(String text, String expected) {
        Sample sample = new Sample(JsonObject.of("f", text));
        assertThat(sample.instant("f")).isEqualTo(Instant.parse(expected));
        assertThat(sample.optionalInstant("f")).contains(Instant.parse(expected));
    }

    @Test
    void date_isRead() {
        assertThat(new Sample("{\"f\":\"2026-01-02\"}").date("f")).isEqualTo(LocalDate.of(2026, 1, 2));
    }

    @Test
    void bytes_textOrBinary_areDecoded() {
        assertThat(new Sample("{\"f\":\"AQID\"}").bytes("f")).containsExactly(1, 2, 3);
        assertThat(new Sample(JsonObject.of("f", new byte[] {1, 2, 3})).bytes("f"))
                .containsExactly(1, 2, 3);
        assertThat(new Sample(JsonObject.of("f", new byte[] {1, 2, 3})).string("f"))
                .isEqualTo("AQID");
    }

    @Test
    void numbers_otherSpellings_areRead() {
        assertThat(new Sample("{\"f\":1.0}").number("f")).isEqualTo(1);
        assertThat(new Sample("{\"f\":1e3}").number("f")).isEqualTo(1000);
        assertThat(new Sample("{\"f\":-0}").number("f")).isZero();
        assertThat(new Sample("{\"f\":3}").decimal("f")).isEqualTo(3.0);
        assertThat(new Sample("{\"f\":3}").optionalDecimal("f")).hasValue(3.0);
    }

    @Test
    void collections_read_areInOrderAndCanNotBeChanged() {
        Sample sample = new Sample("{\"f\":{\"b\":\"1\",\"a\":\"2\"},\"g\":[\"x\",\"y\"],\"h\":[1,\"x\",{}]}");
        assertThat(sample.stringMap("f")).containsExactly(entry("b", "1"), entry("a", "2"));
        assertThat(sample.strings("g")).containsExactly("x", "y");
        assertThat(sample.values("h", Function.identity())).containsExactly(1L, "x", JsonObject.of());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> sample.strings("g").add("z"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> sample.stringMap("f").put("c", "3"));
    }

    @Test
    void textOrList_text_isOneTextBlock() {
        assertThat(new Sample("{\"f\":\"hi\"}").textOrList("f", ContentBlock::of))
                .containsExactly(TextBlock.of("hi"));
    }

    @Test
    void message_ofAGeneratedType_namesIt() {
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> TextBlock.of(JsonObject.of("text", 1)).text())
                .withMessage("TextBlock.text: expected a string, found a number");
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(
                        () -> Message.of(JsonObject.parse("{\"content\":[1]}")).content())
                .withMessage("Message.content[0]: expected an object, found a number");
    }

    @Test
    void equals_sameJson_dependsOnTheClassToo() {
        JsonObject json = JsonObject.of("type", "text", "text", "x");
        assertThat(TextBlock.of(json))
                .isEqualTo(TextBlock.of("x"))
                .hasSameHashCodeAs(TextBlock.of("x"))
                .isNotEqualTo(new Sample(json))
                .isNotEqualTo(TextBlock.of("y"));
    }

    @Test
    void response_noteOnTheJson_isGivenByTheRootOnly() {
        ResponseInfo info = new ResponseInfo(200, Headers.of("request-id", "req_1"), 1, Duration.ZERO);
        Message message = Message.of(JsonObject.parse("{\"content\":[{\"type\":\"text\",\"text\":\"x\"}]}")
                .withOrigin(info));
        assertThat(message.response()).contains(info);
        assertThat(((TextBlock) message.content().get(0)).response()).isEmpty();
        assertThat(message).isEqualTo(Message.of(JsonObject.parse(message.json().toJson())));
    }

    @Test
    void toString_longAndSecret_isForPeople() {
        assertThat(new Sample(JsonObject.of("token", "hush", "text", "x".repeat(1000))).toString())
                .doesNotContain("hush")
                .hasSizeLessThan(300);
    }

    @Test
    void build_missingFields_failsAndNamesAll() {
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> Sample.builder().build())
                .withMessage("Sample: missing name, items");
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> Sample.builder().name("x").build())
                .withMessage("Sample: missing items");
        assertThat(Sample.builder().clearName().addItem(1).build().json().toJson())
                .isEqualTo("{\"name\":null,\"items\":[1]}");
    }

    /** As it is sent, and as it is read again, for instance when one request is made from another. */
    @Test
    void clearEntry_isSentAsNullAndReadAsAbsent() {
        Sample sample = Sample.builder().label("a", "1").noLabel("b").unchecked();
        assertThat(sample.json().toJson()).isEqualTo("{\"labels\":{\"a\":\"1\",\"b\":null}}");
        assertThat(((ApiObject) sample).stringMapWithoutNulls("labels")).isEqualTo(Map.of("a", "1"));
        assertThat(Sample.builder().noLabel("b").unchecked().json().toJson()).isEqualTo("{\"labels\":{\"b\":null}}");
    }

    @Test
    void builder_nullValue_refuses() {
        assertThatNullPointerException()
                .isThrownBy(() -> Sample.builder().name(null))
                .withMessage("name");
        assertThatNullPointerException()
                .isThrownBy(() -> Sample.builder().addItem(null))
                .withMessage("items");
        assertThat(Sample.builder().put("anything", null).unchecked().json())
                .isEqualTo(JsonObject.of("anything", null));
    }

    @Test
    void builder_afterBuild_goesOnWithoutChangingTheFirst() {
        Sample.Builder builder = Sample.builder().name("a").addItem(1);
        Sample first = builder.build();
        Sample second = builder.addItem(2).build();
        assertThat(first.json().toJson()).isEqualTo("{\"name\":\"a\",\"items\":[1]}");
        assertThat(second.json().toJson()).isEqualTo("{\"name\":\"a\",\"items\":[1,2]}");
    }

    @Test
    void addBlock_afterText_textBecomesTheFirstBlock() {
        Sample sample = Sample.builder()
                .put("content", "hi")
                .addBlock(TextBlock.of("there"))
                .unchecked();
        assertThat(sample.list("content", ContentBlock::of))
                .isEqualTo(List.of(TextBlock.of("hi"), TextBlock.of("there")));
    }

    @Test
    void entry_severalKeys_areOneMap() {
        Sample sample =
                Sample.builder().label("b", "1").label("a", "2").label("b", "3").unchecked();
        assertThat(sample.json().toJson()).isEqualTo("{\"labels\":{\"b\":\"3\",\"a\":\"2\"}}");
    }

    @Test
    void enum_knownAndUnknownWords_keepTheirText() {
        assertThat(StopReason.of("end_turn")).isSameAs(StopReason.END_TURN);
        assertThat(StopReason.of("brand_new"))
                .isEqualTo(StopReason.of("brand_new"))
                .hasToString("brand_new");
        assertThat(StopReason.of("brand_new").value()).isEqualTo("brand_new");
        assertThat((Object) StopReason.of("5m")).isNotEqualTo(CacheTtl.of("5m"));
    }
}
