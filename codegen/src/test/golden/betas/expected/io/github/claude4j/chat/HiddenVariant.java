// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;

/**
 * Never made. Every union of this package permits it, so that a switch over one outside of it can't name all
 * variants and has to have a default: a variant that is added later breaks no code.
 */
final class HiddenVariant extends ApiObject implements Tool, Config, Token {
    private HiddenVariant(JsonObject json) {
        super(json);
    }

    @Override
    public String kind() {
        return string("kind");
    }

    @Override
    public String type() {
        return string("type");
    }
}
