package io.github.claude4j.checks.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each artifact brings along is what {@code docs/dependencies.md} and the README say, so that nothing comes unseen.
 * {@code -Ddependencies=write} accepts a change.
 */
class DependenciesTest {
    private static final Path PAGE = Path.of("..", "docs", "dependencies.md");

    /** A row of the README's table: the artifact, its size, the number of jars and the size of all together. */
    private static final Pattern ROW = Pattern.compile(
            "\\| `(claude4j[a-z0-9-]*)` \\|.*\\| ([0-9.,]+) (KB|MB) \\|.*?([0-9]+) jars?, ([0-9.,]+) (KB|MB) \\|");

    static List<Artifact> published() {
        return Artifact.published();
    }

    @Test
    void trees_areThoseOfThePage() throws IOException {
        String page = Files.readString(PAGE).replace("\r\n", "\n");
        int first = page.indexOf("\n## ");
        String now = first < 0 ? page : page.substring(0, first + 1);
        for (Artifact artifact : published()) {
            now += section(artifact);
        }

        if ("write".equals(System.getProperty("dependencies"))) {
            Files.writeString(PAGE, now);
        }

        assertThat(Files.readString(PAGE).replace("\r\n", "\n"))
                .as("-Ddependencies=write accepts what an artifact brings")
                .isEqualTo(now);
    }

    private static String section(Artifact artifact) throws IOException {
        Brought brought = Brought.of(artifact);
        StringBuilder text = new StringBuilder("## " + artifact.name() + "\n```text\n" + artifact.name() + "\n");
        append(text, "", Brought.brought(brought.tree()), brought);
        text.append("```\n");
        List<String> optional = new ArrayList<>();
        for (JsonObject each : Brought.optional(brought.tree())) {
            optional.add("`" + name(each) + "`");
        }
        if (!optional.isEmpty()) {
            text.append("You bring, if you use it: ")
                    .append(String.join(", ", optional))
                    .append(".\n");
        }
        return text.append("\n").toString();
    }

    private static void append(StringBuilder text, String indent, List<JsonObject> nodes, Brought brought)
            throws IOException {
        for (int i = 0; i < nodes.size(); i++) {
            JsonObject node = nodes.get(i);
            boolean last = i == nodes.size() - 1;
            boolean ours = node.string("groupId").equals("io.github.claude4j");
            text.append(indent).append(last ? "\\- " : "+- ").append(name(node));
            // What is ours changes with every line.
            text.append(ours ? "" : ", " + kilobytes(brought.jar(node)) + " KB").append("\n");
            append(text, indent + (last ? "   " : "|  "), Brought.brought(node), brought);
        }
    }

    private static String name(JsonObject node) {
        return node.string("groupId").equals("io.github.claude4j")
                ? node.string("artifactId")
                : node.string("groupId") + ":" + node.string("artifactId") + ":" + node.string("version");
    }

    private static long kilobytes(Path jar) throws IOException {
        return Math.round(Files.size(jar) / 1000.0);
    }

    @ParameterizedTest
    @MethodSource("published")
    void readme_saysWhatTheArtifactWeighs(Artifact artifact) throws IOException {
        Brought brought = Brought.of(artifact);
        long own = Files.size(artifact.jar());
        long all = own;
        for (Path jar : brought.all()) {
            all += Files.size(jar);
        }
        String facts = " is " + own / 1000 + " KB, with all that it brings "
                + (1 + brought.all().size()) + " jars, " + all / 1000 + " KB";

        Matcher row = ROW.matcher(Files.readString(Path.of("..", "README.md")));
        while (row.find()) {
            if (row.group(1).equals(artifact.name())) {
                assertThat(bytes(row.group(2), row.group(3)))
                        .as("README: " + artifact + facts)
                        .isCloseTo(own, within(tolerance(own)));
                assertThat(Integer.parseInt(row.group(4)))
                        .as("README: " + artifact + facts)
                        .isEqualTo(1 + brought.all().size());
                assertThat(bytes(row.group(5), row.group(6)))
                        .as("README: " + artifact + facts)
                        .isCloseTo(all, within(tolerance(all)));
                return;
            }
        }
        throw new AssertionError(
                "README.md: expected a row for " + artifact + " in the table of artifacts, found none; it" + facts);
    }

    /** What the README need not be changed for. */
    private static long tolerance(long bytes) {
        return bytes / 10 + 2_000;
    }

    private static long bytes(String number, String unit) {
        return Math.round(Double.parseDouble(number.replace(",", "")) * (unit.equals("MB") ? 1_000_000 : 1_000));
    }
}
