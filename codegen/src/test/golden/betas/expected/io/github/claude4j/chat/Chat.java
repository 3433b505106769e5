// Generated from spec/chat.yaml by codegen; edit that file instead.
package io.github.claude4j.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.Optional;

/** An object of the API. */
public final class Chat extends ApiObject {
    private Chat(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static Chat of(JsonObject json) {
        return new Chat(json);
    }

    /** A builder without any field. */
    public static Builder builder() {
        return new Builder(JsonObject.builder());
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public String id() {
        return string("id");
    }

    /**
     * How it went.
     *
     * <p>Beta: it comes only when the header {@code mood-2026-01-01} was sent; {@code o.beta("mood-2026-01-01")}
     * asks for it.
     */
    public Optional<String> mood() {
        return optionalString("mood");
    }

    /** Beta: it comes with the header {@code always-2026-01-01}, which the client sends by itself. */
    public Optional<Sure> sure() {
        return optionalString("sure").map(Sure::of);
    }

    /** Builds a {@link Chat}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        public Builder id(String id) {
            return set("id", id);
        }

        /**
         * How it went.
         *
         * <p>Beta: it comes only when the header {@code mood-2026-01-01} was sent; {@code o.beta("mood-2026-01-01")}
         * asks for it.
         */
        public Builder mood(String mood) {
            return set("mood", mood);
        }

        /** Beta: it comes with the header {@code always-2026-01-01}, which the client sends by itself. */
        public Builder sure(Sure sure) {
            return set("sure", sure);
        }

        /** Beta: it comes with the header {@code always-2026-01-01}, which the client sends by itself. */
        public Builder sure(String sure) {
            return set("sure", sure);
        }

        /** The object, once every required field is there. */
        public Chat build() {
            return of(build("Chat", "id"));
        }
    }
}
