package io.github.claude4j.codegen.spec;

/** What a field holds, or one form of a union. */
public sealed interface TypeExpr {
    /** A type without a name of its own. */
    enum Scalar implements TypeExpr {
        STRING,
        BOOLEAN,
        LONG,
        DOUBLE,
        DATE_TIME,
        DATE,
        ANY,
        FILE,
        BINARY;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** One exact text. */
    record Constant(String value) implements TypeExpr {
        @Override
        public String toString() {
            return '"' + value + '"';
        }
    }

    record ListOf(TypeExpr of) implements TypeExpr {
        @Override
        public String toString() {
            return "[" + of + "]";
        }
    }

    /**
     * A map by string.
     *
     * @param nullable whether null stands for an entry that is to go
     */
    record MapOf(TypeExpr of, boolean nullable) implements TypeExpr {
        /** Whether it is an object of which nothing is known. */
        public boolean free() {
            return of == Scalar.ANY;
        }

        @Override
        public String toString() {
            return "{" + of + (nullable ? " | null}" : "}");
        }
    }

    /** A type of some area; {@code area} is the id of the area, such as {@code organization/users}. */
    record Ref(String area, String name) implements TypeExpr {
        /** The name that no other type has: client areas as they are, organization areas below {@code admin}. */
        @Override
        public String toString() {
            return area.replace(Area.ORGANIZATION, "admin.") + "." + name;
        }
    }
}
