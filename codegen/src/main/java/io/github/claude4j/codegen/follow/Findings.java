package io.github.claude4j.codegen.follow;

import io.github.claude4j.codegen.official.TsType.Named;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a comparison found, each thing once, and what it has come by. */
final class Findings {
    private final Map<String, Finding> found = new LinkedHashMap<>();
    private final Map<Type, Set<String>> seen = new HashMap<>();
    private final Map<Named, TypeExpr.Ref> matches = new HashMap<>();

    void add(Finding finding) {
        found.putIfAbsent(finding.key(), finding);
    }

    /** Notes that the clients have this member, word or variant of a type of the spec. */
    void saw(Type type, String member) {
        seen.computeIfAbsent(type, key -> new HashSet<>()).add(member);
    }

    /** What of this type was come by; null where the type itself was not. */
    Set<String> seen(Type type) {
        return seen.get(type);
    }

    void matched(Named type, TypeExpr.Ref ref) {
        if (type != null) {
            matches.putIfAbsent(type, ref);
        }
    }

    /** What the spec calls a type of the clients, by the name that it is declared under; null where it was not come by. */
    TypeExpr.Ref match(Named type) {
        return matches.get(type);
    }

    /** All but those that were found before too: what the spec leaves out on purpose, or says in another way. */
    List<Finding> without(Findings before) {
        List<Finding> fresh = new ArrayList<>();
        found.forEach((key, finding) -> {
            if (before == null || !before.found.containsKey(key)) {
                fresh.add(finding);
            }
        });
        return fresh;
    }
}
