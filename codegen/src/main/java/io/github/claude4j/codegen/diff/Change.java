package io.github.claude4j.codegen.diff;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One operation or type that two specs say different things about.
 *
 * @param area the file of the spec that it is in
 * @param subject its name; an operation has brackets behind it
 * @param news what became of it, where it was added, removed or renamed; null where it only says something else
 * @param breaks whom it breaks; nobody where it is empty
 * @param added whether it was not there before
 * @param details one line each
 */
record Change(String area, String subject, String news, Set<Effect> breaks, boolean added, List<String> details) {
    static final Set<Effect> COMPILED = EnumSet.of(Effect.SOURCE, Effect.BINARY);

    boolean operation() {
        return subject.endsWith("()");
    }
}
