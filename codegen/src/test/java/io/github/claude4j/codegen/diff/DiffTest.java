package io.github.claude4j.codegen.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.codegen.Main;
import io.github.claude4j.codegen.fixtures.Specs;
import io.github.claude4j.codegen.spec.SpecException;
import io.github.claude4j.codegen.write.OutputFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What people are told of the differences between two specs. {@code -Dgolden=write} writes the expected reports anew. */
class DiffTest {
    private static final Path DIFFS = Path.of("src", "test", "diffs");

    @TempDir
    Path temp;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static List<String> themes() throws IOException {
        try (Stream<Path> folders = Files.list(DIFFS)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("themes")
    void diff_smallSpecs_tellsWhatIsExpected(String theme) throws IOException {
        Path folder = DIFFS.resolve(theme);
        Path expected = folder.resolve("expected.md");
        int status = diff(folder.resolve("old"), folder.resolve("new"));
        if ("write".equals(System.getProperty("golden"))) {
            OutputFolder.replace(expected, report());
        }
        assertThat(report()).isEqualTo(Files.readString(expected));
        assertThat(status).isEqualTo(theme.equals("additions") ? DiffReport.COMPATIBLE : DiffReport.BREAKING);
    }

    @Test
    void diff_sameSpec_tellsSo() throws IOException {
        assertThat(diff(Specs.REAL, Specs.REAL)).isEqualTo(DiffReport.SAME);
        assertThat(report()).isEqualTo("The specs say the same.\n");
    }

    /** A small release of the API, told from the real spec. */
    @Test
    void diff_smallChangeOfTheRealSpec_tellsNothingElse() throws IOException {
        Path changed = copy(Specs.REAL);
        Path batches = changed.resolve("batches.yaml");
        String yaml = Files.readString(batches);
        Files.writeString(
                batches,
                yaml.replace("    fields:\n      requests:", "    fields:\n      label?: string\n      requests:"));
        assertThat(diff(Specs.REAL, changed)).isEqualTo(DiffReport.COMPATIBLE);
        assertThat(report()).isEqualTo("""
                1 operation or type changes; 0 of the changes break users of the Java API.

                ## Changes that break nobody

                ### batches
                - `batches.BatchCreateParams`
                  - field added: `label?: string`
                """);
    }

    /** Each line of the report is about something that the compiler would tell users of the real API too. */
    @ParameterizedTest
    @CsvSource({
        "messages.yaml, '[end_turn, max_tokens,', '[end_turn,', 'Java: `MAX_TOKENS` is gone', 'source, binary'",
        "messages.yaml, 'claude-opus-5-5', 'claude-opus-9', 'Java: `CLAUDE_OPUS_5_5` is gone', 'source'",
        "batches.yaml, 'custom_id: {type: string', 'custom_id?: {type: string', "
                + "'Java: `customId(): Optional<String>`, was `String`', 'source, binary'",
    })
    void diff_oneEditOfTheRealSpec_tellsWhatBreaks(String file, String old, String now, String line, String breaks)
            throws IOException {
        Path changed = copy(Specs.REAL);
        Path edited = changed.resolve(file);
        String yaml = Files.readString(edited);
        assertThat(yaml).contains(old);
        Files.writeString(edited, yaml.replaceFirst(java.util.regex.Pattern.quote(old), now));
        assertThat(diff(Specs.REAL, changed)).isEqualTo(DiffReport.BREAKING);
        assertThat(report()).contains(line).contains("(" + breaks + ")");
    }

    @Test
    void diff_specWithAProblem_failsAndTellsWhichSpec() throws IOException {
        Path bad = Files.createDirectories(temp.resolve("bad"));
        Files.writeString(bad.resolve("shop.yaml"), "types:\n  A: {root: true, fields: {b: B}}\n");
        assertThatThrownBy(() -> diff(DIFFS.resolve("breaks").resolve("old"), bad))
                .isInstanceOf(SpecException.class)
                .hasMessage(bad + ": spec/shop.yaml:2: there is no type shop.B");
    }

    @Test
    void diff_folderThatIsNotThere_failsAndNamesIt() {
        Path missing = temp.resolve("missing");
        assertThatThrownBy(() -> diff(missing, Specs.REAL)).hasMessage("no folder: " + missing);
    }

    private int diff(Path before, Path after) throws IOException {
        return Main.diff(before, after, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private String report() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private Path copy(Path spec) throws IOException {
        OutputFolder folder = new OutputFolder(temp.resolve("copy"));
        for (var file : Specs.tree(spec).entrySet()) {
            folder.write(file.getKey(), file.getValue());
        }
        return temp.resolve("copy");
    }
}
