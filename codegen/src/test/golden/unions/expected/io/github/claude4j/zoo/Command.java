// Generated from spec/zoo.yaml by codegen; edit that file instead.
package io.github.claude4j.zoo;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;

/** One of several kinds of object, told apart by action. */
public sealed interface Command extends JsonView permits Feed, Wash, Command.Unknown, HiddenVariant {
    /** A view over this JSON, of the class that stands for its kind. */
    @JsonCreator
    static Command of(JsonObject json) {
        return switch (json.get("action") instanceof String tag ? tag : "") {
            case "feed" -> Feed.of(json);
            case "wash" -> Wash.of(json);
            default -> new Unknown(json);
        };
    }

    @Override
    JsonObject json();

    /** What kind it is: the tag that the variants differ in. */
    default String action() {
        return json().string("action");
    }

    /** A kind that this version does not know. It keeps everything and goes back unchanged. */
    final class Unknown extends ApiObject implements Command {
        private Unknown(JsonObject json) {
            super(json);
        }
    }
}
