package io.github.claude4j.codegen.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.codegen.fixtures.Specs;
import io.github.claude4j.codegen.official.Official;
import io.github.claude4j.codegen.write.OutputFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two releases of clients for an API of shops, and the spec that follows the first. {@code -Dgolden=write} writes what is
 * expected anew.
 */
class FollowTest {
    private static final Path FOLLOW = Path.of("src", "test", "follow");
    private static final Path SPEC = FOLLOW.resolve("spec");

    @TempDir
    Path temp;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void follow_newRelease_writesTheSpecAsItCouldBeAndTellsWhatIsLeft() throws IOException {
        int status = follow(SPEC, clients("old"), clients("new"));
        Path expected = FOLLOW.resolve("expected");
        if ("write".equals(System.getProperty("golden"))) {
            OutputFolder folder = new OutputFolder(expected);
            for (Map.Entry<String, String> file : Specs.tree(temp).entrySet()) {
                folder.write(file.getKey(), file.getValue());
            }
            folder.write("report.md", report());
        }
        assertThat(report()).isEqualTo(Files.readString(expected.resolve("report.md")));
        assertThat(Specs.tree(temp).get("shops.yaml")).isEqualTo(Files.readString(expected.resolve("shops.yaml")));
        assertThat(Specs.tree(temp).get("tours.yaml")).isEqualTo(Files.readString(expected.resolve("tours.yaml")));
        assertThat(status).isEqualTo(Follow.SOMETHING);
    }

    /** No doc is made up, and nothing else is wrong with what was written. */
    @Test
    void follow_result_isRefusedForTheDocsAloneThatAreStillToBeWritten() throws IOException {
        follow(SPEC, clients("old"), clients("new"));
        List<String> problems = Specs.problems(temp);
        assertThat(problems).isNotEmpty().allMatch(problem -> problem.endsWith(": the doc is still to be written"));
    }

    @Test
    void follow_whatTheSpecSaysInAnotherWayOnPurpose_isLeftOut() throws IOException {
        assertThat(follow(SPEC, clients("old"), clients("old"))).isEqualTo(Follow.NOTHING);
        assertThat(report()).isEqualTo("The official clients say nothing new.\n");
        assertThat(Specs.tree(temp)).isEqualTo(Specs.tree(SPEC));
    }

    @Test
    void follow_withoutAReleaseToCompareWith_tellsThatToo() throws IOException {
        assertThat(follow(SPEC, null, clients("old"))).isEqualTo(Follow.SOMETHING);
        assertThat(report()).contains("`shops.Shop.opened_at` is string, which the Java client has as date-time");
    }

    /** What was proposed once is not proposed again. */
    @Test
    void follow_resultOfItself_leavesOnlyWhatAPersonHasToDo() throws IOException {
        follow(SPEC, clients("old"), clients("new"));
        Path once = Files.createDirectories(temp.resolve("once"));
        for (Map.Entry<String, String> file : Specs.tree(temp).entrySet()) {
            Files.writeString(once.resolve(file.getKey()), file.getValue().replace("doc: '?'", "doc: x"));
        }
        out.reset();
        follow(once, clients("old"), clients("new"));
        assertThat(report()).startsWith("Found: ").doesNotContain("Found: operations", "fields", "words", "variants");
    }

    private int follow(Path spec, Official before, Official after) throws IOException {
        return Follow.run(
                spec, Specs.read(spec), before, after, temp, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private static Official clients(String release) throws IOException {
        Path folder = FOLLOW.resolve(release);
        return Official.read(folder.resolve("typescript"), folder.resolve("java"));
    }

    private String report() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
