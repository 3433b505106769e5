// Generated from spec/zoo.yaml by codegen; edit that file instead.
package io.github.claude4j.zoo;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;

/** Something alive. */
public sealed interface Animal extends JsonView permits Cat, Dog, Fish, Animal.Unknown, HiddenVariant {
    /** A view over this JSON, of the class that stands for its kind. */
    @JsonCreator
    static Animal of(JsonObject json) {
        return switch (json.get("type") instanceof String tag ? tag : "") {
            case "cat" -> Cat.of(json);
            case "dog", "" -> Dog.of(json);
            case "carp", "pike" -> Fish.of(json);
            default -> new Unknown(json);
        };
    }

    @Override
    JsonObject json();

    /** A kind that this version does not know. It keeps everything and goes back unchanged. */
    final class Unknown extends ApiObject implements Animal {
        private Unknown(JsonObject json) {
            super(json);
        }
    }
}
