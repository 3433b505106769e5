// Generated from spec/tools.yaml by codegen; edit that file instead.
package io.github.claude4j.tools;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;

/** An object of the API. */
public final class Click extends ApiObject implements ToolUse {
    private Click(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static Click of(JsonObject json) {
        return new Click(json);
    }

    /** A builder without any field but the constant ones. */
    public static Builder builder() {
        return new Builder(JsonObject.builder().put("type", "tool_use").put("toolset", "browser").put("name", "click"));
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public String type() {
        return string("type");
    }

    public String toolset() {
        return string("toolset");
    }

    public String name() {
        return string("name");
    }

    /** Builds a {@link Click}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        /** The object, once every required field is there. */
        public Click build() {
            return of(build("Click"));
        }
    }
}
