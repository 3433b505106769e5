// Generated from spec/zoo.yaml by codegen; edit that file instead.
package io.github.claude4j.zoo;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;

/** An object of the API. */
public final class Cat extends ApiObject implements Animal, Pet {
    private Cat(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static Cat of(JsonObject json) {
        return new Cat(json);
    }

    /** A builder without any field but the constant ones. */
    public static Builder builder() {
        return new Builder(JsonObject.builder().put("type", "cat"));
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public String type() {
        return string("type");
    }

    public long lives() {
        return number("lives");
    }

    /** Builds a {@link Cat}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        public Builder lives(long lives) {
            return set("lives", lives);
        }

        /** The object, once every required field is there. */
        public Cat build() {
            return of(build("Cat", "lives"));
        }
    }
}
