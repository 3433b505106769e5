// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;

/** One of several kinds of object, told apart by type. */
public sealed interface Turns extends JsonView, Keep permits SomeTurns, AllTurns, Turns.Unknown, HiddenVariant {
    /** A view over this JSON, of the class that stands for its kind. */
    @JsonCreator
    static Turns of(JsonObject json) {
        return switch (json.get("type") instanceof String tag ? tag : "") {
            case "some" -> SomeTurns.of(json);
            case "all" -> AllTurns.of(json);
            default -> new Unknown(json);
        };
    }

    @Override
    JsonObject json();

    /** What kind it is: the tag that the variants differ in. */
    default String type() {
        return json().string("type");
    }

    /** A kind that this version does not know. It keeps everything and goes back unchanged. */
    final class Unknown extends ApiObject implements Turns {
        private Unknown(JsonObject json) {
            super(json);
        }
    }
}
