// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;

/** An object of the API. */
public final class AllTurns extends ApiObject implements Turns {
    private AllTurns(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static AllTurns of(JsonObject json) {
        return new AllTurns(json);
    }

    /** A builder without any field but the constant ones. */
    public static Builder builder() {
        return new Builder(JsonObject.builder().put("type", "all"));
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public String type() {
        return string("type");
    }

    /** Builds a {@link AllTurns}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        /** The object, once every required field is there. */
        public AllTurns build() {
            return of(build("AllTurns"));
        }
    }
}
