package io.github.claude4j.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.lint.Lint;
import io.github.claude4j.messages.MessageCreateParams;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class JsonTypeTest {
    static final List<Object> REAL = RealTypes.ALL;

    @Description("Where it is.")
    record City(
            @Description("a city, such as Paris") String city,
            Optional<Unit> unit,
            @Nullable Integer days) {}

    enum Unit {
        @Description("degrees of Anders Celsius")
        CELSIUS,
        FAHRENHEIT
    }

    @Test
    void schema_record_saysItsComponentsInTheirOrder() {
        assertThat(JsonType.of(City.class).schema().toJson()).isEqualTo("""
            {"type":"object","description":"Where it is.","properties":{\
            "city":{"type":"string","description":"a city, such as Paris"},\
            "unit":{"type":"string","description":"CELSIUS: degrees of Anders Celsius","enum":["CELSIUS","FAHRENHEIT"]},\
            "days":{"type":"integer"}},\
            "required":["city"],"additionalProperties":false}\
            """);
        assertThat(JsonType.of(City.class).strictSchema())
                .isEqualTo(JsonType.of(City.class).schema());
    }

    @Test
    void schema_sealedInterface_isAChoiceByTag() {
        assertThat(JsonType.of(RealTypes.Shape.class).schema().toJson()).isEqualTo("""
            {"type":"object","properties":{"value":{"anyOf":[\
            {"type":"object","properties":{"type":{"type":"string","const":"circle"},\
            "centre":{"type":"object","properties":{"x":{"type":"number"},"y":{"type":"number"}},\
            "required":["x","y"],"additionalProperties":false},\
            "radius":{"type":"number"}},"required":["type","centre","radius"],"additionalProperties":false},\
            {"type":"object","properties":{"type":{"type":"string","const":"polygon"},\
            "points":{"type":"array","items":{"type":"object","properties":{"x":{"type":"number"},"y":{"type":"number"}},\
            "required":["x","y"],"additionalProperties":false}}},\
            "required":["type","points"],"additionalProperties":false}]}},\
            "required":["value"],"additionalProperties":false}\
            """);
    }

    @Test
    void schema_typeThatContainsItself_isDefinedOnce() {
        JsonObject schema = JsonType.of(RealTypes.Comment.class).schema();

        assertThat(schema.string("type")).isEqualTo("object");
        assertThat(schema.object("properties").object("replies").toJson())
                .isEqualTo("{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/Comment\"}}");
        assertThat(schema.object("$defs").object("Comment")).isEqualTo(schema.without("$defs"));
    }

    @Test
    void schema_sealedTypeThatContainsItself_isDefinedOnce() {
        JsonObject schema = JsonType.of(RealTypes.Query.class).schema();

        assertThat(schema.object("properties").object("expression").toJson())
                .isEqualTo("{\"$ref\":\"#/$defs/Expression\"}");
        JsonArray choice = schema.object("$defs").object("Expression").array("anyOf");
        assertThat(choice.size()).isEqualTo(4);
        assertThat(choice.get(2).toString()).contains("sum").contains("#/$defs/Expression");
    }

    @Test
    void schema_elementsThatMayBeNull_areAUnion() {
        JsonObject allergies =
                JsonType.of(RealTypes.Form.class).schema().object("properties").object("allergies");

        assertThat(allergies.toJson())
                .isEqualTo("{\"type\":\"array\",\"items\":{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}}");
    }

    @ParameterizedTest
    @FieldSource("REAL")
    void read_whatWasWritten_isTheSame(Object value) {
        JsonType<Object> type = typeOf(value);

        JsonObject json = type.write(value);
        assertThat(SchemaCheck.problems(type.schema(), json)).isEmpty();
        assertThat(type.read(json)).isEqualTo(value);
        assertThat(type.read(JsonObject.parse(json.toJson()))).isEqualTo(value);
    }

    @Test
    void strictSchema_realTypes_passTheLinter() {
        for (Object value : List.of(
                RealTypes.INVOICE,
                RealTypes.EVENT,
                RealTypes.STATEMENT,
                RealTypes.FORM,
                RealTypes.CUSTOMERS,
                RealTypes.DRAWING)) {
            MessageCreateParams params = MessageCreateParams.builder()
                    .model("m")
                    .maxTokens(1)
                    .addUserMessage("x")
                    .outputSchema(typeOf(value))
                    .build();
            assertThat(Lint.of(params)).as(value.toString()).isEmpty();
        }
    }

    @ParameterizedTest
    @FieldSource("REAL")
    void soFar_everyBeginning_isAPartialValue(Object value) {
        assertBeginnings(typeOf(value), value);
    }

    @Test
    void read_randomValuesOfRandomTypes_isWhatWasWritten() {
        for (int seed = 0; seed < 400; seed++) {
            RandomTypes random = new RandomTypes(seed);
            Type type = random.type(3);
            Object value = random.value(type);
            JsonType<Object> json = of(type);

            String text = json.write(value).toJson();
            assertThat(SchemaCheck.problems(json.schema(), JsonObject.parse(text)))
                    .as("%s %s", type.getTypeName(), text)
                    .isEmpty();
            assertThat(json.read(JsonObject.parse(text)))
                    .as("%s %s", type.getTypeName(), text)
                    .isEqualTo(value);
            if (text.length() < 300) {
                assertBeginnings(json, value);
            }
        }
    }

    @Test
    void strictSchema_randomTypes_passTheLinterButForItsSums() {
        int strict = 0;
        for (int seed = 0; seed < 400; seed++) {
            JsonType<Object> type = of(new RandomTypes(seed).type(3));
            JsonObject schema;
            try {
                schema = type.strictSchema();
            } catch (InvalidParamsException e) {
                // A map, or a chain, which contains itself.
                continue;
            }
            strict++;
            MessageCreateParams params = MessageCreateParams.builder()
                    .model("m")
                    .maxTokens(1)
                    .addUserMessage("x")
                    .outputSchema(schema)
                    .build();
            assertThat(Lint.of(params))
                    .as(type.toString())
                    .allSatisfy(finding -> assertThat(finding.reason()).startsWith("a request has at most"));
        }
        assertThat(strict).isGreaterThan(100);
    }

    record Left(
            String always, Optional<String> some, @Nullable Integer none, List<@Nullable String> elements) {}

    /** The API counts what is not required, and what is of several types: one is enough to say that something may be absent. */
    @Test
    void schema_whatMayBeAbsent_isNotRequiredInBothDialects() {
        JsonType<Left> type = JsonType.of(Left.class);

        assertThat(type.schema().array("required").strings()).containsExactly("always", "elements");
        assertThat(type.strictSchema()).isEqualTo(type.schema());
        assertThat(type.schema().object("properties").toJson()).isEqualTo("""
                {"always":{"type":"string"},"some":{"type":"string"},"none":{"type":"integer"},\
                "elements":{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"null"}]}}}""");
        assertThat(type.read(JsonObject.parse("{\"always\":\"a\",\"some\":null,\"elements\":[null]}")))
                .isEqualTo(new Left("a", Optional.empty(), null, Collections.singletonList(null)));
    }

    private static void assertBeginnings(JsonType<Object> type, Object value) {
        String text = type.write(value).toJson();
        GrowingJson json = new GrowingJson();
        Optional<Object> part = Optional.empty();
        for (int i = 0; i < text.length(); i++) {
            json.add(text.substring(i, i + 1));
            part = type.soFar(json.soFar());
        }
        assertThat(part).contains(value);
    }

    @SuppressWarnings("unchecked")
    private static JsonType<Object> of(Type type) {
        return (JsonType<Object>) JsonType.of(type);
    }

    private static JsonType<Object> typeOf(Object value) {
        return of((Type) value.getClass());
    }

    @Test
    void soFar_halfAnObject_hasWhatHasCome() {
        JsonType<RealTypes.Invoice> type = JsonType.of(RealTypes.Invoice.class);
        GrowingJson json = new GrowingJson();
        json.add("{\"number\":\"7\",\"date\":\"2026-0");

        RealTypes.Invoice begun = type.soFar(json.soFar()).orElseThrow();
        assertThat(begun.number()).isEqualTo("7");
        assertThat(begun.date()).isNull();
        assertThat(begun.due()).isEmpty();
        assertThat(begun.lines()).isEmpty();

        json.add("1-31\",\"lines\":[{\"text\":\"Bolts\",\"quantity\":2},{\"text\":\"Nu");
        RealTypes.Invoice later = type.soFar(json.soFar()).orElseThrow();
        assertThat(later.date()).isEqualTo(LocalDate.of(2026, 1, 31));
        // The second is no line yet: its constructor wants a quantity.
        assertThat(later.lines()).extracting(RealTypes.Line::text).containsExactly("Bolts");
    }

    record Numbers(
            byte b, int i, long l, BigInteger big, BigDecimal decimal, double d, float f, Year year, boolean yes) {}

    @Test
    void read_smallSlips_areKept() {
        Numbers numbers = JsonType.of(Numbers.class).read(JsonObject.parse("""
            {"b": "3", "i": 3.0, "l": "4e2", "big": 1e3, "decimal": "12.50", "d": "0.5", "f": 1, "year": "2026", "yes": "True"}\
            """));
        assertThat(numbers)
                .isEqualTo(new Numbers(
                        (byte) 3,
                        3,
                        400,
                        BigInteger.valueOf(1000),
                        new BigDecimal("12.50"),
                        0.5,
                        1,
                        Year.of(2026),
                        true));

        City city = JsonType.of(City.class)
                .read(JsonObject.parse("{\"city\":\"Paris\",\"unit\":\"celsius\",\"days\":null}"));
        assertThat(city).isEqualTo(new City("Paris", Optional.of(Unit.CELSIUS), null));

        RealTypes.Drawing drawing = JsonType.of(RealTypes.Drawing.class).read(JsonObject.parse("""
            {"title": "t", "shapes": "[{\\"type\\": \\"Circle\\", \\"centre\\": {\\"x\\": 1, \\"y\\": 2}, \\"radius\\": 3}]",
             "group": "{\\"circles\\": [], \\"frame\\": {\\"type\\": \\"polygon\\", \\"points\\": []}}"}\
            """));
        assertThat(drawing.shapes()).containsExactly(new RealTypes.Circle(new RealTypes.Point(1, 2), 3));
        assertThat(drawing.group().frame()).isEqualTo(new RealTypes.Polygon(List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"town\":\"Paris\"} | town: is unknown; there are city, unit, days; city: is missing",
                "{\"city\":null} | city: expected a string, found null",
                "{\"city\":5,\"days\":\"many\"} | city: expected a string, found a number; days: expected an integer,"
                        + " found a string",
                "{\"city\":\"x\",\"days\":3.5} | days: expected an integer between -2147483648 and 2147483647",
                "{\"city\":\"x\",\"days\":2147483648} | days: expected an integer between -2147483648 and 2147483647",
                "{\"city\":\"x\",\"unit\":\"kelvin\"} | unit: expected one of CELSIUS, FAHRENHEIT, found another",
                "{\"city\":\"x\",\"unit\":1} | unit: expected one of CELSIUS, FAHRENHEIT, found no text",
                "{} | city: is missing"
            })
    void read_misfit_saysEachPathAndWhatWasExpected(String json, String message) {
        assertThatExceptionOfType(MisfitException.class)
                .isThrownBy(() -> JsonType.of(City.class).read(JsonObject.parse(json)))
                .withMessage(message);
    }

    @Test
    void read_constructorThatRefuses_saysWhatItSays() {
        JsonObject json = JsonType.of(RealTypes.Invoice.class).write(RealTypes.INVOICE);
        JsonObject line = ((JsonObject) json.array("lines").get(1)).with("quantity", 0);

        assertThatExceptionOfType(MisfitException.class)
                .isThrownBy(() -> JsonType.of(RealTypes.Invoice.class)
                        .read(json.with("lines", List.of(line, "no line")).with("town", "x")))
                .withMessageStartingWith(
                        "lines[0]: quantity must be at least 1; lines[1]: expected an object, found a string;"
                                + " town: is unknown; there are number, date, due,");
    }

    @Test
    void read_manyMisfits_namesFive() {
        JsonArray.Builder shapes = JsonArray.builder();
        for (int i = 0; i < 1000; i++) {
            shapes.add(JsonObject.of("type", "square"));
        }
        JsonObject json = JsonObject.of("title", "t", "shapes", shapes.build());

        assertThatExceptionOfType(MisfitException.class)
                .isThrownBy(() -> JsonType.of(RealTypes.Drawing.class).read(json))
                .satisfies(misfit -> assertThat(misfit.problems())
                        .hasSize(5)
                        .contains("shapes[4].type: expected one of circle, polygon, found another"));
    }

    record Measureless(Optional<BigInteger> big, Optional<BigDecimal> decimal, Optional<Double> d, Optional<Float> f) {}

    @ParameterizedTest
    @CsvSource({
        "big,1e99999999,an integer of at most 1000 digits",
        "big,1e-99999999,an integer of at most 1000 digits",
        "big,-1.5,an integer of at most 1000 digits",
        "decimal,1e99999999,a number of at most 1000 digits",
        "decimal,-1e-99999999,a number of at most 1000 digits",
        "d,1e400,a number that a double holds",
        "f,1e40,a number that a float holds"
    })
    void read_numbersWithoutMeasure_areRefusedAtOnce(String name, String number, String expected) {
        JsonObject json = JsonObject.parse("{\"" + name + "\":" + number + "}");

        assertThatExceptionOfType(MisfitException.class)
                .isThrownBy(() -> JsonType.of(Measureless.class).read(json))
                .withMessage(name + ": expected " + expected);
        String digits = "9".repeat(1001);
        assertThatExceptionOfType(MisfitException.class)
                .isThrownBy(() -> JsonType.of(Measureless.class).read(JsonObject.of(name, digits)))
                .withMessageStartingWith(name + ": expected a");
    }

    @Test
    void read_hostileInput_costsItsLength() {
        JsonObject.Builder members = JsonObject.builder();
        for (int i = 0; i < 200_000; i++) {
            members.put("n" + i, i);
        }
        assertThatExceptionOfType(MisfitException.class)
                .isThrownBy(() -> JsonType.of(City.class).read(members.build()))
                .withMessageStartingWith("n0: is unknown; there are city, unit, days; n1: is unknown");

        String deep = "{\"author\":\"a\",\"text\":\"t\",\"replies\":[".repeat(400) + "]}".repeat(400);
        assertThat(JsonType.of(RealTypes.Comment.class)
                        .read(JsonObject.parse(deep))
                        .replies())
                .hasSize(1);

        String list = "[" + "7,".repeat(300_000) + "7]";
        assertThat(JsonType.listOf(Integer.class).read(JsonObject.of("value", list)))
                .hasSize(300_001);
    }

    @Test
    void listOf_records_liesInAMember() {
        JsonType<List<RealTypes.Customer>> type = JsonType.listOf(RealTypes.Customer.class);
        List<RealTypes.Customer> customers = List.of(new RealTypes.Customer(1, "Ada"));

        assertThat(type.write(customers).toJson()).isEqualTo("{\"value\":[{\"id\":1,\"name\":\"Ada\"}]}");
        assertThat(type.read(type.write(customers))).isEqualTo(customers);
        assertThat(type.soFar(JsonObject.of())).isEmpty();
        assertThatExceptionOfType(MisfitException.class)
                .isThrownBy(() -> type.read(JsonObject.of("value", List.of(JsonObject.of("id", 1)))))
                .withMessage("value[0].name: is missing");
        assertThatExceptionOfType(MisfitException.class)
                .isThrownBy(() -> type.read(JsonObject.of()))
                .withMessage("value: is missing");
    }

    record Arrays(
            int[] ints,
            String[][] texts,
            List<RealTypes.Level>[] lists,
            Collection<? extends RealTypes.Shape> shapes) {}

    @Test
    void read_arrays_areArrays() {
        JsonType<Arrays> type = JsonType.of(Arrays.class);
        JsonObject json = JsonObject.parse("""
            {"ints": [1, 2], "texts": [["a"], []], "lists": [["LOW"]], "shapes": [{"type": "polygon", "points": []}]}\
            """);

        Arrays read = type.read(json);
        assertThat(read.ints()).containsExactly(1, 2);
        assertThat(read.texts()).isDeepEqualTo(new String[][] {{"a"}, {}});
        assertThat(read.lists()[0]).containsExactly(RealTypes.Level.LOW);
        assertThat(type.write(read)).isEqualTo(json);
    }

    record Zoned(ZonedDateTime at, Instant instant) {}

    @Test
    void read_times_takesWhatIsoAllows() {
        Zoned zoned = JsonType.of(Zoned.class)
                .read(JsonObject.of(
                        "at", "2026-01-31T14:30:00+01:00[Europe/Paris]", "instant", "2026-01-31T14:30:00+01:00"));

        assertThat(zoned.instant()).isEqualTo("2026-01-31T13:30:00Z");
        assertThat(JsonType.of(Zoned.class).read(JsonType.of(Zoned.class).write(zoned)))
                .isEqualTo(zoned);
        assertThatExceptionOfType(MisfitException.class)
                .isThrownBy(() -> JsonType.of(Zoned.class).read(JsonObject.of("at", "tomorrow", "instant", 5)))
                .withMessage("at: expected a time with its zone, such as 2026-01-31T14:30:00+01:00[Europe/Paris], found"
                        + " other text; instant: expected a time such as 2026-01-31T14:30:00Z, found a number");
    }

    record WithMap(Map<String, Integer> counts) {}

    record WithJson(List<JsonObject> rows) {}

    @Test
    void strictSchema_whatItCannotSay_isRefusedWithWhatToDo() {
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> JsonType.of(WithMap.class).strictSchema())
                .withMessageContaining(
                        "WithMap: expected a type that a strict schema can say, found at counts: a map: use a"
                                + " list of a record");
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> JsonType.of(WithJson.class).strictSchema())
                .withMessageContaining("found at rows.[]: JSON of any shape");
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> JsonType.of(RealTypes.Comment.class).strictSchema())
                .withMessageContaining("found at replies.[]: a type that contains itself");
        assertThat(JsonType.of(WithMap.class)
                        .schema()
                        .object("properties")
                        .object("counts")
                        .toJson())
                .isEqualTo("{\"type\":\"object\",\"additionalProperties\":{\"type\":\"integer\"}}");
    }

    static class Plain {}

    interface Open {}

    sealed interface Mixed {}

    static final class NoRecord implements Mixed {}

    record WithPlain(List<Plain> plain) {}

    record WithOpen(Open open) {}

    record WithMixed(Mixed mixed) {}

    @SuppressWarnings("rawtypes")
    record WithRaw(List list) {}

    record WithRawPage(@SuppressWarnings("rawtypes") RealTypes.Page page) {}

    record WithSorted(SortedSet<String> sorted) {}

    record WithKeys(Map<RealTypes.Point, String> map) {}

    sealed interface Tagged {}

    record OneTag(String type) implements Tagged {}

    record OtherTag(String kind) implements Tagged {}

    record Nested(@Nullable Nested next) {}

    /** Models write JSON as text now and then; in that text there may be text, without an end. */
    @Test
    void textInTextInText_isAMisfit() {
        String json = "{}";
        for (int text = 0; text < 5; text++) {
            json = "{\"next\":".repeat(880) + Json.write(json) + "}".repeat(880);
        }
        JsonObject given = JsonObject.parse(json);

        assertThatExceptionOfType(MisfitException.class)
                .isThrownBy(() -> JsonType.of(Nested.class).read(given))
                .withMessageEndingWith("is nested too deep");
    }

    record Endless<T>(T value, Optional<Endless<List<T>>> next) {}

    record StartsEndless(Endless<String> endless) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Plain | Plain: expected a record, an enum, a sealed interface or a type of the JDK that JSON can say,"
                        + " found a class,",
                "WithPlain | WithPlain.plain: expected a record, an enum,",
                "WithOpen | WithOpen.open: expected a record, an enum, a sealed interface or a type of the JDK that"
                        + " JSON can say, found an interface,",
                "WithMixed | WithMixed.mixed: expected a sealed interface of records, found"
                        + " io.github.claude4j.types.JsonTypeTest$NoRecord among",
                "WithRaw | WithRaw.list: expected List of something, found the raw type: write List<…>",
                "WithRawPage | Page.items: expected a type argument, found a raw type or a variable",
                "WithSorted | WithSorted.sorted: expected a record",
                "WithKeys | WithKeys.map: expected a map by text, numbers or an enum, found other keys: use a list of"
                        + " a record",
                "Tagged | Tagged: expected no component called type or kind in a variant, found both: rename one",
                "StartsEndless | Endless.next: expected a type that comes to an end"
            })
    void of_whatJsonCannotSay_isRefusedWithWhatToDo(String name, String message) throws Exception {
        Class<?> type = Class.forName(JsonTypeTest.class.getName() + "$" + name);

        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> JsonType.of(type))
                .withMessageStartingWith(message);
    }

    record OneTagOnly(String type, int size) implements Sized {}

    record Other(String name) implements Sized {}

    sealed interface Sized {}

    @Test
    void of_variantWithAComponentCalledType_takesAnotherTag() {
        JsonType<Sized> type = JsonType.of(Sized.class);

        JsonObject json = type.write(new OneTagOnly("x", 3));
        assertThat(json.toJson()).isEqualTo("{\"value\":{\"kind\":\"one_tag_only\",\"type\":\"x\",\"size\":3}}");
        assertThat(type.read(json)).isEqualTo(new OneTagOnly("x", 3));
    }

    @Test
    void of_lookup_readsByItsHandles() {
        JsonType<City> type = JsonType.of(City.class, MethodHandles.lookup());
        City city = new City("Paris", Optional.empty(), 3);

        assertThat(type.read(type.write(city))).isEqualTo(city);
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> JsonType.of(City.class, MethodHandles.publicLookup()))
                .withMessageContaining("opens io.github.claude4j.types to io.github.claude4j");
    }

    @Test
    void of_sameClass_isTheSameType() {
        assertThat(JsonType.of(City.class)).isSameAs(JsonType.of(City.class)).isSameAs(JsonType.of((Type) City.class));
    }

    @Test
    void of_schemaAndFunctions_readsAndWritesByThem() {
        JsonObject schema = JsonObject.parse("{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}}");
        JsonType<Long> type = JsonType.of(schema, json -> json.longValue("n"), n -> JsonObject.of("n", n));

        assertThat(type.schema()).isEqualTo(schema);
        assertThat(type.strictSchema()).isEqualTo(schema);
        assertThat(type.read(type.write(7L))).isEqualTo(7);
        assertThat(type.soFar(JsonObject.of())).isEmpty();
        assertThat(type.soFar(JsonObject.of("n", 7))).contains(7L);
        assertThatExceptionOfType(MisfitException.class)
                .isThrownBy(() -> type.read(JsonObject.of("n", "x")))
                .withMessage("n: expected an integer, found a string");
        assertThat(JsonType.of(schema).read(JsonObject.of("x", 1))).isEqualTo(JsonObject.of("x", 1));
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> JsonType.of(JsonObject.of("type", "array")))
                .withMessage("schema.type: expected \"object\", found array: put it into a member of one");
    }

    record Holder<T>(T held) {}

    record Box<T>(Holder<T[]> array, Holder<List<? extends T>> list) {}

    record Boxes(
            Box<String> texts,
            Box<Integer> numbers,
            RealTypes.Page<List<@Nullable String>> some,
            RealTypes.Page<List<String>> all) {}

    @Test
    void schema_sameRecordOfOtherTypes_isOneForEach() {
        JsonObject boxes = JsonType.of(Boxes.class).schema().object("properties");

        assertThat(items(boxes.object("texts"), "array", "held").toJson()).isEqualTo("{\"type\":\"string\"}");
        assertThat(items(boxes.object("numbers"), "array", "held").toJson()).isEqualTo("{\"type\":\"integer\"}");
        assertThat(items(boxes.object("numbers"), "list", "held").toJson()).isEqualTo("{\"type\":\"integer\"}");
        assertThat(items(boxes.object("some"), "items").object("items").has("anyOf"))
                .isTrue();
        assertThat(items(boxes.object("all"), "items").object("items").has("anyOf"))
                .isFalse();
    }

    private static JsonObject items(JsonObject schema, String... path) {
        JsonObject found = schema;
        for (String step : path) {
            found = found.object("properties").object(step);
        }
        return found.object("items");
    }

    record Nothing() {}

    @Test
    void read_recordWithoutComponents_isOne() {
        assertThat(JsonType.of(Nothing.class).read(JsonObject.of())).isEqualTo(new Nothing());
        assertThatExceptionOfType(MisfitException.class)
                .isThrownBy(() -> JsonType.of(Nothing.class).read(JsonObject.of("a", 1)))
                .withMessage("a: is unknown; there is nothing");
    }

    @Test
    void read_simpleRoots_lieInAMember() {
        assertThat(JsonType.of(Unit.class).read(JsonObject.of("value", "fahrenheit")))
                .isEqualTo(Unit.FAHRENHEIT);
        assertThat(JsonType.of(String.class).schema().toJson())
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{\"value\":{\"type\":\"string\"}},\"required\":[\"value\"],"
                                + "\"additionalProperties\":false}");
    }

    @Test
    void read_collections_cannotBeChanged() {
        RealTypes.Form form = JsonType.of(RealTypes.Form.class)
                .read(JsonType.of(RealTypes.Form.class).write(RealTypes.FORM));

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> form.medications().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> form.allergies().set(0, "x"));
        assertThat(new ArrayList<>(form.allergies())).containsExactly("pollen", null);
        assertThat(form.medications()).isInstanceOf(Set.class);
    }
}
