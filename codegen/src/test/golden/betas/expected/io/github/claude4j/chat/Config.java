// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;

/** One of several kinds of object, told apart by kind. */
public sealed interface Config extends JsonView permits One, Two, Config.Unknown, HiddenVariant {
    /** A view over this JSON, of the class that stands for its kind. */
    @JsonCreator
    static Config of(JsonObject json) {
        return switch (json.get("kind") instanceof String tag ? tag : "") {
            case "one" -> One.of(json);
            case "two" -> Two.of(json);
            default -> new Unknown(json);
        };
    }

    @Override
    JsonObject json();

    /** What kind it is: the tag that the variants differ in. */
    default String kind() {
        return json().string("kind");
    }

    /** A kind that this version does not know. It keeps everything and goes back unchanged. */
    final class Unknown extends ApiObject implements Config {
        private Unknown(JsonObject json) {
            super(json);
        }
    }
}
