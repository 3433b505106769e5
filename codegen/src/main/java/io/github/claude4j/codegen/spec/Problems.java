package io.github.claude4j.codegen.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything that is wrong with a spec, so that one run tells it all. */
public final class Problems {
    private record Problem(Mark at, String message) {
        @Override
        public String toString() {
            return at + ": " + message;
        }
    }

    private final List<Problem> found = new ArrayList<>();

    public void add(Mark at, String message) {
        found.add(new Problem(at, message));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** One line each, in the order of files and lines. */
    public List<String> lines() {
        return found.stream()
                .sorted(Comparator.comparing((Problem problem) -> problem.at().file())
                        .thenComparingInt(problem -> problem.at().line())
                        .thenComparing(Problem::message))
                .map(Problem::toString)
                .distinct()
                .toList();
    }
}
