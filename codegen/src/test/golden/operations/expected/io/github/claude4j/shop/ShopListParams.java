// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.OptionalLong;

/** An object of the API. */
public final class ShopListParams extends ApiObject {
    private ShopListParams(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static ShopListParams of(JsonObject json) {
        return new ShopListParams(json);
    }

    /** A builder without any field. */
    public static Builder builder() {
        return new Builder(JsonObject.builder());
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public OptionalLong limit() {
        return optionalNumber("limit");
    }

    /** Builds a {@link ShopListParams}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        public Builder limit(long limit) {
            return set("limit", limit);
        }

        /** The object, once every required field is there. */
        public ShopListParams build() {
            return of(build("ShopListParams"));
        }
    }
}
