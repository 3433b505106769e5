// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;

/** An object of the API. */
public final class Shop extends ApiObject {
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

    public String id() {
        return string("id");
    }

    /** Builds a {@link Shop}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        public Builder id(String id) {
            return set("id", id);
        }

        /** The object, once every required field is there. */
        public Shop build() {
            return of(build("Shop", "id"));
        }
    }
}
