package io.github.claude4j.prices;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonNumber;
import io.github.claude4j.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs: US dollars for a million tokens, {@code ModelPrice.of("4", "20", "0.20")}. A price may depend on the
 * length of the prompt ({@link #above}), and be multiplied for the way in which the model runs ({@link #times}).
 */
public final class ModelPrice {
    /** By the rules of the API; a price may say otherwise. */
    private static final BigDecimal WRITE_5M = new BigDecimal("1.25");

    private static final BigDecimal WRITE_1H = new BigDecimal("2");
    private static final BigDecimal BATCH = new BigDecimal("0.5");

    /** Prices of a prompt of more tokens than this. */
    private record Rates(
            long above,
            BigDecimal input,
            BigDecimal output,
            BigDecimal cacheRead,
            BigDecimal cacheWrite5m,
            BigDecimal cacheWrite1h) {}

    private final JsonObject json;
    private final List<Rates> rates = new ArrayList<>();
    private final Map<String, BigDecimal> factors = new LinkedHashMap<>();

    private ModelPrice(JsonObject json, String path) {
        this.json = json;
        rates.add(rates(json, 0, path));
        JsonArray above = json.get("above") instanceof JsonArray given ? given : JsonArray.of();
        for (int i = 0; i < above.size(); i++) {
            String at = path + ".above[" + i + "]";
            JsonObject longer = object(above.get(i), at);
            rates.add(rates(longer, number(longer, "tokens", at).longValue(), at));
        }
        rates.sort(Comparator.comparingLong(Rates::above));
        factors.put("batch", BATCH);
        if (json.has("times")) {
            JsonObject times = object(json.get("times"), path + ".times");
            times.forEach((use, factor) -> factors.put(use, number(times, use, path + ".times")));
        }
    }

    /**
     * A price. Writing to the cache costs 1.25 × the input for five minutes and 2 × for an hour, batches half, which are the
     * API's rules.
     *
     * @param input US dollars for a million input tokens, such as {@code "4"}
     * @param output for a million output tokens
     * @param cacheRead for a million input tokens that are read from the cache
     * @throws InvalidParamsException when one of them is no number, or negative
     */
    public static ModelPrice of(String input, String output, String cacheRead) {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(cacheRead, "cacheRead");
        return new ModelPrice(json(input, output, cacheRead), "price");
    }

    /**
     * A price as JSON: {@code input}, {@code output}, {@code cache_read}; where they are not the API's rules also
     * {@code cache_write_5m} and {@code cache_write_1h}; for longer prompts {@code above}, a list of the same with
     * {@code tokens}; and {@code times}.
     *
     * @throws InvalidDataException when something is missing or no number; it says where
     */
    public static ModelPrice of(JsonObject json) {
        return new ModelPrice(Objects.requireNonNull(json, "json"), "price");
    }

    static ModelPrice of(JsonObject json, String path) {
        return new ModelPrice(json, path);
    }

    /**
     * The same with another price for all tokens of a request whose prompt has more tokens than this, cached ones included.
     */
    public ModelPrice above(long promptTokens, String input, String output, String cacheRead) {
        JsonArray.Builder above = JsonArray.builder();
        if (json.get("above") instanceof JsonArray before) {
            before.forEach(above::add);
        }
        above.add(json(input, output, cacheRead).with("tokens", promptTokens));
        return new ModelPrice(json.with("above", above.build()), "price");
    }

    /**
     * The same with all prices of tokens multiplied for one way in which the model runs. Ways that are not named have no
     * price; {@code batch} costs half unless it is named.
     *
     * @param use as usage says it: {@code fast}, {@code batch}, {@code priority}, or a region such as {@code us}
     * @param factor such as {@code "2"}
     */
    public ModelPrice times(String use, String factor) {
        JsonObject times = json.get("times") instanceof JsonObject before ? before : JsonObject.of();
        return new ModelPrice(json.with("times", times.with(use, decimal("times", factor))), "price");
    }

    /** What it is as JSON. */
    public JsonObject json() {
        return json;
    }

    /** What tokens used like this are multiplied by; empty where that is not known. */
    Optional<BigDecimal> factor(String use) {
        return Optional.ofNullable(factors.get(use));
    }

    /** US dollars for these tokens. */
    BigDecimal cost(Tokens tokens) {
        Rates paid = rates.get(0);
        for (Rates longer : rates) {
            paid = tokens.prompt() > longer.above ? longer : paid;
        }
        return part(paid.input, tokens.input())
                .add(part(paid.output, tokens.output()))
                .add(part(paid.cacheRead, tokens.cacheRead()))
                .add(part(paid.cacheWrite5m, tokens.cacheWrite5m()))
                .add(part(paid.cacheWrite1h, tokens.cacheWrite1h()))
                .movePointLeft(6);
    }

    private static BigDecimal part(BigDecimal price, long tokens) {
        return price.multiply(BigDecimal.valueOf(tokens));
    }

    private static Rates rates(JsonObject json, long above, String path) {
        BigDecimal input = number(json, "input", path);
        return new Rates(
                above,
                input,
                number(json, "output", path),
                number(json, "cache_read", path),
                json.has("cache_write_5m") ? number(json, "cache_write_5m", path) : input.multiply(WRITE_5M),
                json.has("cache_write_1h") ? number(json, "cache_write_1h", path) : input.multiply(WRITE_1H));
    }

    private static JsonObject json(String input, String output, String cacheRead) {
        return JsonObject.of(
                "input",
                decimal("input", input),
                "output",
                decimal("output", output),
                "cache_read",
                decimal("cacheRead", cacheRead));
    }

    private static BigDecimal decimal(String field, String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            if (number.signum() >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new InvalidParamsException(field + ": expected a price such as 0.20, found " + text);
    }

    static JsonObject object(@Nullable Object value, String path) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new InvalidDataException(path + ": expected an object, found " + Json.kind(value));
    }

    static BigDecimal number(JsonObject json, String name, String path) {
        Object value = json.get(name);
        BigDecimal number = value instanceof Long whole
                ? BigDecimal.valueOf(whole)
                : value instanceof JsonNumber decimal ? decimal.decimal() : null;
        if (number == null || number.signum() < 0) {
            throw new InvalidDataException(path + "." + name + ": expected a number from 0 on, found "
                    + (number == null ? Json.kind(value) : number));
        }
        return number;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ModelPrice that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json.toJson();
    }
}
