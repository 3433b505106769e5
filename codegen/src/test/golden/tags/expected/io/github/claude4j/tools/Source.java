// Generated from spec/tools.yaml by codegen; edit that file instead.
package io.github.claude4j.tools;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;

/** One of several kinds of object, told apart by kind. */
public sealed interface Source extends JsonView permits Web, Plain, Source.Unknown, HiddenVariant {
    /** A view over this JSON, of the class that stands for its kind. */
    @JsonCreator
    static Source of(JsonObject json) {
        return switch (json.get("kind") instanceof String tag ? tag : "") {
            case "web" -> Web.of(json);
            case "" -> Plain.of(json);
            default -> new Unknown(json);
        };
    }

    @Override
    JsonObject json();

    /** A kind that this version does not know. It keeps everything and goes back unchanged. */
    final class Unknown extends ApiObject implements Source {
        private Unknown(JsonObject json) {
            super(json);
        }
    }
}
