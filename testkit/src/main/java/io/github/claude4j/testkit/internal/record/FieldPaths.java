package io.github.claude4j.testkit.internal.record;

import java.util.Arrays;
import java.util.List;

/** Fields that a user named: {@code user_id} is any of that name, {@code metadata.user_id} only those of a metadata. */
public record FieldPaths(List<String> names) {
    public static FieldPaths of(String... names) {
        return new FieldPaths(List.of(names));
    }

    public FieldPaths and(String... more) {
        String[] all = Arrays.copyOf(names.toArray(String[]::new), names.size() + more.length);
        System.arraycopy(more, 0, all, names.size(), more.length);
        return of(all);
    }

    /** Whether the field at this path, without the places in lists, is meant. */
    boolean include(String path) {
        for (String name : names) {
            if (path.equals(name) || path.endsWith("." + name)) {
                return true;
            }
        }
        return false;
    }
}
