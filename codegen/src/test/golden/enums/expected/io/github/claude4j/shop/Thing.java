// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** An object of the API. */
public final class Thing extends ApiObject {
    private Thing(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static Thing of(JsonObject json) {
        return new Thing(json);
    }

    /** A builder without any field. */
    public static Builder builder() {
        return new Builder(JsonObject.builder());
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public Size size() {
        return Size.of(string("size"));
    }

    public Optional<Size> other() {
        return optionalString("other").map(Size::of);
    }

    public List<Size> sizes() {
        return texts("sizes", Size::of);
    }

    public String model() {
        return string("model");
    }

    public List<String> models() {
        return strings("models");
    }

    /** Builds a {@link Thing}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        public Builder size(Size size) {
            return set("size", size);
        }

        public Builder size(String size) {
            return set("size", size);
        }

        public Builder other(Size other) {
            return set("other", other);
        }

        public Builder other(String other) {
            return set("other", other);
        }

        public Builder sizes(List<? extends Size> sizes) {
            return set("sizes", sizes);
        }

        public Builder addSize(Size size) {
            return add("sizes", size);
        }

        public Builder addSize(String size) {
            return add("sizes", size);
        }

        public Builder model(String model) {
            return set("model", model);
        }

        public Builder models(List<String> models) {
            return set("models", models);
        }

        public Builder addModel(String model) {
            return add("models", model);
        }

        /** The object, once every required field is there. */
        public Thing build() {
            return of(build("Thing", "size", "model"));
        }
    }
}
