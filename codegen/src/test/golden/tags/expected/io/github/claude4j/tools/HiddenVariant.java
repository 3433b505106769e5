// Generated from spec/tools.yaml by codegen; edit that file instead.
package io.github.claude4j.tools;

import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;

/**
 * Never made. Every union of this package permits it, so that a switch over one outside of it can't name all
 * variants and has to have a default: a variant that is added later breaks no code.
 */
final class HiddenVariant extends ApiObject implements ToolUse, Source {
    private HiddenVariant(JsonObject json) {
        super(json);
    }

    @Override
    public String name() {
        return string("name");
    }

    @Override
    public String type() {
        return string("type");
    }
}
