package io.github.claude4j.codegen;

import java.util.List;

/**
 * One file of the spec.
 *
 * @param id its path without the ending
 * @param doc what the package is for, or null
 * @param documented whether everything in it must have a doc
 */
record Area(String id, String doc, boolean documented, List<Operation> operations, List<Type> types) {
    static final String ORGANIZATION = "organization/";
    static final String ROOT = "io.github.claude4j";

    static boolean organization(String id) {
        return id.startsWith(ORGANIZATION);
    }

    static String javaPackage(String id) {
        return ROOT + "." + id.replace(ORGANIZATION, "admin.");
    }

    boolean organization() {
        return organization(id);
    }

    String javaPackage() {
        return javaPackage(id);
    }

    /** As messages and generated files name it. */
    String file() {
        return "spec/" + id + ".yaml";
    }
}
