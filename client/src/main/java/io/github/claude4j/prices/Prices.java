package io.github.claude4j.prices;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What models cost, as data with its day: {@code message.cost(Prices.standard())}. The standard ones are the list prices of the
 * Claude API on that day, gathered from public pages; what you really pay, also to a cloud, is yours to say: {@link #with}, or
 * {@link #of(JsonObject)} for a table of your own. A model that is not listed has no price, and nothing is guessed.
 */
public final class Prices {
    private static final int DATE_DIGITS = 8;

    private final JsonObject json;
    private final LocalDate date;
    private final Map<String, ModelPrice> models = new LinkedHashMap<>();
    private final Map<String, BigDecimal> serverTools = new LinkedHashMap<>();

    /** Read when they are asked for, which few programs do. */
    private static final class Standard {
        static final Prices PRICES = read();

        private static Prices read() {
            try (InputStream in = Objects.requireNonNull(Prices.class.getResourceAsStream("prices.json"))) {
                return Prices.of(JsonObject.parse(in.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Prices(JsonObject json) {
        this.json = json;
        date = date(json.get("date"));
        JsonObject given = ModelPrice.object(json.get("models"), "models");
        given.forEach((model, price) ->
                models.put(model, ModelPrice.of(ModelPrice.object(price, "models." + model), "models." + model)));
        if (json.has("server_tools")) {
            JsonObject tools = ModelPrice.object(json.get("server_tools"), "server_tools");
            tools.forEach(
                    (counter, price) -> serverTools.put(counter, ModelPrice.number(tools, counter, "server_tools")));
        }
    }

    /** The list prices that this version knows; {@link #date()} says from when. */
    public static Prices standard() {
        return Standard.PRICES;
    }

    /**
     * Prices of your own, in the form that {@link #json()} has: {@code date}; {@code models}, a {@link ModelPrice} by the name
     * of its model; {@code server_tools}, US dollars for one use, by the names that usage counts them under.
     *
     * @throws InvalidDataException when something is missing or of another kind; it says where
     */
    public static Prices of(JsonObject json) {
        return new Prices(Objects.requireNonNull(json, "json"));
    }

    /** The same, with another price for a model, or one for a model that was not listed. */
    public Prices with(String model, ModelPrice price) {
        JsonObject listed = json.object("models").with(model, price.json());
        return new Prices(json.with("models", listed));
    }

    /** The day on which they were right. */
    public LocalDate date() {
        return date;
    }

    /** The price of a model, by its name or the name without a date behind it; empty where it is not known. */
    public Optional<ModelPrice> find(String model) {
        ModelPrice listed = models.get(model);
        // Never by how a name begins: claude-fable-5-1 does not cost what claude-fable-5 does.
        return Optional.ofNullable(listed != null ? listed : models.get(undated(model)));
    }

    /**
     * What an answer cost: every call behind it by the model that it was made to, and the uses of the API's tools. A refusal
     * before any output costs nothing. The cost is unknown where a model, or the way in which it ran, has no price.
     *
     * @param message the JSON of a message
     */
    public Cost cost(JsonObject message) {
        boolean refused = "refusal".equals(message.get("stop_reason"))
                && (!(message.get("content") instanceof JsonArray content) || content.isEmpty());
        return Bill.of(
                this,
                message.optString("model").orElse(""),
                message.optObject("usage").orElse(JsonObject.of()),
                refused);
    }

    /**
     * What a usage costs, such as that of a session of a managed agent. Usages that were added up cost something else: their
     * prompts look longer than they were.
     *
     * @param model the one that answered; calls that name another one are paid at that one's price
     * @param usage the JSON of a usage
     */
    public Cost cost(String model, JsonObject usage) {
        return Bill.of(this, model, usage, false);
    }

    /** All of it as JSON, to be kept, changed and read by {@link #of(JsonObject)}. */
    public JsonObject json() {
        return json;
    }

    Optional<BigDecimal> serverTool(String counter) {
        return Optional.ofNullable(serverTools.get(counter));
    }

    private static String undated(String model) {
        int dash = model.length() - DATE_DIGITS - 1;
        if (dash <= 0 || model.charAt(dash) != '-') {
            return model;
        }
        for (int i = dash + 1; i < model.length(); i++) {
            if (model.charAt(i) < '0' || model.charAt(i) > '9') {
                return model;
            }
        }
        return model.substring(0, dash);
    }

    private static LocalDate date(@Nullable Object value) {
        if (value instanceof String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw new InvalidDataException("date: expected a day such as 2026-11-29, found " + text);
            }
        }
        throw new InvalidDataException("date: expected a day such as 2026-11-29, found " + Json.kind(value));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Prices that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return "prices of " + date + " for " + models.keySet();
    }
}
