// Generated from spec/zoo.yaml by codegen; edit that file instead.
package io.github.claude4j.zoo;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;

/** An object of the API. */
public final class Fish extends ApiObject implements Animal {
    private Fish(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static Fish of(JsonObject json) {
        return new Fish(json);
    }

    /** A builder without any field. */
    public static Builder builder() {
        return new Builder(JsonObject.builder());
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public FishType type() {
        return FishType.of(string("type"));
    }

    /** Builds a {@link Fish}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        public Builder type(FishType type) {
            return set("type", type);
        }

        public Builder type(String type) {
            return set("type", type);
        }

        /** The object, once every required field is there. */
        public Fish build() {
            return of(build("Fish", "type"));
        }
    }
}
