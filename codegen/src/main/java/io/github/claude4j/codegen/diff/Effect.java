package io.github.claude4j.codegen.diff;

import java.util.List;
import java.util.Set;

/** How a change can break those who use the Java API. */
enum Effect {
    /** Code that used it does not compile any more. */
    SOURCE("source"),
    /** Code that was compiled against it does not link any more. */
    BINARY("binary"),
    /** Code compiles and links, but what it asks for is refused or means something else. */
    RUN_TIME("run time");

    private final String word;

    Effect(String word) {
        this.word = word;
    }

    /** {@code source, binary}. */
    static String words(Set<Effect> effects) {
        List<String> words =
                effects.stream().sorted().map(effect -> effect.word).toList();
        return String.join(", ", words);
    }
}
