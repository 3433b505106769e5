// Generated from spec/zoo.yaml by codegen; edit that file instead.
package io.github.claude4j.zoo;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.Optional;

/** An object of the API. */
public final class Dog extends ApiObject implements Animal, Pet {
    private Dog(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static Dog of(JsonObject json) {
        return new Dog(json);
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

    public Optional<String> type() {
        return optionalString("type");
    }

    /** Builds a {@link Dog}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        public Builder name(String name) {
            return set("name", name);
        }

        public Builder type(String type) {
            return set("type", type);
        }

        /** The object, once every required field is there. */
        public Dog build() {
            return of(build("Dog"));
        }
    }
}
