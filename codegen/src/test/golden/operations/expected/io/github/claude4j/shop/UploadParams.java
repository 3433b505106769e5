// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.Binary;
import io.github.claude4j.json.JsonObject;
import java.nio.file.Path;

/** An object of the API. */
public final class UploadParams extends ApiObject {
    private UploadParams(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static UploadParams of(JsonObject json) {
        return new UploadParams(json);
    }

    /** A builder without any field. */
    public static Builder builder() {
        return new Builder(JsonObject.builder());
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    /** Builds a {@link UploadParams}. */
    public static final class Builder extends ApiObject.Builder<Builder> {
        private Builder(JsonObject.Builder json) {
            super(json);
        }

        public Builder file(Binary file) {
            return set("file", file);
        }

        public Builder file(Path file) {
            return set("file", Binary.of(file));
        }

        /** The object, once every required field is there. */
        public UploadParams build() {
            return of(build("UploadParams", "file"));
        }
    }
}
