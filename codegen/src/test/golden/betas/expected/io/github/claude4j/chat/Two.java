// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;

/**
 * An object of the API.
 *
 * <p>Beta: a request that carries it needs the header {@code two-2026-01-01}, which the client sends by itself.
 */
public final class Two extends ApiObject implements Config {
    private Two(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static Two of(JsonObject json) {
        return new Two(json);
    }

    /** A builder without any field but the constant ones. */
    public static Builder builder() {
        return new Builder(JsonObject.builder().put("kind", "two"));
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public String kind() {
        return string("kind");
    }

    /** Builds a {@link Two}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        /** The object, once every required field is there. */
        public Two build() {
            return of(build("Two"));
        }
    }
}
