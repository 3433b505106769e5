// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.people.Keeper;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An object of the API. */
public final class Shop extends ApiObject implements ShopView {
    private Shop(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static Shop of(JsonObject json) {
        return new Shop(json);
    }

    /** A builder without any field. */
    public static Builder builder() {
        return new Builder(JsonObject.builder());
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public Owner owner() {
        return object("owner", Owner::of);
    }

    public io.github.claude4j.people.Owner person() {
        return object("person", io.github.claude4j.people.Owner::of);
    }

    public Keeper keeper() {
        return object("keeper", Keeper::of);
    }

    public List<String> entries() {
        return strings("entries");
    }

    public List<String> addresses() {
        return strings("addresses");
    }

    public Map<String, String> statuses() {
        return stringMap("statuses");
    }

    /** Builds a {@link Shop}. */
    public static final class Builder extends ApiObject.Builder<Builder> implements ShopBuilder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        public Builder owner(Owner owner) {
            return set("owner", owner);
        }

        public Builder owner(Consumer<Owner.Builder> owner) {
            Owner.Builder builder = Owner.builder();
            owner.accept(builder);
            return owner(builder.build());
        }

        public Builder person(io.github.claude4j.people.Owner person) {
            return set("person", person);
        }

        public Builder person(Consumer<io.github.claude4j.people.Owner.Builder> person) {
            io.github.claude4j.people.Owner.Builder builder = io.github.claude4j.people.Owner.builder();
            person.accept(builder);
            return person(builder.build());
        }

        public Builder keeper(Keeper keeper) {
            return set("keeper", keeper);
        }

        public Builder keeper(Consumer<Keeper.Builder> keeper) {
            Keeper.Builder builder = Keeper.builder();
            keeper.accept(builder);
            return keeper(builder.build());
        }

        public Builder entries(List<String> entries) {
            return set("entries", entries);
        }

        public Builder addEntry(String entry) {
            return add("entries", entry);
        }

        public Builder addresses(List<String> addresses) {
            return set("addresses", addresses);
        }

        public Builder addAddress(String address) {
            return add("addresses", address);
        }

        public Builder statuses(Map<String, String> statuses) {
            return set("statuses", statuses);
        }

        public Builder putStatus(String key, String status) {
            return entry("statuses", key, status);
        }

        /** The object, once every required field is there. */
        public Shop build() {
            return of(build("Shop", "owner", "person", "keeper", "entries", "addresses", "statuses"));
        }
    }
}
