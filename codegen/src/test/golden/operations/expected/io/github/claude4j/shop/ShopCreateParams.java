// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.Optional;

/** An object of the API. */
public final class ShopCreateParams extends ApiObject {
    private ShopCreateParams(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static ShopCreateParams of(JsonObject json) {
        return new ShopCreateParams(json);
    }

    /** A builder without any field. */
    public static Builder builder() {
        return new Builder(JsonObject.builder());
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public String name() {
        return string("name");
    }

    public Optional<String> view() {
        return optionalString("view");
    }

    /** Builds a {@link ShopCreateParams}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        public Builder name(String name) {
            return set("name", name);
        }

        public Builder view(String view) {
            return set("view", view);
        }

        /** The object, once every required field is there. */
        public ShopCreateParams build() {
            return of(build("ShopCreateParams", "name"));
        }
    }
}
