// Generated from spec/tools.yaml by codegen; edit that file instead.
package io.github.claude4j.tools;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;

/** An object of the API. */
public final class Web extends ApiObject implements Source {
    private Web(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static Web of(JsonObject json) {
        return new Web(json);
    }

    /** A builder without any field but the constant ones. */
    public static Builder builder() {
        return new Builder(JsonObject.builder().put("kind", "web"));
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public String kind() {
        return string("kind");
    }

    /** Builds a {@link Web}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        /** The object, once every required field is there. */
        public Web build() {
            return of(build("Web"));
        }
    }
}
