package io.github.claude4j.codegen.spec;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A call of the API. What does not apply is null or empty.
 *
 * @param name the full dotted name
 * @param nullable whether there may be no answer
 * @param binary whether the answer is bytes
 * @param streamAs the hand-written class that a stream of events is given as
 * @param pages the style of paging
 * @param safe whether it may be repeated when the answer was lost
 * @param safeUnless the field with which it may not
 * @param base the hand-written class that its service extends
 * @param byHand whether the methods that call it are hand-written, in that class
 */
public record Operation(
        Mark mark,
        String name,
        String doc,
        String verb,
        String route,
        TypeExpr.Ref params,
        TypeExpr.Ref returns,
        boolean nullable,
        boolean binary,
        TypeExpr.Ref streams,
        String streamAs,
        TypeExpr.Ref jsonl,
        TypeExpr.Ref pageOf,
        String pages,
        boolean multipart,
        boolean safe,
        String safeUnless,
        Beta beta,
        List<String> headers,
        List<String> errorCodes,
        List<String> interfaces,
        String base,
        boolean byHand) {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final String ORGANIZATION = "organization.";

    /** The names in braces, in order. */
    public List<String> routeParameters() {
        return PARAMETER
                .matcher(route)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** What it does: the last segment of the name. */
    public String action() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The dotted prefix of its service, without {@code organization}. */
    public String service() {
        String prefix = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        return prefix.startsWith(ORGANIZATION) ? prefix.substring(ORGANIZATION.length()) : prefix;
    }

    /** Every type that it names. */
    public List<TypeExpr.Ref> types() {
        return java.util.stream.Stream.of(params, returns, streams, jsonl, pageOf)
                .filter(java.util.Objects::nonNull)
                .toList();
    }
}
