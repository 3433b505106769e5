// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.Optional;

/** An object of the API. */
public final class Draw extends ApiObject implements Tool {
    private Draw(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static Draw of(JsonObject json) {
        return new Draw(json);
    }

    /** A builder without any field but the constant ones. */
    public static Builder builder() {
        return new Builder(JsonObject.builder().put("type", "draw"));
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public String type() {
        return string("type");
    }

    /**
     * Beta: a request that carries it needs the header {@code caching-2026-01-01}, which the client sends by
     * itself.
     */
    public Optional<Boolean> caching() {
        return optionalBool("caching");
    }

    /** Builds a {@link Draw}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        /**
         * Beta: a request that carries it needs the header {@code caching-2026-01-01}, which the client sends by
         * itself.
         */
        public Builder caching(boolean caching) {
            return set("caching", caching);
        }

        /** The object, once every required field is there. */
        public Draw build() {
            return of(build("Draw"));
        }
    }
}
