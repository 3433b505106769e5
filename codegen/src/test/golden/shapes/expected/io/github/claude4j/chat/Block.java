// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;

/** An object of the API. */
public final class Block extends ApiObject {
    private Block(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static Block of(JsonObject json) {
        return new Block(json);
    }

    /** A builder without any field but the constant ones. */
    public static Builder builder() {
        return new Builder(JsonObject.builder().put("type", "text"));
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public String type() {
        return string("type");
    }

    public String text() {
        return string("text");
    }

    /** Builds a {@link Block}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        public Builder text(String text) {
            return set("text", text);
        }

        /** The object, once every required field is there. */
        public Block build() {
            return of(build("Block", "text"));
        }
    }
}
