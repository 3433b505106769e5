package io.github.claude4j.types;

import io.github.claude4j.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A Java type at one place of a tree of types: its schema, and the way from JSON to its values and back. */
abstract class Node {
    /** JSON of this class is the Java value already; Void where there is none such. */
    final Class<?> asIs;

    Node() {
        this(Void.class);
    }

    Node(Class<?> asIs) {
        this.asIs = asIs;
    }

    /** Whether it may be absent or null, which then is {@link #absent}. */
    boolean isOptional() {
        return false;
    }

    /** The value where there is none: of an optional type, or of a value that is not complete. */
    @Nullable
    Object absent() {
        return null;
    }

    /** The Java value of JSON; {@link Reading#FAILED} after telling the reading what is wrong. */
    abstract @Nullable Object read(@Nullable Object json, Reading reading);

    /** What can be JSON of a Java value. */
    abstract @Nullable Object write(@Nullable Object value);

    /** Its schema, written into this builder. */
    abstract void schema(JsonObject.Builder schema, Schemas schemas);

    /** Where its schema lies in {@code $defs}, because it needs itself; empty where it is written out. */
    String definition() {
        return "";
    }
}
