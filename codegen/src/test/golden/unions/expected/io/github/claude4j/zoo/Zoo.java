// Generated from spec/zoo.yaml by codegen; edit that file instead.
package io.github.claude4j.zoo;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An object of the API. */
public final class Zoo extends ApiObject {
    private Zoo(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static Zoo of(JsonObject json) {
        return new Zoo(json);
    }

    /** A builder without any field. */
    public static Builder builder() {
        return new Builder(JsonObject.builder());
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public List<Animal> animals() {
        return list("animals", Animal::of);
    }

    public Optional<Animal> favourite() {
        return optional("favourite", Animal::of);
    }

    public Map<String, Animal> byName() {
        return map("by_name", Animal::of);
    }

    /** Builds a {@link Zoo}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        public Builder animals(List<? extends Animal> animals) {
            return set("animals", animals);
        }

        public Builder addAnimal(Animal animal) {
            return add("animals", animal);
        }

        public Builder favourite(Animal favourite) {
            return set("favourite", favourite);
        }

        public Builder byName(Map<String, ? extends Animal> byName) {
            return set("by_name", byName);
        }

        public Builder putByName(String key, Animal byName) {
            return entry("by_name", key, byName);
        }

        /** The object, once every required field is there. */
        public Zoo build() {
            return of(build("Zoo", "animals"));
        }
    }
}
