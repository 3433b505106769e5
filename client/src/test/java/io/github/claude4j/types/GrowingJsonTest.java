package io.github.claude4j.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.fixtures.RandomJson;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrowingJsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | {}",
                "` ` | {}",
                "{ | {}",
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
                "{\"a\":true | {\"a\":true}",
                "{\"a\":null,\"b\":f | {\"a\":null}",
                "{\"a\":[ | {\"a\":[]}",
                "{\"a\":[1 | {\"a\":[]}",
                "{\"a\":[1, | {\"a\":[1]}",
                "{\"a\":[1,[2,\"x | {\"a\":[1,[2,\"x\"]]}",
                "{\"a\":[{},{\"b\":{\"c | {\"a\":[{},{\"b\":{}}]}",
                "{\"a\":{\"b\":[true,{\"c\":\"]} | {\"a\":{\"b\":[true,{\"c\":\"]}\"}]}}",
                "{\"a\":\"x\\ | {\"a\":\"x\"}",
                "{\"a\":\"x\\\" | {\"a\":\"x\\\"\"}",
                "{\"a\":\"\\u00e | {\"a\":\"\"}",
                "{\"a\":\"\\u00e9 | {\"a\":\"é\"}",
                "{\"a\":\"x\\ud83d | {\"a\":\"x\"}",
                "{\"a\":\"x\\ud83d\\ude0 | {\"a\":\"x\"}",
                "{\"a\":\"x\\ud83d\\ude00 | {\"a\":\"x😀\"}",
                "{\"a\\\"b\":\"c | {\"a\\\"b\":\"c\"}",
                "{\"a\":1,\"a\":\"x | {\"a\":\"x\"}",
            })
    void soFar_beginning_isWhatIsCertain(String text, String expected) {
        GrowingJson json = grown(text);

        assertThat(json.soFar().toJson()).isEqualTo(expected);
        assertThat(json.fault()).isEmpty();
    }

    @Test
    void add_surrogatePairInTwoPieces_joinsIt() {
        GrowingJson json = grown("{\"a\":\"x\ud83d");
        assertThat(json.soFar()).isEqualTo(JsonObject.of("a", "x"));

        json.add("\ude00");
        assertThat(json.soFar()).isEqualTo(JsonObject.of("a", "x\ud83d\ude00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"city\": \"Mün\\u00fcchen \\ud83d\\ude00 \\\"x\\\"\", \"days\": 10, \"exact\": [1.5e-3, -2, true,"
                        + " false, null]}",
                "{\"a\":{\"b\":{\"c\":[[],[{}],[\"\",\"]\",\"}\"]]}},\"d\":\"\\\\\",\"e\\n\":\"{\\\"f\\\":1}\"}",
                "  {\n  \"list\" : [\n    {\"n\" : 1 },\n    {\"n\" : 12 }\n  ],\n  \"end\" : true\n}\n",
                "{\"a\":-0,\"b\":123456789012345678901234567890,\"c\":0,\"d\":-9223372036854775808,\"e\":1.10}",
                "{}",
                "{\"\":\"\"}"
            })
    void soFar_everyBeginning_agreesWithTheWhole(String text) {
        assertBeginningsAgree(text);
    }

    @Test
    void soFar_everyBeginningOfRandomObjects_agreesWithTheWhole() {
        int objects = 0;
        for (int seed = 0; objects < 150; seed++) {
            RandomJson random = new RandomJson(seed);
            if (random.value() instanceof Map
                    && !random.hasDuplicates()
                    && random.text().length() < 400) {
                objects++;
                assertBeginningsAgree(random.text());
            }
        }
    }

    @Test
    void whole_randomObjectsInRandomPieces_isWhatParsingGives() {
        Random cuts = new Random(7);
        for (int seed = 0; seed < 500; seed++) {
            RandomJson random = new RandomJson(seed);
            String text = random.text();
            if (random.value() instanceof Map) {
                GrowingJson json = new GrowingJson();
                for (int i = 0; i < text.length(); ) {
                    int end = Math.min(text.length(), i + cuts.nextInt(9));
                    json.add(text.substring(i, end));
                    i = end;
                    if (cuts.nextInt(3) == 0) {
                        json.soFar();
                    }
                }
                assertThat(json.whole()).as(text).isEqualTo(JsonObject.parse(text));
                assertThat(json.whole().toJson())
                        .isEqualTo(JsonObject.parse(text).toJson());
                assertThat(json.isWhole()).isTrue();
                assertThat(json.text()).isEqualTo(text);
            }
        }
    }

    private static void assertBeginningsAgree(String text) {
        JsonObject whole = JsonObject.parse(text);
        GrowingJson json = new GrowingJson();
        JsonObject before = json.soFar();
        String written = before.toJson();
        for (int i = 0; i < text.length(); i++) {
            json.add(text.substring(i, i + 1));
            JsonObject part = json.soFar();
            assertThat(json.fault()).as(text.substring(0, i + 1)).isEmpty();
            if (!begins(part, whole) || !begins(before, part)) {
                fail(
                        "%s%nis %s, which does not fit to what was there before, %s",
                        text.substring(0, i + 1), part, before);
            }
            // What was handed out stays as it was.
            assertThat(before.toJson()).isEqualTo(written);
            before = part;
            written = part.toJson();
        }
        assertThat(json.whole()).isEqualTo(whole);
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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello | 0 | a JSON object | {}",
                "[1,2] | 0 | a JSON object | {}",
                "\"text\" | 0 | a JSON object | {}",
                "} | 0 | a JSON object | {}",
                "{\"a\":1}} | 7 | nothing after the object | {\"a\":1}",
                "{\"a\":1} x | 8 | nothing after the object | {\"a\":1}",
                "{\"a\":[1} | 7 | a comma or the array's end | {\"a\":[1]}",
                "{\"a\":1] | 6 | a comma or the object's end | {\"a\":1}",
                "{\"a\":1,} | 7 | a name in quotes | {\"a\":1}",
                "{\"a\":[1,] | 8 | a value | {\"a\":[1]}",
                "{\"a\":{] | 6 | a name in quotes | {\"a\":{}}",
                "{\"a\" 1 | 5 | a colon | {}",
                "{\"a\":\"b\\x\" | 8 | an escape that JSON knows | {\"a\":\"b\"}",
                "{\"a\":\"\\u12g4\" | 10 | four hexadecimal digits | {\"a\":\"\"}",
                "`{\"a\":\"b\tc\"` | 7 | text whose control characters are escaped | {\"a\":\"b\"}",
                "{\"k\":[\"x\"],\"a\":Dave} | 15 | a value | {\"k\":[\"x\"]}",
                "{\"a\":trie} | 7 | a value | {}",
                "{\"a\":1.} | 5 | a number | {}",
                "{\"a\":01} | 5 | a number | {}",
                "{\"a\":1-2} | 5 | a number | {}",
                "{\"a\":-} | 5 | a number | {}",
                "{a:1} | 1 | a name in quotes | {}"
            })
    void fault_noBeginningOfAnObject_saysWhereAndKeepsWhatCameBefore(
            String text, int offset, String expected, String kept) {
        for (int size : new int[] {1, 3, text.length()}) {
            GrowingJson json = new GrowingJson();
            for (int i = 0; i < text.length(); i += size) {
                json.add(text.substring(i, Math.min(text.length(), i + size)));
            }
            json.add(" {\"more\": true}");

            String fault = "malformed JSON at offset " + offset + ": expected " + expected;
            assertThat(json.fault()).contains(fault);
            assertThat(json.soFar().toJson()).isEqualTo(kept);
            assertThat(json.isWhole()).isFalse();
            assertThat(json.text()).isEqualTo(text + " {\"more\": true}");
            assertThatExceptionOfType(InvalidDataException.class)
                    .isThrownBy(json::whole)
                    .withMessage(fault);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | expected a JSON object, found nothing",
                "`  ` | expected a JSON object, found nothing",
                "{ | expected a whole JSON object, found one that is cut after 1 characters",
                "{\"path\":\"/home/ada | expected a whole JSON object, found one that is cut after 18 characters",
                "{\"a\":true | expected a whole JSON object, found one that is cut after 9 characters"
            })
    void whole_cutObject_isRefused(String text, String message) {
        GrowingJson json = grown(text);

        assertThat(json.isWhole()).isFalse();
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(json::whole)
                .withMessage(message);
    }

    @Test
    void add_nestedTooDeep_isAFault() {
        GrowingJson allowed = grown("{\"a\":".repeat(900) + "1" + "}".repeat(900));
        assertThat(allowed.isWhole()).isTrue();

        GrowingJson json = new GrowingJson();
        for (int i = 0; i < 100_000; i++) {
            json.add(i == 0 ? "{\"a\":" : "[");
            json.soFar();
        }
        assertThat(json.fault()).contains("JSON nested deeper than 900 levels");
    }

    @Test
    void add_endlessNumber_isAFault() {
        assertThat(grown("{\"a\":" + "7".repeat(1000) + "}").isWhole()).isTrue();

        GrowingJson json = grown("{\"b\":2,\"a\":");
        for (int i = 0; i < 1_000; i++) {
            json.add("1".repeat(1_000));
        }
        json.add("}");
        assertThat(json.fault()).contains("JSON with a number of more than 1000 characters");
        assertThat(json.soFar()).isEqualTo(JsonObject.of("b", 2));
    }

    @Test
    void add_manyMembersAndLongLists_agreesWithParsing() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < 20_000; i++) {
            text.append("\"n").append(i).append("\":").append(i).append(',');
        }
        text.append("\"list\":[")
                .append("\"\\ud83d\\ude00\",1e1,".repeat(20_000))
                .append("{}]}");

        GrowingJson json = grown(text.toString());
        assertThat(json.whole().toJson())
                .isEqualTo(JsonObject.parse(text.toString()).toJson());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ | 0",
                "{\"a\":[ | 0",
                "{\"a\":[1 | 0",
                "{\"a\":[1, | 1",
                "{\"a\":[1,{\"a\":[1,2,3 | 1",
                "{\"a\":[1,{} | 2",
                "{\"a\":[1,{}],\"b\":[1,2,3, | 2",
                "{\"a\":{\"a\":[1,2,3, | 0",
                "{\"a\":[1,\"x\"]} | 2"
            })
    void closed_list_countsWhatHasComeWhole(String text, int count) {
        assertThat(grown(text).closed("a")).isEqualTo(count);
    }

    /** Counts what was never handed out before: what has come, and what was copied. */
    private static int made(Object now, Set<Object> seen) {
        int made = 0;
        if (now instanceof JsonObject object && !object.isEmpty() && seen.add(now)) {
            made = 1;
            for (int i = 0; i < object.size(); i++) {
                made += made(object.value(i), seen);
            }
        } else if (now instanceof JsonArray array && !array.isEmpty() && seen.add(now)) {
            made = 1;
            for (Object value : array) {
                made += made(value, seen);
            }
        }
        return made;
    }

    @Test
    void soFar_everyBeginning_makesNoMoreThanWhatIsOpen() {
        StringBuilder text = new StringBuilder("{\"first\":{\"x\":[{\"y\":1}]},\"list\":[");
        for (int i = 0; i < 300; i++) {
            text.append(i == 0 ? "" : ",").append("{\"n\":").append(i).append(",\"deep\":[[{\"text\":\"abc\"}],{}]}");
        }
        text.append("],\"end\":\"some text\"}");

        GrowingJson json = new GrowingJson();
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < text.length(); i++) {
            json.add(text.substring(i, i + 1));
            // The path to where the text ends is six deep.
            assertThat(made(json.soFar(), seen)).isLessThanOrEqualTo(6);
            assertThat(json.soFar()).isSameAs(json.soFar());
        }
    }

    record Item(int n, String text) {
        static final AtomicInteger MADE = new AtomicInteger();

        Item {
            MADE.incrementAndGet();
        }
    }

    record Items(List<Item> items, Map<String, Item> named, Item last, String note) {}

    @Test
    void soFar_ofAType_makesClosedPartsOnce() {
        StringBuilder text = new StringBuilder("{\"items\":[");
        for (int i = 0; i < 200; i++) {
            text.append("{\"n\":").append(i).append(",\"text\":\"a\"},");
        }
        text.append("{}],\"named\":{\"a\":{\"n\":1},\"b\":{\"n\":2}},\"last\":{\"n\":7},\"note\":\"")
                .append("n".repeat(2000))
                .append("\"}");
        JsonType<Items> type = JsonType.of(Items.class);
        Items whole = type.soFar(JsonObject.parse(text.toString())).orElseThrow();
        Item.MADE.set(0);

        GrowingJson json = new GrowingJson();
        int asked = 0;
        for (int i = 0; i < text.length(); i++) {
            json.add(text.substring(i, i + 1));
            Optional<Items> part = json.soFar(type);
            assertThat(json.soFar(type)).isSameAs(part);
            asked++;
        }

        assertThat(json.soFar(type)).contains(whole);
        // Each once when it is whole, and once for each piece in which it grew.
        assertThat(Item.MADE.get()).isLessThan(asked);
        assertThat(Item.MADE.get()).isLessThan(204 * 10);
    }

    @Test
    void soFar_emptyPartsOfTwoTypes_areEachOfTheirOwn() {
        record Two(List<List<String>> a, List<Map<String, String>> b, List<Item> c) {}
        GrowingJson json = grown("{\"a\":[[],[]],\"b\":[{},{}],\"c\":[{},{\"n\":1}]}");

        assertThat(json.soFar(JsonType.of(Two.class)))
                .contains(new Two(
                        List.of(List.of(), List.of()),
                        List.of(Map.of(), Map.of()),
                        List.of(new Item(0, null), new Item(1, null))));
    }

    @Test
    void soFar_anotherType_isReadAnew() {
        record Other(long n) {}
        GrowingJson json = grown("{\"n\":5,\"text\":\"a");

        assertThat(json.soFar(JsonType.of(Item.class))).contains(new Item(5, "a"));
        assertThat(json.soFar(JsonType.of(Other.class))).contains(new Other(5));
        assertThat(json.soFar(JsonType.of(JsonObject.of("type", "object"))))
                .contains(JsonObject.of("n", 5, "text", "a"));
        json.add("bc\"}");
        assertThat(json.soFar(JsonType.of(Item.class))).contains(new Item(5, "abc"));
    }

    record Lists(
            List<Integer> numbers,
            Set<String> words,
            int[] array,
            Map<String, Integer> map,
            List<List<Item>> items,
            Optional<List<Optional<Integer>>> maybe) {}

    private static final String LISTS =
            "{\"numbers\":[1,2,\"no\",3,4.5,5],\"words\":[\"a\",\"ab\",\"a\",\"abc\",\"a\"],\"array\":[7,8,9],"
                    + "\"map\":{\"x\":1,\"y\":\"no\",\"z\":3,\"x\":4,\"v\":5},\"items\":[[],[{\"n\":1},{\"text\":\"long\"}],"
                    + "[{}],[],[3,{\"n\":4},{\"n\":5}]],\"maybe\":[1,null,2,null],\"s1\":1,\"s2\":[{}],\"s3\":\"x\",\"s4\":2,\"numbers\":[6,7,8,9]}";

    @Test
    void soFar_everyBeginning_isWhatReadingItAloneGives() {
        JsonType<Lists> type = JsonType.of(Lists.class);
        GrowingJson json = new GrowingJson();
        List<Lists> given = new ArrayList<>();
        for (int i = 0; i < LISTS.length(); i++) {
            json.add(LISTS.substring(i, i + 1));
            json.soFar(type).ifPresent(given::add);
        }

        for (int i = 0; i < LISTS.length(); i++) {
            Lists now = given.get(i);
            Lists alone = type.soFar(grown(LISTS.substring(0, i + 1)).soFar()).orElseThrow();
            assertThat(now.numbers()).isEqualTo(alone.numbers()).hasSameHashCodeAs(alone.numbers());
            assertThat(now.words())
                    .isEqualTo(alone.words())
                    .hasSameHashCodeAs(alone.words())
                    .containsExactlyElementsOf(alone.words());
            assertThat(now.array()).isEqualTo(alone.array());
            assertThat(now.map()).isEqualTo(alone.map()).hasSameHashCodeAs(alone.map());
            assertThat(now.map().keySet()).containsExactlyElementsOf(alone.map().keySet());
            assertThat(now.items()).isEqualTo(alone.items());
            assertThat(now.maybe()).isEqualTo(alone.maybe());
        }
    }

    @Test
    void soFar_openList_cannotBeChanged() {
        Lists lists = grown("{\"words\":[\"a\",\"b\"],\"map\":{\"x\":1,\"y\":2},\"numbers\":[1,2,")
                .soFar(JsonType.of(Lists.class))
                .orElseThrow();
        Lists open = grown("{\"map\":{\"x\":1,\"y\":2,")
                .soFar(JsonType.of(Lists.class))
                .orElseThrow();
        Lists words =
                grown("{\"words\":[\"a\",\"b").soFar(JsonType.of(Lists.class)).orElseThrow();

        assertUnmodifiable(() -> lists.numbers().add(3));
        assertUnmodifiable(() -> lists.numbers().set(0, 3));
        assertUnmodifiable(() -> lists.numbers().remove(0));
        assertUnmodifiable(() -> lists.numbers().clear());
        assertUnmodifiable(() -> words.words().add("c"));
        assertUnmodifiable(() -> words.words().remove("a"));
        assertUnmodifiable(() -> words.words().clear());
        assertUnmodifiable(() -> open.map().put("z", 3));
        assertUnmodifiable(() -> open.map().remove("x"));
        assertUnmodifiable(() -> open.map().entrySet().iterator().next().setValue(4));
        assertUnmodifiable(() -> open.map().clear());
        assertThat(lists.numbers()).containsExactly(1, 2);
        assertThat(words.words()).containsExactly("a", "b");
        assertThat(open.map()).containsExactly(Map.entry("x", 1), Map.entry("y", 2));
    }

    private static void assertUnmodifiable(ThrowingCallable change) {
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(change);
    }

    record Three(List<Integer> numbers, Set<String> words, Map<String, Integer> map) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"`\"numbers\":[` | `1,` | 0", "`\"words\":[` | `\"a\",` | 1", "`\"x\":[` | `\"a\",` | 0"})
    @Timeout(60)
    void soFar_longList_costsWhatIsNew(String begin, String element, int words) {
        JsonType<Three> type = JsonType.of(Three.class);
        GrowingJson json = grown("{" + begin);
        Three first = json.soFar(type).orElseThrow();
        int pieces = 400_000;
        for (int i = 0; i < pieces; i++) {
            json.add(element);
            json.soFar(type);
        }

        assertThat(first).isEqualTo(new Three(List.of(), Set.of(), Map.of()));
        assertThat(json.soFar().array(json.soFar().name(0)).size()).isEqualTo(pieces);
        assertThat(json.soFar(type).orElseThrow().words()).hasSize(words);
    }

    @Test
    @Timeout(60)
    void soFar_longTextAtTheEndOfALongList_costsTheText() {
        JsonType<Three> type = JsonType.of(Three.class);
        GrowingJson json = grown("{\"words\":[" + "\"a\",".repeat(1_000_000) + "\"");
        for (int i = 0; i < 20_000; i++) {
            json.add("b");
            json.soFar(type);
        }

        assertThat(json.soFar(type).orElseThrow().words()).containsExactly("a", "b".repeat(20_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"map\":{ | 50000", "{\"words\":[\"a\"],\"map\":{},\"numbers\":[], | 0"})
    @Timeout(60)
    void soFar_manyMembers_readsEachOnce(String begin, int members) {
        JsonType<Three> type = JsonType.of(Three.class);
        GrowingJson json = grown(begin);
        for (int i = 0; i < 50_000; i++) {
            json.add("\"n" + i + "\":1,");
            json.soFar(type);
        }

        assertThat(json.soFar(type).orElseThrow().map()).hasSize(members);
    }

    private static GrowingJson grown(String text) {
        GrowingJson json = new GrowingJson();
        json.add(text);
        return json;
    }
}
