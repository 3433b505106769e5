// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;

/**
 * An object of the API.
 *
 * <p>Beta: a request that carries it needs the header {@code token-2026-01-01}, which the client sends by
 * itself.
 */
public final class TokenConfig extends ApiObject implements Token {
    private TokenConfig(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static TokenConfig of(JsonObject json) {
        return new TokenConfig(json);
    }

    /** A builder without any field. */
    public static Builder builder() {
        return new Builder(JsonObject.builder());
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public String value() {
        return string("value");
    }

    /** Builds a {@link TokenConfig}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        public Builder value(String value) {
            return set("value", value);
        }

        /** The object, once every required field is there. */
        public TokenConfig build() {
            return of(build("TokenConfig", "value"));
        }
    }
}
