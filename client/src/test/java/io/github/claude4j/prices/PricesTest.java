package io.github.claude4j.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.batches.MessageBatchIndividualResponse;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.Model;
import io.github.claude4j.messages.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PricesTest {
    private static final Prices PRICES = Prices.standard();
    private static final String MILLION = "'input_tokens':1000000,'output_tokens':0";

    private static JsonObject json(String text) {
        return JsonObject.parse(text.replace('\'', '"'));
    }

    private static Message message(String model, String usage) {
        return Message.of(json("{'model':'" + model
                + "','content':[{'type':'text','text':'Hi'}],'stop_reason':'end_turn','usage':{" + usage + "}}"));
    }

    private static void assertCosts(String model, String usage, String dollars) {
        Cost cost = message(model, usage).cost(PRICES);
        assertThat(cost.unknown()).as(usage).isEmpty();
        assertThat(cost.amount().orElseThrow()).as(usage).isEqualByComparingTo(dollars);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'input_tokens':1000000,'output_tokens':0 | 4",
                "'input_tokens':0,'output_tokens':1000000 | 20",
                "'input_tokens':1,'output_tokens':1 | 0.000024",
                "'input_tokens':0,'output_tokens':0,'cache_read_input_tokens':1000000 | 0.2",
                "'input_tokens':0,'output_tokens':0,'cache_creation_input_tokens':1000000 | 5",
                "'input_tokens':0,'output_tokens':0,'cache_creation_input_tokens':3000000,"
                        + "'cache_creation':{'ephemeral_1h_input_tokens':1000000,'ephemeral_5m_input_tokens':2000000} | 18",
                "'input_tokens':0,'output_tokens':0,'cache_creation_input_tokens':3000000,"
                        + "'cache_creation':{'ephemeral_1h_input_tokens':1000000,'ephemeral_5m_input_tokens':0} | 18",
                "'input_tokens':0,'output_tokens':0,'server_tool_use':{'web_search_requests':3,'web_fetch_requests':9} | 0.03",
                "'input_tokens':1000000,'output_tokens':0,'service_tier':'standard','speed':'standard','inference_geo':'global' | 4",
                "'input_tokens':1000000,'output_tokens':0,'service_tier':null,'speed':null,'inference_geo':'not_available' | 4",
                "'input_tokens':1000000,'output_tokens':0,'service_tier':'batch' | 2",
                "'input_tokens':1000000,'output_tokens':0,'speed':'fast' | 8",
                "'input_tokens':1000000,'output_tokens':0,'inference_geo':'us' | 4.4",
                "'input_tokens':1000000,'output_tokens':0,'speed':'fast','inference_geo':'us' | 8.8",
                "'input_tokens':0,'output_tokens':0,'service_tier':'batch','server_tool_use':{'web_search_requests':1} | 0.01",
                "'input_tokens':null,'output_tokens':1000000,'cache_read_input_tokens':null,'cache_creation':null,"
                        + "'server_tool_use':null,'iterations':null | 20"
            })
    void cost_usage_isPaidByItsKind(String usage, String dollars) {
        assertCosts(Model.CLAUDE_OPUS_5_5, usage, dollars);
    }

    /** The whole prompt counts, cached or not, and all of its tokens cost more. */
    @ParameterizedTest
    @CsvSource({
        "100000, 0, 0, 0.01",
        "100001, 0, 0, 0.0500005",
        "1, 99999, 0, 0.00100009",
        "1, 100000, 0, 0.0050005",
        "1, 0, 100000, 0.0625005"
    })
    void cost_longPrompt_costsMore(long input, long read, long written, String dollars) {
        assertCosts(
                Model.CLAUDE_HAIKU_5_5,
                "'input_tokens':" + input + ",'output_tokens':0,'cache_read_input_tokens':" + read
                        + ",'cache_creation_input_tokens':" + written,
                dollars);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-4-1-20250805, 15",
        "claude-opus-4-20250514, 15",
        "claude-opus-4-0, 15",
        "claude-haiku-4-5-20251001, 1",
        "claude-fable-5-1, 10"
    })
    void find_datedModel_isItsFamily(String model, String input) {
        assertCosts(model, MILLION, input);
    }

    /** A name that begins like a known one is another model, with another price. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "claude-opus-5-9",
                "claude-fable-5-2",
                "claude-opus-4-1-beta",
                "claude-opus-4-1-2025080x",
                "claude-opus",
                "gpt-6",
                "anthropic.claude-opus-5",
                "20250805",
                "-20250805"
            })
    void find_otherModel_isUnknown(String model) {
        Cost cost = message(model, MILLION).cost(PRICES);

        assertThat(PRICES.find(model)).isEmpty();
        assertThat(cost.amount()).isEmpty();
        assertThat(cost.unknown()).containsExactly(model);
        assertThat(cost).hasToString("at least 0 USD; no price for " + model);
    }

    @ParameterizedTest
    @CsvSource({
        "claude-haiku-4-5, speed, fast",
        "claude-opus-5-5, service_tier, priority",
        "claude-opus-4-5, inference_geo, us",
        "claude-opus-5-5, inference_geo, eu"
    })
    void cost_wayWithoutPrice_isUnknown(String model, String field, String use) {
        Cost cost = message(model, MILLION + ",'" + field + "':'" + use + "'").cost(PRICES);

        assertThat(cost.unknown()).containsExactly(model + " (" + use + ")");
    }

    @Test
    void cost_toolWithoutPrice_isUnknownAndTheRestKnown() {
        Cost cost = message(
                        "claude-opus-5-5", MILLION + ",'server_tool_use':{'teleports':1,'web_search_requests':1,'x':0}")
                .cost(PRICES);

        assertThat(cost.unknown()).containsExactly("teleports");
        assertThat(cost.atLeast()).isEqualByComparingTo("4.01");
    }

    private static String call(String type, String model, long input, long output) {
        String named = model.isEmpty() ? "" : "'model':'" + model + "',";
        return "{'type':'" + type + "'," + named + "'input_tokens':" + input + ",'output_tokens':" + output + "}";
    }

    private static String calls(String... calls) {
        return "'input_tokens':7,'output_tokens':7,'iterations':[" + String.join(",", calls) + "]";
    }

    @Test
    void cost_severalCalls_eachByItsOwnModel() {
        String opus = Model.CLAUDE_OPUS_5_5;
        // Each prompt by itself is short, though both together are long.
        assertCosts(
                Model.CLAUDE_HAIKU_5_5, calls(call("message", "", 80_000, 0), call("message", "", 80_000, 0)), "0.016");
        assertCosts(
                opus,
                calls(call("message", "", 1_000_000, 0), call("advisor_message", "claude-fable-5-1", 1_000_000, 0)),
                "14");
        // The model that was asked makes the summary, the one that answered takes over.
        assertCosts(
                opus,
                calls(
                        call("compaction", "", 1_000_000, 0),
                        call("message", "claude-fable-5", 1_000_000, 10),
                        call("fallback_message", opus, 1_000_000, 0)),
                "24.0005");
        assertCosts(opus, "'input_tokens':1000000,'output_tokens':0,'iterations':[]", "4");
        assertThat(message(opus, calls(call("message", "", 10, 0), call("advisor_message", "new", 1, 1)))
                        .cost(PRICES)
                        .unknown())
                .containsExactly("new");
    }

    @Test
    void cost_refusalBeforeAnyOutput_isNothing() {
        String opus = Model.CLAUDE_OPUS_5_5;
        String refusal = "{'model':'claude-fable-5','stop_reason':'refusal','content':[],'usage':{%s}}";

        assertThat(PRICES.cost(json(refusal.formatted(MILLION)))).isEqualTo(Cost.zero());
        assertThat(PRICES.cost(json(refusal.formatted(
                        calls(call("message", "claude-fable-5", 9, 0), call("fallback_message", opus, 9, 0))))))
                .isEqualTo(Cost.zero());
        assertThat(PRICES.cost(json(refusal.replace("[]", "[{'type':'text','text':'I '}]")
                                .formatted(MILLION)))
                        .amount())
                .hasValueSatisfying(dollars -> assertThat(dollars).isEqualByComparingTo("10"));
        assertCosts(
                opus,
                calls(call("message", "claude-fable-5", 1_000_000, 0), call("fallback_message", opus, 1_000_000, 0)),
                "4");
        // Nothing was refused here: the cache was filled.
        assertCosts(opus, calls(call("message", opus, 1_000_000, 0)), "4");
    }

    @Test
    void cost_nothingUsed_isNothingWhateverTheModel() {
        assertThat(message("new", "'input_tokens':0,'output_tokens':0").cost(PRICES))
                .isEqualTo(Cost.zero());
        assertThat(PRICES.cost(JsonObject.of())).isEqualTo(Cost.zero());
        assertThat(PRICES.cost("", json("{" + MILLION + "}")).unknown()).containsExactly("a model without a name");
    }

    @Test
    void cost_batch_isHalfAndAddsUp() {
        String line = "{'custom_id':'a','result':{'type':'succeeded','message':%s}}";
        String answer = message(Model.CLAUDE_OPUS_5_5, MILLION).json().toJson().replace('"', '\'');
        Stream<String> lines = Stream.of(
                line.formatted(answer),
                line.formatted(answer),
                "{'custom_id':'b','result':{'type':'errored','error':{}}}",
                "{'custom_id':'c','result':{'type':'expired'}}");

        Cost cost = lines.map(
                        text -> MessageBatchIndividualResponse.of(json(text)).cost(PRICES))
                .reduce(Cost.zero(), Cost::plus);

        assertThat(cost).isEqualTo(Cost.of(new BigDecimal("4"))).hasToString("4 USD");
    }

    @Test
    void plus_costs_addWhatIsKnownAndNameTheRest() {
        Cost some = Cost.of(new BigDecimal("0.10")).plus(Cost.unknown("a")).plus(Cost.of(new BigDecimal("0.20")));
        Cost both = some.plus(Cost.unknown("b")).plus(Cost.unknown("a"));

        assertThat(some.amount()).isEmpty();
        assertThat(some.atLeast()).isEqualByComparingTo("0.3");
        assertThat(both.unknown()).containsExactly("a", "b");
        assertThat(both).hasToString("at least 0.3 USD; no price for a, b");
        assertThat(Cost.of(new BigDecimal("1E+3")))
                .hasToString("1000 USD")
                .isEqualTo(Cost.of(new BigDecimal("1000.0")));
        assertThat(Cost.zero().amount()).contains(BigDecimal.ZERO);
    }

    /** Adding the cost of each is exact in any number; the price of the sum would be another. */
    @Test
    void plus_manyCosts_isExact() {
        Message one = message(Model.CLAUDE_HAIKU_5_5, "'input_tokens':3,'output_tokens':7");

        Cost all = Stream.generate(() -> one.cost(PRICES)).limit(30_000).reduce(Cost.zero(), Cost::plus);

        assertThat(all.amount().orElseThrow()).isEqualByComparingTo("0.114");
    }

    @Test
    void with_price_takesThePlaceOfTheListed() {
        Prices mine = PRICES.with(Model.CLAUDE_OPUS_5_5, ModelPrice.of("3", "15", "0.1"))
                .with(
                        "mine",
                        ModelPrice.of("1", "2", "0")
                                .above(20, "30", "0", "0")
                                .above(10, "3", "6", "0")
                                .times("priority", "3")
                                .times("batch", "0.25"));

        assertThat(mine.cost(Model.CLAUDE_OPUS_5_5, json("{" + MILLION + "}"))).isEqualTo(Cost.of(new BigDecimal("3")));
        assertThat(PRICES.cost(Model.CLAUDE_OPUS_5_5, json("{" + MILLION + "}")))
                .isEqualTo(Cost.of(new BigDecimal("4")));
        assertThat(cost(mine, 10, "standard")).isEqualTo("0.00001");
        assertThat(cost(mine, 11, "standard")).isEqualTo("0.000033");
        assertThat(cost(mine, 21, "standard")).isEqualTo("0.00063");
        assertThat(cost(mine, 10, "priority")).isEqualTo("0.00003");
        assertThat(cost(mine, 10, "batch")).isEqualTo("0.0000025");
        assertThat(Prices.of(JsonObject.parse(mine.json().toJson()))).isEqualTo(mine);
    }

    private static String cost(Prices prices, long input, String tier) {
        JsonObject usage = JsonObject.of("input_tokens", input, "output_tokens", 0, "service_tier", tier);
        return prices.cost("mine", usage).amount().orElseThrow().toPlainString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | date",
                "{'date':'soon','models':{}} | date: expected a day such as 2026-11-29, found soon",
                "{'date':'2026-01-01'} | models: expected an object, found null",
                "{'date':'2026-01-01','models':{'a':7}} | models.a: expected an object, found a number",
                "{'date':'2026-01-01','models':{'a':{'input':'4'}}} | models.a.input: expected a number from 0 on, found a string",
                "{'date':'2026-01-01','models':{'a':{'input':4}}} | models.a.output: expected a number from 0 on, found null",
                "{'date':'2026-01-01','models':{'a':{'input':-4}}} | models.a.input: expected a number from 0 on, found -4",
                "{'date':'2026-01-01','models':{'a':{'input':1,'output':1,'cache_read':1,'times':{'fast':'2'}}}} | models.a.times.fast",
                "{'date':'2026-01-01','models':{'a':{'input':1,'output':1,'cache_read':1,'above':[{'input':1}]}}} | models.a.above[0].tokens",
                "{'date':'2026-01-01','models':{},'server_tools':{'x':true}} | server_tools.x"
            })
    void of_otherJson_saysWhere(String text, String said) {
        JsonObject json = json(text);

        assertThatThrownBy(() -> Prices.of(json))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining(said);
    }

    @Test
    void of_noPrice_isRefused() {
        for (String text : List.of("", "4 USD", "-1")) {
            assertThatThrownBy(() -> ModelPrice.of("1", text, "1"))
                    .isInstanceOf(InvalidParamsException.class)
                    .hasMessage("output: expected a price such as 0.20, found " + text);
        }
    }

    /** The rules that hold for every model; a row that breaks one is a slip. */
    @Test
    void standard_everyRow_isPlausible() {
        JsonObject models = PRICES.json().object("models");
        assertThat(models.size()).isGreaterThan(15);
        models.forEach((model, row) -> {
            ModelPrice price = PRICES.find(model).orElseThrow();
            BigDecimal input = price.cost(new Tokens(1_000, 0, 0, 0, 0));
            assertThat(price.cost(new Tokens(0, 1_000, 0, 0, 0)))
                    .as(model)
                    .isEqualByComparingTo(input.multiply(BigDecimal.valueOf(5)));
            assertThat(price.cost(new Tokens(0, 0, 1_000, 0, 0)))
                    .as(model)
                    .isBetween(input.movePointLeft(2), input.movePointLeft(1));
            assertThat(price.cost(new Tokens(0, 0, 0, 0, 1_000)))
                    .as(model)
                    .isEqualByComparingTo(input.multiply(BigDecimal.valueOf(2)));
        });
        assertThat(PRICES.date()).isAfter("2026-11-01");
        assertThat(PRICES.toString()).contains("claude-opus-5-5");
    }

    @ParameterizedTest
    @CsvSource({"10, , , 0", "0, , , 0", "10, 20, 70, 0.7", "0, 0, 5, 1"})
    void cacheHitRate_usage_isTheShareThatWasRead(long input, Long written, Long read, double rate) {
        Usage usage = Usage.of(JsonObject.builder()
                .put("input_tokens", input)
                .put("cache_creation_input_tokens", written)
                .put("cache_read_input_tokens", read)
                .put("output_tokens", 9)
                .build());

        assertThat(usage.cacheHitRate()).isEqualTo(rate);
    }
}
