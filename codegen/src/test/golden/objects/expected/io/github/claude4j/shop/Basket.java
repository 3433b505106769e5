// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a customer wants to buy. Costs &lt; 100 &amp; more, in {@code cents}. */
public final class Basket extends ApiObject {
    private Basket(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static Basket of(JsonObject json) {
        return new Basket(json);
    }

    /** One with this owner and items. */
    public static Basket of(String owner, List<? extends Item> items) {
        return builder().owner(owner).items(items).build();
    }

    /** A builder without any field but the constant ones. */
    public static Builder builder() {
        return new Builder(JsonObject.builder().put("kind", "basket").put("shape", "round"));
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    /** Who pays. */
    public String owner() {
        return string("owner");
    }

    public List<Item> items() {
        return list("items", Item::of);
    }

    public String kind() {
        return string("kind");
    }

    public double weight() {
        return decimal("weight");
    }

    public long count() {
        return number("count");
    }

    public boolean urgent() {
        return bool("urgent");
    }

    public Instant createdAt() {
        return instant("created_at");
    }

    public LocalDate due() {
        return date("due");
    }

    public Object extra() {
        return value("extra", value -> value);
    }

    public JsonObject labels() {
        return object("labels");
    }

    /**
     * A long remark that goes on for a while so that its comment needs more than one line of text to hold all of
     * it.
     *
     * <p>Beta: it comes only when the header {@code notes-2026-01-01} was sent; {@code o.beta("notes-2026-01-01")}
     * asks for it.
     */
    public Optional<String> note() {
        return optionalString("note");
    }

    public boolean gift() {
        return flag("gift");
    }

    public long tries() {
        return count("tries");
    }

    public Optional<Boolean> insured() {
        return optionalBool("insured");
    }

    public OptionalLong discount() {
        return optionalNumber("discount");
    }

    public OptionalDouble factor() {
        return optionalDecimal("factor");
    }

    public Optional<Instant> sentAt() {
        return optionalInstant("sent_at");
    }

    public Optional<LocalDate> sentOn() {
        return optionalDate("sent_on");
    }

    public Optional<Object> free() {
        return optionalValue("free", value -> value);
    }

    public Optional<JsonObject> options() {
        return optionalObject("options");
    }

    public String state() {
        return string("state");
    }

    public Optional<String> token() {
        return optionalString("token");
    }

    public String shape() {
        return string("shape");
    }

    public Optional<String> colour() {
        return optionalString("colour");
    }

    public Optional<Boolean> stream() {
        return optionalBool("stream");
    }

    /**
     * Refused from API version 2026-10-21 on.
     *
     * @deprecated still accepted, no longer recommended
     */
    @Deprecated
    public Optional<String> old() {
        return optionalString("old");
    }

    public Optional<String> category() {
        return optionalString("class");
    }

    public Optional<Instant> createdAtFrom() {
        return optionalInstant("created_at[gte]");
    }

    public List<String> names() {
        return strings("names");
    }

    public List<Long> sizes() {
        return numbers("sizes");
    }

    public List<JsonObject> parts() {
        return list("parts", object -> object);
    }

    public List<Object> things() {
        return values("things", value -> value);
    }

    public Map<String, String> words() {
        return stringMap("words");
    }

    public Map<String, Item> boxes() {
        return map("boxes", Item::of);
    }

    public Optional<Item> box() {
        return optional("box", Item::of);
    }

    /** Builds a {@link Basket}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        /** Who pays. */
        public Builder owner(String owner) {
            return set("owner", owner);
        }

        public Builder items(List<? extends Item> items) {
            return set("items", items);
        }

        public Builder addItem(Item item) {
            return add("items", item);
        }

        public Builder addItem(Consumer<Item.Builder> item) {
            Item.Builder builder = Item.builder();
            item.accept(builder);
            return addItem(builder.build());
        }

        public Builder weight(double weight) {
            return set("weight", weight);
        }

        public Builder count(long count) {
            return set("count", count);
        }

        public Builder urgent(boolean urgent) {
            return set("urgent", urgent);
        }

        public Builder createdAt(Instant createdAt) {
            return set("created_at", createdAt);
        }

        public Builder due(LocalDate due) {
            return set("due", due);
        }

        public Builder extra(Object extra) {
            return set("extra", extra);
        }

        public Builder labels(JsonObject labels) {
            return set("labels", labels);
        }

        public Builder labels(Map<String, ? extends @Nullable Object> labels) {
            return set("labels", labels);
        }

        /**
         * A long remark that goes on for a while so that its comment needs more than one line of text to hold all of
         * it.
         *
         * <p>Beta: it comes only when the header {@code notes-2026-01-01} was sent; {@code o.beta("notes-2026-01-01")}
         * asks for it.
         */
        public Builder note(String note) {
            return set("note", note);
        }

        public Builder gift(boolean gift) {
            return set("gift", gift);
        }

        public Builder tries(long tries) {
            return set("tries", tries);
        }

        public Builder insured(boolean insured) {
            return set("insured", insured);
        }

        public Builder discount(long discount) {
            return set("discount", discount);
        }

        public Builder factor(double factor) {
            return set("factor", factor);
        }

        public Builder sentAt(Instant sentAt) {
            return set("sent_at", sentAt);
        }

        public Builder sentOn(LocalDate sentOn) {
            return set("sent_on", sentOn);
        }

        public Builder free(Object free) {
            return set("free", free);
        }

        public Builder options(JsonObject options) {
            return set("options", options);
        }

        public Builder options(Map<String, ? extends @Nullable Object> options) {
            return set("options", options);
        }

        public Builder state(String state) {
            return set("state", state);
        }

        public Builder token(String token) {
            return set("token", token);
        }

        public Builder colour(String colour) {
            return set("colour", colour);
        }

        /**
         * Refused from API version 2026-10-21 on.
         *
         * @deprecated still accepted, no longer recommended
         */
        @Deprecated
        public Builder old(String old) {
            return set("old", old);
        }

        public Builder category(String category) {
            return set("class", category);
        }

        public Builder createdAtFrom(Instant createdAtFrom) {
            return set("created_at[gte]", createdAtFrom);
        }

        public Builder names(List<String> names) {
            return set("names", names);
        }

        public Builder addName(String name) {
            return add("names", name);
        }

        public Builder sizes(List<Long> sizes) {
            return set("sizes", sizes);
        }

        public Builder addSize(long size) {
            return add("sizes", size);
        }

        public Builder parts(List<JsonObject> parts) {
            return set("parts", parts);
        }

        public Builder addPart(JsonObject part) {
            return add("parts", part);
        }

        public Builder addPart(Map<String, ? extends @Nullable Object> part) {
            return add("parts", part);
        }

        public Builder things(List<?> things) {
            return set("things", things);
        }

        public Builder addThing(Object thing) {
            return add("things", thing);
        }

        public Builder words(Map<String, String> words) {
            return set("words", words);
        }

        public Builder putWord(String key, String word) {
            return entry("words", key, word);
        }

        public Builder boxes(Map<String, ? extends Item> boxes) {
            return set("boxes", boxes);
        }

        public Builder putBox(String key, Item box) {
            return entry("boxes", key, box);
        }

        public Builder box(Item box) {
            return set("box", box);
        }

        public Builder box(Consumer<Item.Builder> box) {
            Item.Builder builder = Item.builder();
            box.accept(builder);
            return box(builder.build());
        }

        /** The object, once every required field is there. */
        public Basket build() {
            return of(build("Basket", "owner", "items", "weight", "count", "urgent", "created_at", "due", "extra",
                    "labels", "token"));
        }
    }
}
