// Generated from spec/tools.yaml by codegen; edit that file instead.
package io.github.claude4j.tools;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;

/** One of several kinds of object, told apart by type, toolset, name. */
public sealed interface ToolUse extends JsonView permits Click, Key, AnyTool, ToolUse.Unknown, HiddenVariant {
    /** A view over this JSON, of the class that stands for its kind. */
    @JsonCreator
    static ToolUse of(JsonObject json) {
        return switch (json.get("type") + "|" + json.get("toolset") + "|" + json.get("name")) {
            case "tool_use|browser|click" -> Click.of(json);
            case "tool_use|browser|key" -> Key.of(json);
            default -> "tool_use".equals(json.get("type")) ? AnyTool.of(json) : new Unknown(json);
        };
    }

    @Override
    JsonObject json();

    /** What kind it is: the tag that the variants differ in. */
    default String type() {
        return json().string("type");
    }

    /** What kind it is: the tag that the variants differ in. */
    default String name() {
        return json().string("name");
    }

    /** A kind that this version does not know. It keeps everything and goes back unchanged. */
    final class Unknown extends ApiObject implements ToolUse {
        private Unknown(JsonObject json) {
            super(json);
        }
    }
}
