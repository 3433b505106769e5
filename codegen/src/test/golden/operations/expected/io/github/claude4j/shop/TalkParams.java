// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.Optional;

/** An object of the API. */
public final class TalkParams extends ApiObject {
    private TalkParams(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static TalkParams of(JsonObject json) {
        return new TalkParams(json);
    }

    /** A builder without any field. */
    public static Builder builder() {
        return new Builder(JsonObject.builder());
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public String text() {
        return string("text");
    }

    public Optional<String> thread() {
        return optionalString("thread");
    }

    /** Builds a {@link TalkParams}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        public Builder text(String text) {
            return set("text", text);
        }

        public Builder thread(String thread) {
            return set("thread", thread);
        }

        /** The object, once every required field is there. */
        public TalkParams build() {
            return of(build("TalkParams", "text"));
        }
    }
}
