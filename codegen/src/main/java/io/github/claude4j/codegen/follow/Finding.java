package io.github.claude4j.codegen.follow;

import io.github.claude4j.codegen.official.OfficialOperation;
import io.github.claude4j.codegen.official.TsType;
import io.github.claude4j.codegen.spec.Type;

/**
 * One thing that the official clients and the spec do not both say.
 *
 * @param place the operation, the type, or the field of one that it is about, as the spec calls it
 * @param what the name of what is new, or a sentence
 * @param in the type of the spec that something is added to, or null
 * @param type what the clients say that it is, or null
 * @param owner the name that the clients have for the type it is in
 * @param operation the operation that is new or gets more, or null
 */
record Finding(
        Kind kind,
        String place,
        String what,
        Type in,
        TsType type,
        String owner,
        boolean optional,
        OfficialOperation operation) {
    /** What is to be done about it. */
    enum Kind {
        /** An operation to add. */
        OPERATION("operations"),
        /** Params that an operation did not take so far. */
        PARAMS("operations that take params now"),
        /** A code that an operation can fail with. */
        ERROR_CODE("error codes of operations"),
        /** A field to add to a type. */
        FIELD("fields"),
        /** A word to add to an enum, or a constant. */
        WORD("words"),
        /** A kind of object to add to a union. */
        VARIANT("variants"),
        /** Something that a person has to look at. */
        LOOK("other facts"),
        /** Something that is in no client any more. */
        GONE("things that are gone");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    static Finding look(String place, String what) {
        return new Finding(Kind.LOOK, place, what, null, null, null, false, null);
    }

    static Finding gone(String place) {
        return new Finding(Kind.GONE, place, "is in no official client", null, null, null, false, null);
    }

    static Finding of(Kind kind, String place, String what, Type in, TsType type, String owner) {
        return new Finding(kind, place, what, in, type, owner, false, null);
    }

    /** Two findings with the same key say the same, though they may come from two releases. */
    String key() {
        return kind + " " + place + " " + what;
    }
}
