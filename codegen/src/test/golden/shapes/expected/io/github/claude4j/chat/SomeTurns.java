// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;

/** An object of the API. */
public final class SomeTurns extends ApiObject implements Turns {
    private SomeTurns(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static SomeTurns of(JsonObject json) {
        return new SomeTurns(json);
    }

    /** A builder without any field but the constant ones. */
    public static Builder builder() {
        return new Builder(JsonObject.builder().put("type", "some"));
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public String type() {
        return string("type");
    }

    public long count() {
        return number("count");
    }

    /** Builds a {@link SomeTurns}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        public Builder count(long count) {
            return set("count", count);
        }

        /** The object, once every required field is there. */
        public SomeTurns build() {
            return of(build("SomeTurns", "count"));
        }
    }
}
