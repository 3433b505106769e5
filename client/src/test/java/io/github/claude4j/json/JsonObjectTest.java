package io.github.claude4j.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
    @Test
    void put_presentName_keepsItsPlace() {
        JsonObject object = JsonObject.builder()
                .put("a", 1)
                .put("b", 2)
                .put("a", 3)
                .put("c", null)
                .build();
        assertThat(object.toJson()).isEqualTo("{\"a\":3,\"b\":2,\"c\":null}");
        assertThat(object.names()).containsExactly("a", "b", "c");
        assertThat(object.size()).isEqualTo(3);
    }

    @Test
    void build_builderGoesOn_objectStaysAsItWas() {
        JsonObject.Builder builder = JsonObject.builder().put("a", 1).add("list", "x");
        JsonObject first = builder.build();
        builder.put("a", 2).add("list", "y").put("b", true).remove("nothing");
        JsonObject second = builder.build();

        assertThat(first.toJson()).isEqualTo("{\"a\":1,\"list\":[\"x\"]}");
        assertThat(second.toJson()).isEqualTo("{\"a\":2,\"list\":[\"x\",\"y\"],\"b\":true}");
    }

    @Test
    void toBuilder_changed_originalStaysAsItWas() {
        JsonObject original = JsonObject.parse("{\"a\":1,\"list\":[1],\"c\":3}");
        JsonObject changed = original.toBuilder()
                .put("a", 2)
                .add("list", 2)
                .remove("c")
                .put("d", 4)
                .build();

        assertThat(changed.toJson()).isEqualTo("{\"a\":2,\"list\":[1,2],\"d\":4}");
        assertThat(original.toJson()).isEqualTo("{\"a\":1,\"list\":[1],\"c\":3}");
    }

    @Test
    void get_listThatGrows_isACopy() {
        JsonObject.Builder builder = JsonObject.builder().add("list", 1);
        Object seen = builder.get("list");
        builder.add("list", 2);
        assertThat(seen).isEqualTo(JsonArray.of(1));
        assertThat(builder.get("list")).isEqualTo(JsonArray.of(1, 2));
    }

    @Test
    void add_memberThatIsNoList_failsAndNamesIt() {
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> JsonObject.builder().put("a", "text").add("a", 1))
                .withMessage("a: expected an array, found a string");
    }

    @Test
    void add_absentOrNull_beginsAList() {
        assertThat(JsonObject.builder()
                        .put("a", null)
                        .add("a", null)
                        .add("b", 1)
                        .build()
                        .toJson())
                .isEqualTo("{\"a\":[null],\"b\":[1]}");
    }

    @Test
    void has_nullMember_isThereButEmpty() {
        JsonObject object = JsonObject.of("a", null);
        assertThat(object.has("a")).isTrue();
        assertThat(object.get("a")).isNull();
        assertThat(object.has("b")).isFalse();
        assertThat(object.isEmpty()).isFalse();
        assertThat(JsonObject.of().isEmpty()).isTrue();
    }

    @Test
    void builder_manyMembersAtRandom_behavesAsAMap() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Map<String, Object> expected = new LinkedHashMap<>();
            JsonObject.Builder builder = JsonObject.builder();
            for (int step = 0; step < 500; step++) {
                String name = "n" + random.nextInt(100);
                switch (random.nextInt(10)) {
                    case 0, 1 -> {
                        expected.remove(name);
                        builder.remove(name);
                    }
                    case 2 -> {
                        assertThat(builder.has(name)).isEqualTo(expected.containsKey(name));
                        assertThat(builder.get(name)).isEqualTo(expected.get(name));
                    }
                    case 3 -> builder = builder.build().toBuilder();
                    default -> {
                        expected.put(name, (long) step);
                        builder.put(name, step);
                    }
                }
            }
            JsonObject object = builder.build();
            assertThat(object.names()).containsExactlyElementsOf(expected.keySet());
            assertThat(object.asMap()).isEqualTo(expected);
            expected.forEach((name, value) -> assertThat(object.get(name)).isEqualTo(value));
        }
    }

    @Test
    void with_andWithout_changeACopy() {
        JsonObject object = JsonObject.of("a", 1, "b", 2);
        assertThat(object.with("a", 3)).isEqualTo(JsonObject.of("a", 3, "b", 2));
        assertThat(object.with("c", 3).names()).containsExactly("a", "b", "c");
        assertThat(object.without("a")).isEqualTo(JsonObject.of("b", 2));
        assertThat(object.without("x")).isSameAs(object);
        assertThat(object).isEqualTo(JsonObject.of("a", 1, "b", 2));
    }

    @Test
    void equals_anotherOrder_isEqualWithTheSameHash() {
        JsonObject one = JsonObject.parse("{\"a\":1,\"b\":[1,{\"x\":null,\"y\":1.10}],\"c\":\"x\"}");
        JsonObject other = JsonObject.parse("{\"c\":\"x\",\"b\":[1,{\"y\":1.10,\"x\":null}],\"a\":1}");
        assertThat(other).isEqualTo(one).hasSameHashCodeAs(one);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":1}",
                "{\"a\":1,\"b\":null,\"c\":null}",
                "{\"a\":1,\"b\":2}",
                "{\"a\":\"1\",\"b\":null}",
                "{\"a\":1.0,\"b\":null}",
                "{\"a\":1,\"c\":null}",
                "{\"a\":[1],\"b\":null}",
                "{\"a\":true,\"b\":null}"
            })
    void equals_otherMembers_isNot(String text) {
        assertThat(JsonObject.parse(text)).isNotEqualTo(JsonObject.parse("{\"a\":1,\"b\":null}"));
    }

    @Test
    void equals_otherSpellingOfANumber_isNot() {
        assertThat(Json.parse("[1.1]")).isNotEqualTo(Json.parse("[1.10]"));
        assertThat(Json.parse("[-0]")).isNotEqualTo(Json.parse("[0]"));
    }

    @Test
    void equals_arrays_mindOrder() {
        assertThat(JsonArray.of(1, 2)).isNotEqualTo(JsonArray.of(2, 1)).isNotEqualTo(JsonArray.of(1));
        assertThat(JsonArray.of(1, 2))
                .isEqualTo(JsonArray.builder().add(1).add(2).build());
        assertThat(JsonArray.of()).isEqualTo(JsonArray.of(List.of())).isNotEqualTo(JsonObject.of());
    }

    @Test
    void withOrigin_noted_takesNoPartInEqualityOrText() {
        JsonObject object = JsonObject.of("a", 1);
        JsonObject noted = object.withOrigin("note");
        assertThat(noted).isEqualTo(object).hasSameHashCodeAs(object).hasToString(object.toString());
        assertThat(noted.origin()).isEqualTo("note");
        assertThat(object.origin()).isNull();
        assertThat(noted.with("b", 1).origin()).isNull();
    }

    @Test
    void asMap_givesJdkValues() {
        JsonObject object = JsonObject.builder()
                .put("text", "x")
                .put("long", 1)
                .put("big", new BigInteger("9223372036854775808"))
                .put("decimal", new BigDecimal("1.10"))
                .put("flag", true)
                .put("nothing", null)
                .put("bytes", new byte[] {1, 2, 3})
                .put("object", JsonObject.of("a", JsonArray.of(1, JsonObject.of())))
                .build();

        assertThat(object.asMap())
                .containsExactly(
                        entry("text", "x"),
                        entry("long", 1L),
                        entry("big", new BigInteger("9223372036854775808")),
                        entry("decimal", new BigDecimal("1.10")),
                        entry("flag", true),
                        entry("nothing", null),
                        entry("bytes", "AQID"),
                        entry("object", Map.of("a", List.of(1L, Map.of()))));
    }

    @Test
    void asMap_changed_refuses() {
        Map<String, Object> map =
                JsonObject.of("a", JsonArray.of(1), "b", JsonObject.of("c", 1)).asMap();
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> map.put("x", 1));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> ((List<?>) map.get("a")).remove(0));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> ((Map<?, ?>) map.get("b")).clear());
    }

    @Test
    void asMap_putBack_isTheSameObject() {
        JsonObject object =
                JsonObject.parse("{\"a\":[1,-0,1.10,1e400,null,true],\"b\":{\"c\":[[]]},\"d\":99999999999999999999}");
        assertThat(JsonObject.of(object.asMap()).without("a")).isEqualTo(object.without("a"));
        assertThat(JsonObject.of(object.asMap()).array("a").toJson()).isEqualTo("[1,0,1.10,1E+400,null,true]");
    }

    @Test
    void iterator_changed_refuses() {
        var values = JsonArray.of(1, null).iterator();
        assertThat(values.next()).isEqualTo(1L);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(values::remove);
        assertThat(values.next()).isNull();
        assertThat(values.hasNext()).isFalse();
    }

    @Test
    void of_valuesThatCanBeJson_areTaken() {
        JsonView view = () -> JsonArray.of(1);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("k", null);
        JsonArray array = JsonArray.of(
                1,
                (short) 2,
                (byte) 3,
                4L,
                1.5,
                2.5f,
                -0.0,
                new BigInteger("5"),
                new BigInteger("99999999999999999999"),
                new BigDecimal("1.50"),
                new BigDecimal("1E+3"),
                Instant.parse("2026-01-02T03:04:05Z"),
                LocalDate.of(2026, 1, 2),
                map,
                Arrays.asList(1, null),
                view,
                new byte[] {1},
                null,
                true,
                "text");

        assertThat(array.toJson())
                .isEqualTo(
                        "[1,2,3,4,1.5,2.5,-0.0,5,99999999999999999999,1.50,1E+3,\"2026-01-02T03:04:05Z\",\"2026-01-02\","
                                + "{\"k\":null},[1,null],[1],\"AQ==\",null,true,\"text\"]");
        assertThat(Json.parse(array.toJson())).isEqualTo(array);
    }

    @Test
    void put_wholeBigDecimal_isTheIntegerThatItReadsAs() {
        JsonObject object = JsonObject.of("a", new BigDecimal("5"), "b", new BigDecimal("99999999999999999999"));
        assertThat(JsonObject.parse(object.toJson())).isEqualTo(object);
        assertThat(object.longValue("a")).isEqualTo(5);
    }

    @Test
    void of_eightPairs_keepsTheirOrder() {
        assertThat(JsonObject.of("a", 1, "b", 2, "c", 3, "d", 4).toJson())
                .isEqualTo("{\"a\":1,\"b\":2,\"c\":3,\"d\":4}");
        assertThat(JsonObject.of("a", 1, "b", 2, "c", 3, "d", 4, "e", 5, "f", 6, "g", 7, "h", null)
                        .toJson())
                .isEqualTo("{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":null}");
    }

    @Test
    void arrayReaders_rightShape_giveTheValue() {
        JsonArray array = (JsonArray) Json.parse("[\"x\",7,1.5,true,{\"a\":1},[2],null]");
        assertThat(array.string(0)).isEqualTo("x");
        assertThat(array.longValue(1)).isEqualTo(7);
        assertThat(array.doubleValue(2)).isEqualTo(1.5);
        assertThat(array.booleanValue(3)).isTrue();
        assertThat(array.object(4).longValue("a")).isEqualTo(1);
        assertThat(array.array(5).longValue(0)).isEqualTo(2);
        assertThat(JsonArray.of("a", "b").strings()).containsExactly("a", "b");
        assertThat(JsonArray.of(JsonObject.of(), JsonObject.of("a", 1)).objects())
                .containsExactly(JsonObject.of(), JsonObject.of("a", 1));
    }

    @Test
    void arrayReaders_otherShape_nameTheIndex() {
        JsonArray array = JsonArray.of("x", null);
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> array.object(0))
                .withMessage("[0]: expected an object, found a string");
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> array.longValue(1))
                .withMessage("[1]: expected an integer, found null");
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> array.string(2))
                .withMessage("[2]: expected a string, found nothing, for there are 2 values");
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(array::objects)
                .withMessage("[0]: expected an object, found a string");
    }

    @Test
    void toJson_nestedDeeperThanIsWritten_saysSo() {
        JsonObject deep = JsonObject.of();
        for (int i = 0; i < 1100; i++) {
            deep = JsonObject.of("a", deep);
        }
        JsonObject value = deep;
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(value::toJson)
                .withMessage("JSON: expected 1000 levels at most, found more");
    }

    @Test
    void of_listThatChangesLater_isNotTouched() {
        List<Object> list = new ArrayList<>(List.of(1));
        JsonObject object = JsonObject.of("list", list);
        list.add(2);
        assertThat(object.toJson()).isEqualTo("{\"list\":[1]}");
    }

    static Stream<Object> noJson() {
        return Stream.of(
                new Object(),
                'c',
                Thread.State.NEW,
                Optional.of(1),
                new AtomicLong(1),
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY,
                new int[] {1},
                new StringBuilder(),
                Path.of("a", "b"));
    }

    @ParameterizedTest
    @MethodSource("noJson")
    void put_whatCanNotBeJson_refuses(Object value) {
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> JsonObject.of("a", value))
                .withMessageStartingWith("a: expected ");
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> JsonObject.builder().add("a", List.of(Map.of("b", value))))
                .withMessageStartingWith("b: expected ");
        assertThatExceptionOfType(InvalidParamsException.class)
                .isThrownBy(() -> JsonArray.of(List.of(value)))
                .withMessageStartingWith("JSON: expected ");
    }

    @Test
    void readers_rightShape_giveTheValue() {
        JsonObject object = JsonObject.parse(
                "{\"s\":\"x\",\"l\":7,\"d\":1.5,\"t\":true,\"o\":{},\"a\":[],\"n\":null,\"whole\":1e3,\"one\":1.0}");
        assertThat(object.string("s")).isEqualTo("x");
        assertThat(object.longValue("l")).isEqualTo(7);
        assertThat(object.longValue("whole")).isEqualTo(1000);
        assertThat(object.longValue("one")).isEqualTo(1);
        assertThat(object.doubleValue("l")).isEqualTo(7.0);
        assertThat(object.doubleValue("d")).isEqualTo(1.5);
        assertThat(object.booleanValue("t")).isTrue();
        assertThat(object.object("o")).isEqualTo(JsonObject.of());
        assertThat(object.array("a")).isEqualTo(JsonArray.of());
        assertThat(object.optString("s")).contains("x");
        assertThat(object.optLong("l")).hasValue(7);
        assertThat(object.optDouble("d")).hasValue(1.5);
        assertThat(object.optBoolean("t")).contains(true);
        assertThat(object.optObject("o")).contains(JsonObject.of());
        assertThat(object.optArray("a")).contains(JsonArray.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "absent"})
    void optionalReaders_nullOrAbsent_areEmpty(String name) {
        JsonObject object = JsonObject.of("n", null);
        assertThat(object.optString(name)).isEmpty();
        assertThat(object.optLong(name)).isEqualTo(OptionalLong.empty());
        assertThat(object.optDouble(name)).isEqualTo(OptionalDouble.empty());
        assertThat(object.optBoolean(name)).isEmpty();
        assertThat(object.optObject(name)).isEmpty();
        assertThat(object.optArray(name)).isEmpty();
    }

    static Stream<Runnable> wrongReads() {
        JsonObject json = JsonObject.parse("{\"s\":\"hush\",\"i\":1,\"d\":4711.25,\"n\":null,\"b\":true,"
                + "\"big\":99999999999999999999,\"huge\":1e400,\"o\":{},\"a\":[]}");
        return Stream.of(
                named("s: expected an integer, found a string", () -> json.longValue("s")),
                named("s: expected a number, found a string", () -> json.doubleValue("s")),
                named("s: expected an object, found a string", () -> json.object("s")),
                named("s: expected an integer, found a string", () -> json.optLong("s")),
                named("i: expected a string, found a number", () -> json.string("i")),
                named("i: expected a string, found a number", () -> json.optString("i")),
                named("d: expected an integer, found another number", () -> json.longValue("d")),
                named("huge: expected an integer, found another number", () -> json.longValue("huge")),
                named("big: expected an integer, found one beyond 64 bits", () -> json.longValue("big")),
                named("n: expected a string, found null", () -> json.string("n")),
                named("n: expected an integer, found null", () -> json.longValue("n")),
                named("b: expected an array, found a boolean", () -> json.array("b")),
                named("o: expected an array, found an object", () -> json.array("o")),
                named("o: expected a boolean, found an object", () -> json.optBoolean("o")),
                named("a: expected an object, found an array", () -> json.optObject("a")),
                named("x: expected a boolean, found nothing", () -> json.booleanValue("x")),
                named("x: expected an object, found nothing", () -> json.object("x")),
                named("x: expected an array, found nothing", () -> json.array("x")),
                named("x: expected a number, found nothing", () -> json.doubleValue("x")));
    }

    private static Runnable named(String message, Runnable read) {
        return new Runnable() {
            @Override
            public void run() {
                read.run();
            }

            @Override
            public String toString() {
                return message;
            }
        };
    }

    @ParameterizedTest
    @MethodSource("wrongReads")
    void readers_wrongShape_failAndNameIt(Runnable read) {
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(read::run)
                .withMessage(read.toString());
    }

    @Test
    void numbers_beyondWhatBigDecimalHolds_failClearly() {
        JsonObject object = JsonObject.parse("{\"n\":1e99999999999}");
        assertThat(object.toJson()).isEqualTo("{\"n\":1e99999999999}");
        assertThat(object.doubleValue("n")).isInfinite();
        assertThatExceptionOfType(InvalidDataException.class).isThrownBy(() -> object.longValue("n"));
        assertThatExceptionOfType(InvalidDataException.class).isThrownBy(object::asMap);
    }

    @Test
    void jsonNumber_asNumber_converts() {
        Number number = (Number) JsonObject.parse("{\"n\":-2.75}").get("n");
        assertThat(number).isInstanceOf(JsonNumber.class).hasToString("-2.75");
        assertThat(number.doubleValue()).isEqualTo(-2.75);
        assertThat(number.floatValue()).isEqualTo(-2.75f);
        assertThat(number.intValue()).isEqualTo(-2);
        assertThat(number.longValue()).isEqualTo(-2);
        assertThat(((JsonNumber) number).decimal()).isEqualTo("-2.75");
        assertThat(Double.doubleToRawLongBits(
                        ((Number) JsonObject.parse("{\"n\":-0}").get("n")).doubleValue()))
                .isEqualTo(Double.doubleToRawLongBits(-0.0));
    }

    @Test
    void forEach_members_comeInOrder() {
        List<String> seen = new ArrayList<>();
        JsonObject.parse("{\"b\":1,\"a\":null}").forEach((name, value) -> seen.add(name + "=" + value));
        assertThat(seen).containsExactly("b=1", "a=null");
    }

    @Test
    void plus_sharesWhatIsThere_andForksKeepApart() {
        JsonArray array = JsonArray.of();
        List<JsonArray> all = new ArrayList<>(List.of(array));
        for (int i = 0; i < 100; i++) {
            array = array.plus(i);
            all.add(array);
        }
        JsonArray fork = all.get(50).plus("fork");
        assertThat(fork.plus("again").size()).isEqualTo(52);
        for (int size = 0; size <= 100; size++) {
            JsonArray each = all.get(size);
            assertThat(each.size()).isEqualTo(size);
            assertThat(each).isEqualTo(JsonArray.of(all.get(100).asList().subList(0, size)));
            assertThat(each).hasSize(size);
            assertThat(each.first(size / 2)).isEqualTo(all.get(size / 2));
            int beyond = size;
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> each.get(beyond));
        }
        assertThat(all.get(50).plus(50)).isEqualTo(all.get(51)).hasSameHashCodeAs(all.get(51));
        assertThat(fork.toJson()).endsWith(",48,49,\"fork\"]");
    }

    @Test
    void plus_byManyThreadsAtOnce_keepsApart() throws Exception {
        JsonArray begun = JsonArray.of().plus("begun");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<JsonArray>> made = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String name = "thread " + i;
                made.add(threads.submit(() -> begun.plus(name).plus(name)));
            }
            for (int i = 0; i < made.size(); i++) {
                assertThat(made.get(i).get()).isEqualTo(JsonArray.of("begun", "thread " + i, "thread " + i));
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
