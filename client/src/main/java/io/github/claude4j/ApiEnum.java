package io.github.claude4j;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.claude4j.json.JsonView;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One of several known words of the API, or one that this version does not know yet. Known values may be compared with
 * {@code ==}; switch over {@link #value()}.
 */
public abstract class ApiEnum implements JsonView {
    private final String value;

    protected ApiEnum(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /** The word as the API spells it. */
    @JsonValue
    public final String value() {
        return value;
    }

    @Override
    public final String json() {
        return value;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof ApiEnum that && getClass() == that.getClass() && value.equals(that.value);
    }

    @Override
    public final int hashCode() {
        return value.hashCode();
    }

    /** The word as the API spells it. */
    @Override
    public final String toString() {
        return value;
    }
}
