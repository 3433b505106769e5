package io.github.claude4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.testkit.FakeClaude;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every example's main as its user would, against the fake API. */
class ExamplesTest {
    private static final PrintStream OUT = System.out;
    private static final InputStream IN = System.in;
    private static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();
    private static FakeClaude fake;

    @BeforeAll
    static void pointExamplesAtTheFake() {
        fake = FakeClaude.start();
        System.setProperty("anthropic.baseUrl", fake.url().toString());
        System.setProperty("anthropic.apiKey", "sk-ant-fake");
        System.setOut(new PrintStream(PRINTED, true));
    }

    @AfterAll
    static void restore() {
        System.setOut(OUT);
        System.setIn(IN);
        System.clearProperty("anthropic.baseUrl");
        System.clearProperty("anthropic.apiKey");
        fake.close();
    }

    static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/java/io/github/claude4j/examples"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("package-info.java"))
                    .map(name -> name.replace(".java", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void main_againstTheFake_prints(String example) throws ReflectiveOperationException {
        PRINTED.reset();
        fake.clearRequests();
        System.setIn(new ByteArrayInputStream("Why is the sky blue?\nWhy not green?\nundo\n".getBytes(UTF_8)));

        Class.forName("io.github.claude4j.examples." + example)
                .getMethod("main", String[].class)
                .invoke(null, (Object) new String[0]);

        assertThat(PRINTED.toString()).isNotBlank();
        assertThat(fake.requests()).isNotEmpty();
    }
}
