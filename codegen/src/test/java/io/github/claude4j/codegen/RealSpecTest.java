package io.github.claude4j.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.codegen.check.UnknownBetas;
import io.github.claude4j.codegen.fixtures.Specs;
import io.github.claude4j.codegen.model.FieldRules;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.write.Generator;
import io.github.claude4j.codegen.write.OutputFolder;
import io.github.claude4j.codegen.write.SchemaWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The spec of the project. */
class RealSpecTest {
    private static final Path UNKNOWN_BETAS = Path.of("src", "test", "resources", "unknown-betas.txt");

    @TempDir
    Path temp;

    @Test
    void hasNoProblem() throws IOException {
        assertThat(Specs.problems(Specs.REAL)).isEmpty();
    }

    @Test
    void writesTheSameFilesEachTimeAndTouchesNoneOfThem() throws IOException {
        for (boolean admin : new boolean[] {false, true}) {
            Path first = temp.resolve("first" + admin);
            Path second = temp.resolve("second" + admin);
            assertThat(new Generator(Specs.read(Specs.REAL), admin).write(first))
                    .isPositive();
            new Generator(Specs.read(Specs.REAL), admin).write(second);
            assertThat(Specs.tree(second)).isEqualTo(Specs.tree(first));
            assertThat(new Generator(Specs.read(Specs.REAL), admin).write(second))
                    .isZero();
        }
    }

    @Test
    void removesWhatIsNoLongerGenerated() throws IOException {
        Path out = temp.resolve("out");
        Generator generator = new Generator(Specs.read(Specs.REAL), false);
        generator.write(out);
        Path stale = Files.writeString(out.resolve("io/github/claude4j/messages/Gone.java"), "class Gone {}");
        assertThat(generator.write(out)).isEqualTo(1);
        assertThat(stale).doesNotExist();
    }

    /** A header that becomes known belongs into the spec; a new one without a name is added to the list on purpose. */
    @Test
    void listsEveryBetaWithoutAName() throws IOException {
        String found = UnknownBetas.list(Specs.read(Specs.REAL));
        if ("write".equals(System.getProperty("golden"))) {
            OutputFolder.replace(UNKNOWN_BETAS, found);
        }
        assertThat(found).isEqualTo(Files.readString(UNKNOWN_BETAS));
    }

    /** Every request is checked against its rules, so there may not be too many of them. */
    @Test
    void hasFewRules() throws IOException {
        Spec spec = Specs.read(Specs.REAL);
        FieldRules rules = new FieldRules(spec);
        List<String> most = spec.operations()
                .filter(operation -> operation.params() != null)
                .map(operation -> rules.of(operation.params(), operation.beta().headers()))
                .max(Comparator.comparing(List::size))
                .orElseThrow();
        assertThat(most).hasSizeLessThan(80).doesNotHaveDuplicates();
    }

    @Test
    void writesASchemaThatKnowsEveryOperationAndType() throws IOException {
        Spec spec = Specs.read(Specs.REAL);
        String schema = new SchemaWriter(spec).write();
        spec.operations().forEach(operation -> assertThat(schema).contains("\n\"" + operation.name() + "\":{"));
        spec.types()
                .filter(type -> !(type instanceof Type.Alias))
                .forEach(type -> assertThat(schema).contains("\n\"" + type.ref() + "\":{"));
    }
}
