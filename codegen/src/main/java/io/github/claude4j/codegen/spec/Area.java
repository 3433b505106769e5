package io.github.claude4j.codegen.spec;

import java.util.List;
import java.util.Map;

/**
 * One file of the spec.
 *
 * @param id its path without the ending
 * @param doc what the package is for, or null
 * @param documented whether everything in it must have a doc
 * @param betas beta headers, each with others that open the same
 * @param ids what ids of a kind of thing begin with, by kind
 * @param older the forms that older beta headers ask for, by header
 */
public record Area(
        String id,
        String doc,
        boolean documented,
        List<Operation> operations,
        List<Type> types,
        Map<String, List<String>> betas,
        Map<String, String> ids,
        Map<String, Older> older) {
    /**
     * What was another way.
     *
     * @param until the API version from which the header asks for it no more, or null
     * @param pages the style of pages, by operation
     * @param types by type, for each older member the path to it in today's form, and pairs of values; empty where there was none
     */
    public record Older(String until, Map<String, String> pages, Map<String, Map<String, String>> types) {}

    public static final String ORGANIZATION = "organization/";
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
