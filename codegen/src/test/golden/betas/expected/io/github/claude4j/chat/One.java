// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.Optional;

/** An object of the API. */
public final class One extends ApiObject implements Config {
    private One(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static One of(JsonObject json) {
        return new One(json);
    }

    /** A builder without any field but the constant ones. */
    public static Builder builder() {
        return new Builder(JsonObject.builder().put("kind", "one"));
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public String kind() {
        return string("kind");
    }

    /**
     * Beta: a request that carries it needs the header {@code display-2026-01-01}, which the client sends by
     * itself.
     */
    public Optional<String> display() {
        return optionalString("display");
    }

    /** Builds a {@link One}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        /**
         * Beta: a request that carries it needs the header {@code display-2026-01-01}, which the client sends by
         * itself.
         */
        public Builder display(String display) {
            return set("display", display);
        }

        /** The object, once every required field is there. */
        public One build() {
            return of(build("One"));
        }
    }
}
