package io.github.claude4j.codegen.spec;

import java.util.Set;

/**
 * A field of an object.
 *
 * @param wire its name in JSON
 * @param java its name in Java
 * @param until the API version that refuses it, or null
 * @param flags the keys of the notation that are either there or not
 */
public record Field(
        Mark mark,
        String wire,
        String java,
        TypeExpr type,
        boolean optional,
        boolean nullable,
        String doc,
        Beta beta,
        String until,
        Set<Flag> flags) {
    /** A key that has one value or is not there. */
    public enum Flag {
        DEFAULT_FALSE("default", "false"),
        DEFAULT_ZERO("default", "0"),
        GIVEN_BY_SERVER("given", "server"),
        GIVEN_TODAY("given", "today"),
        GIVEN_BY_CLIENT("given", "client"),
        NULL_FROM_SERVER("nulls", "server"),
        NEEDED_BY_CLIENT("needed", "client"),
        HIDDEN("hidden", "true"),
        SECRET("secret", "true"),
        QUERY("in", "query"),
        DEPRECATED("deprecated", "true"),
        BY_HAND("by_hand", "true");

        private final String key;
        private final String value;

        Flag(String key, String value) {
            this.key = key;
            this.value = value;
        }

        public String key() {
            return key;
        }

        /** The value as the spec has it. */
        public String value() {
            return value;
        }

        public String json() {
            return value.matches("true|false|0") ? value : '"' + value + '"';
        }
    }

    public boolean is(Flag flag) {
        return flags.contains(flag);
    }

    public boolean constant() {
        return type instanceof TypeExpr.Constant;
    }

    /** Whether a reader may count on it. */
    public boolean present() {
        return !nullable && (!optional || is(Flag.GIVEN_BY_SERVER));
    }

    /** Whether the builder sets it by itself. */
    public boolean preset() {
        return constant() && present();
    }

    /** Whether the caller of a builder must set it. */
    public boolean required() {
        return !nullable && !constant() && !is(Flag.HIDDEN) && (!optional || is(Flag.NEEDED_BY_CLIENT));
    }

    /** Whether it is a file to upload, which nothing ever reads back. */
    public boolean upload() {
        return type == TypeExpr.Scalar.FILE
                || (type instanceof TypeExpr.ListOf list && list.of() == TypeExpr.Scalar.FILE);
    }

    public boolean settable() {
        return !preset() && !is(Flag.HIDDEN);
    }
}
