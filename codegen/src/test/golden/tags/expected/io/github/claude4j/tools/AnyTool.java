// Generated from spec/tools.yaml by codegen; edit that file instead.
package io.github.claude4j.tools;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.Optional;

/** An object of the API. */
public final class AnyTool extends ApiObject implements ToolUse {
    private AnyTool(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static AnyTool of(JsonObject json) {
        return new AnyTool(json);
    }

    /** A builder without any field but the constant ones. */
    public static Builder builder() {
        return new Builder(JsonObject.builder().put("type", "tool_use"));
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public String type() {
        return string("type");
    }

    public Optional<String> toolset() {
        return optionalString("toolset");
    }

    public String name() {
        return string("name");
    }

    /** Builds a {@link AnyTool}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        public Builder toolset(String toolset) {
            return set("toolset", toolset);
        }

        public Builder name(String name) {
            return set("name", name);
        }

        /** The object, once every required field is there. */
        public AnyTool build() {
            return of(build("AnyTool", "name"));
        }
    }
}
