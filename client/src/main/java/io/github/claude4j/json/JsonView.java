package io.github.claude4j.json;

import org.jspecify.annotations.Nullable;

/** Something that is JSON underneath and may stand wherever a JSON value may. */
public interface JsonView {
    /** The JSON value: a {@link JsonObject}, a {@link JsonArray}, text, a number, a boolean, or null. */
    @Nullable
    Object json();
}
