// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** An object of the API. */
public final class ShopUpdateParams extends ApiObject {
    private ShopUpdateParams(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static ShopUpdateParams of(JsonObject json) {
        return new ShopUpdateParams(json);
    }

    /** A builder without any field. */
    public static Builder builder() {
        return new Builder(JsonObject.builder());
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public Optional<String> name() {
        return optionalString("name");
    }

    public Optional<String> owner() {
        return optionalString("owner");
    }

    public List<String> tags() {
        return strings("tags");
    }

    /** Notes of your own. */
    public Map<String, String> metadata() {
        return stringMapWithoutNulls("metadata");
    }

    public Map<String, Shop> owners() {
        return mapWithoutNulls("owners", Shop::of);
    }

    /** Builds a {@link ShopUpdateParams}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        public Builder name(String name) {
            return set("name", name);
        }

        /** Tells the API to clear this field. */
        public Builder clearName() {
            return clear("name");
        }

        public Builder owner(String owner) {
            return set("owner", owner);
        }

        public Builder tags(List<String> tags) {
            return set("tags", tags);
        }

        public Builder addTag(String tag) {
            return add("tags", tag);
        }

        /** Tells the API to clear this field. */
        public Builder clearTags() {
            return clear("tags");
        }

        /** Notes of your own. */
        public Builder metadata(Map<String, String> metadata) {
            return set("metadata", metadata);
        }

        /** Notes of your own. */
        public Builder putMetadata(String key, String metadata) {
            return entry("metadata", key, metadata);
        }

        /** Tells the API to take this entry out. */
        public Builder removeMetadata(String key) {
            return clearEntry("metadata", key);
        }

        /** Tells the API to clear this field. */
        public Builder clearMetadata() {
            return clear("metadata");
        }

        public Builder owners(Map<String, ? extends Shop> owners) {
            return set("owners", owners);
        }

        public Builder putOwner(String key, Shop owner) {
            return entry("owners", key, owner);
        }

        /** Tells the API to take this entry out. */
        public Builder removeOwner(String key) {
            return clearEntry("owners", key);
        }

        /** The object, once every required field is there. */
        public ShopUpdateParams build() {
            return of(build("ShopUpdateParams"));
        }
    }
}
