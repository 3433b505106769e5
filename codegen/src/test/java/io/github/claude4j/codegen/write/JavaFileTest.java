package io.github.claude4j.codegen.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JavaFileTest {
    private final JavaFile file = new JavaFile("spec/a.yaml", "io.github.claude4j.a", "A", Set.of("Agent"));

    @Test
    void breaksLongLinesBehindACommaButNotInsideText() {
        String text = "\"" + "word, ".repeat(20) + "\"";
        assertThat(file.add("    call(first, " + text + ");\n").toString())
                .endsWith("\n    call(first,\n            " + text + ");\n");
    }

    @Test
    void breaksLongFieldsBehindTheEqualsSign() {
        String name = "A".repeat(70);
        assertThat(file.add("    static final " + name + " B = new " + name + "();\n")
                        .toString())
                .endsWith(" B =\n            new " + name + "();\n");
    }

    @Test
    void importsWhatItUsesUnlessTheNameIsTaken() {
        assertThat(file.use("io.github.claude4j.a.Other")).isEqualTo("Other");
        assertThat(file.use("io.github.claude4j.b.Thing")).isEqualTo("Thing");
        assertThat(file.use("io.github.claude4j.c.Thing")).isEqualTo("io.github.claude4j.c.Thing");
        assertThat(file.use("io.github.claude4j.b.Agent")).isEqualTo("io.github.claude4j.b.Agent");
        assertThat(file.use("io.github.claude4j.b.A")).isEqualTo("io.github.claude4j.b.A");
        assertThat(file.toString()).containsOnlyOnce("import ").contains("import io.github.claude4j.b.Thing;");
    }

    @Test
    void wrapsLongClauses() {
        assertThat(JavaFile.clause("class A", "implements", List.of())).isEqualTo("class A");
        assertThat(JavaFile.clause("class A", "implements", List.of("B", "C"))).isEqualTo("class A implements B, C");
        assertThat(JavaFile.clause("class A", "permits", List.of("B".repeat(60), "C".repeat(60))))
                .isEqualTo("class A\n        permits " + "B".repeat(60) + ",\n                " + "C".repeat(60));
    }
}
