package io.github.claude4j;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonView;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value of the API that is no object: one form of a field that takes several. Compare it with {@code equals}. */
public abstract class ApiValue implements JsonView {
    private final Object json;

    protected ApiValue(Object json) {
        this.json = Objects.requireNonNull(json, "json");
    }

    @Override
    @JsonValue
    public final Object json() {
        return json;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof ApiValue that && getClass() == that.getClass() && json.equals(that.json);
    }

    @Override
    public final int hashCode() {
        return json.hashCode();
    }

    /** The JSON for people: secret fields masked, long values cut. */
    @Override
    public final String toString() {
        return json instanceof String text ? Json.write(text) : json.toString();
    }
}
