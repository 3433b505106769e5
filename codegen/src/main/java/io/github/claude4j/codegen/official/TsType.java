package io.github.claude4j.codegen.official;

import java.util.List;

/** A type of the TypeScript client. */
public sealed interface TsType {
    /** A type of the language: string, number, boolean, null, unknown. */
    record Plain(String name) implements TsType {}

    /** One exact text, or true or false. */
    record Literal(String value, boolean text) implements TsType {}

    /** A list. */
    record ListOf(TsType of) implements TsType {}

    /** A map by string. */
    record MapOf(TsType of) implements TsType {}

    /** One of several. */
    record Union(List<TsType> of) implements TsType {}

    /**
     * An object.
     *
     * @param parents what it extends
     * @param rest what further members hold, or null
     */
    record ObjectOf(List<Member> members, List<Named> parents, TsType rest) implements TsType {}

    /**
     * A type by its name.
     *
     * @param name with the names of modules or namespaces before it, between dots
     * @param scope where it is named
     */
    record Named(String name, List<TsType> arguments, Scope scope) implements TsType {}

    /**
     * A place where names mean something: a file, and the namespaces of it, between dots.
     *
     * @param file its path without the ending
     */
    record Scope(String file, String namespace) {}

    /**
     * A member of an object.
     *
     * @param header whether it travels as a header
     */
    record Member(String name, TsType type, boolean optional, boolean deprecated, boolean header) {}

    /** What nothing is known of. */
    Plain UNKNOWN = new Plain("unknown");
}
