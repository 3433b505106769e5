package io.github.claude4j.codegen.official;

import java.util.List;
import java.util.Set;

/**
 * A call as the TypeScript client makes it. What does not apply is null or empty.
 *
 * @param name the dotted name
 * @param route with the parameters in braces
 * @param params the type of what the caller gives; parts of the route and headers are in it too
 * @param notBody names in the params that travel in the route or as a header
 * @param query names in the params that travel in the query
 * @param pageStyle the kind of page
 */
public record OfficialOperation(
        String file,
        String name,
        String verb,
        String route,
        TsType params,
        Set<String> notBody,
        Set<String> query,
        TsType returns,
        TsType streams,
        TsType lines,
        TsType pageOf,
        String pageStyle,
        boolean binary,
        boolean multipart,
        List<String> betas,
        List<String> headers,
        List<String> errorCodes) {
    /** Verb and route without the names of parameters: what calls of two descriptions have in common. */
    public String key() {
        return key(verb, route);
    }

    /** The same for any verb and route. */
    public static String key(String verb, String route) {
        return verb + " " + route.replaceAll("\\{\\w+}", "{}");
    }
}
