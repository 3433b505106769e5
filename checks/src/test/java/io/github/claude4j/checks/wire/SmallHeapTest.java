package io.github.claude4j.checks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are larger than the heap end their call and nothing else. */
class SmallHeapTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"JDK", "OKHTTP"})
    void answerLargerThanTheHeap_endsOnlyItsCall(String transport) throws Exception {
        Path output = folder.resolve("output");
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SmallHeap.class.getName(),
                transport));
        if (Integer.getInteger("claude4j.wire.rounds", 1) > 1) {
            command.add("all");
        }
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).as("ended").isTrue();
        } finally {
            process.destroyForcibly();
        }

        try (Stream<String> lines = Files.lines(output)) {
            assertThat(lines).as(() -> "with " + text(log)).isNotEmpty().allMatch(line -> line.endsWith("\t"));
        }
        assertThat(process.exitValue()).as(() -> text(log)).isZero();
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
