// Generated from spec/shop.yaml by codegen; edit that file instead.
package io.github.claude4j.shop;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.claude4j.ApiObject;
import io.github.claude4j.json.Binary;
import io.github.claude4j.json.JsonObject;
import java.nio.file.Path;
import java.util.List;

/** A file and others. */
public final class Upload extends ApiObject {
    private Upload(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    @JsonCreator
    public static Upload of(JsonObject json) {
        return new Upload(json);
    }

    /** A builder without any field. */
    public static Builder builder() {
        return new Builder(JsonObject.builder());
    }

    /** A builder that begins with the fields of this. */
    public Builder toBuilder() {
        return new Builder(json().toBuilder());
    }

    /** Builds a {@link Upload}. */
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

        public Builder files(List<Binary> files) {
            return set("files", files);
        }

        public Builder addFile(Binary file) {
            return add("files", file);
        }

        public Builder addFile(Path file) {
            return add("files", Binary.of(file));
        }

        /** The object, once every required field is there. */
        public Upload build() {
            return of(build("Upload", "file", "files"));
        }
    }
}
