// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;

/** One of several kinds of object, told apart by type. */
public sealed interface Tool extends JsonView permits Search, Draw, Tool.Unknown, HiddenVariant {
    /** A view over this JSON, of the class that stands for its kind. */
    @JsonCreator
    static Tool of(JsonObject json) {
        return switch (json.get("type") instanceof String tag ? tag : "") {
            case "search" -> Search.of(json);
            case "draw" -> Draw.of(json);
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
    final class Unknown extends ApiObject implements Tool {
        private Unknown(JsonObject json) {
            super(json);
        }
    }
}
