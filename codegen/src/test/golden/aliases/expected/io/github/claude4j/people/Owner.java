// Generated from spec/people.yaml by codegen; edit that file instead.
package io.github.claude4j.people;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;

/** An object of the API. */
public final class Owner extends ApiObject {
    private Owner(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static Owner of(JsonObject json) {
        return new Owner(json);
    }

    /** A builder without any field. */
    public static Builder builder() {
        return new Builder(JsonObject.builder());
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    public long age() {
        return number("age");
    }

    /** Builds a {@link Owner}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        public Builder age(long age) {
            return set("age", age);
        }

        /** The object, once every required field is there. */
        public Owner build() {
            return of(build("Owner", "age"));
        }
    }
}
