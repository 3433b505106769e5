package io.github.claude4j.codegen.spec;

import java.util.List;

/**
 * One file of the spec.
 *
 * @param id its path without the ending
 * @param doc what the package is for, or null
 * @param documented whether everything in it must have a doc
 */
public record Area(String id, String doc, boolean documented, List<Operation> operations, List<Type> types) {
    static final String ORGANIZATION = "organization/";
    public static final String ROOT = "io.github.claude4j";

    public static boolean organization(String id) {
        return id.startsWith(ORGANIZATION);
    }

    public static String javaPackage(String id) {
        return ROOT + "." + id.replace(ORGANIZATION, "admin.");
    }

    public boolean organization() {
        return organization(id);
    }

    public String javaPackage() {
        return javaPackage(id);
    }

    /** As messages and generated files name it. */
    public String file() {
        return "spec/" + id + ".yaml";
    }
}
