package io.github.claude4j.codegen.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.codegen.fixtures.Specs;
import io.github.claude4j.codegen.spec.Names;
import io.github.claude4j.codegen.spec.Spec;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What comes out of small specs, one a feature of the notation. {@code -Dgolden=write} writes the expected files anew; read
 * the difference before you commit it.
 */
class GoldenTest {
    private static final Path GOLDEN = Path.of("src", "test", "golden");
    private static final Path STUBS = Path.of("src", "test", "stubs");
    private static final Path CLIENT = Path.of("..", "client", "src", "main", "java");

    /** Every spec gives these; they are compared where they say something. */
    private static final Map<String, Set<String>> INDEX = Map.of(
            "io/github/claude4j/ClaudeServices.java", Set.of("operations"),
            "io/github/claude4j/Operations.java", Set.of("operations"),
            "io/github/claude4j/json/SecretNames.java", Set.of("secrets"),
            "io/github/claude4j/internal/KnownModels.java", Set.of("enums"));

    /** The hand-written part of the client without its module-info, which would make the compiler think in modules. */
    @TempDir
    static Path runtime;

    @TempDir
    Path temp;

    @BeforeAll
    static void copyRuntime() throws IOException {
        OutputFolder folder = new OutputFolder(runtime);
        for (Map.Entry<String, String> file : Specs.tree(CLIENT).entrySet()) {
            if (!file.getKey().equals("module-info.java")) {
                folder.write(file.getKey(), file.getValue());
            }
        }
    }

    static List<String> features() throws IOException {
        try (Stream<Path> folders = Files.list(GOLDEN)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("features")
    void generatesWhatIsExpected(String feature) throws IOException {
        Path expected = GOLDEN.resolve(feature).resolve("expected");
        Path generated = temp.resolve("generated");
        Spec spec = Specs.read(GOLDEN.resolve(feature).resolve("spec"));
        new Generator(spec, feature.equals("admin")).write(generated);
        Map<String, String> files = new TreeMap<>(Specs.tree(generated));
        INDEX.forEach((file, features) -> {
            if (!features.contains(feature)) {
                files.remove(file);
            }
        });
        if ("write".equals(System.getProperty("golden"))) {
            OutputFolder folder = new OutputFolder(expected);
            for (Map.Entry<String, String> file : files.entrySet()) {
                folder.write(file.getKey(), file.getValue());
            }
            folder.finish();
        }
        assertThat(files).isEqualTo(Specs.tree(expected));
    }

    @ParameterizedTest
    @MethodSource("features")
    void generatesWhatCompilesWithoutAWarning(String feature) throws IOException {
        Path generated = temp.resolve("generated");
        boolean admin = feature.equals("admin");
        Spec spec = Specs.read(GOLDEN.resolve(feature).resolve("spec"));
        new Generator(spec, admin).write(generated);
        Path other = temp.resolve("other");
        new Generator(spec, !admin).write(other);
        Path handwritten = GOLDEN.resolve(feature).resolve("handwritten");
        assertThat(compile(generated, List.of(generated, handwritten, other, STUBS, runtime)))
                .isEmpty();
    }

    /** A name that the checks let pass is no method that the compiler would see twice. */
    @Test
    void fieldsNamedLikeMethodsOfEveryObject_areRefusedOrCompile() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String file : List.of("ApiObject.java", "json/JsonView.java")) {
            String code = Files.readString(CLIENT.resolve("io/github/claude4j").resolve(file));
            Pattern.compile("(\\w+)\\(").matcher(code).results().forEach(found -> names.add(found.group(1)));
        }
        names.removeIf(name -> Names.memberProblem(name) != null);
        StringBuilder yaml = new StringBuilder("types:\n");
        for (String name : names) {
            for (String type : List.of("string", "[string]", "{string | null}")) {
                yaml.append("  A%s: {root: true, fields: {%s: '%s'}}\n".formatted(yaml.length(), name, type));
            }
        }
        Path spec = Files.createDirectories(temp.resolve("spec"));
        Files.writeString(spec.resolve("shop.yaml"), yaml);
        Path generated = temp.resolve("generated");
        new Generator(Specs.read(spec), false).write(generated);
        assertThat(names).hasSizeGreaterThan(20);
        assertThat(compile(generated, List.of(generated, STUBS, runtime))).isEmpty();
    }

    /** What the compiler has to say about the files below the first folder, finding others below the rest. */
    private String compile(Path sources, List<Path> sourcePath) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        Path classes = Files.createDirectories(temp.resolve("classes"));
        List<Path> files = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(sources)) {
            paths.filter(path -> path.toString().endsWith(".java")).forEach(files::add);
        }
        String folders = String.join(
                java.io.File.pathSeparator,
                sourcePath.stream().map(Path::toString).toList());
        List<String> options = List.of(
                "-Xlint:all",
                "-Werror",
                "--release",
                "17",
                "-proc:none",
                "-implicit:none",
                "-d",
                classes.toString(),
                "-sourcepath",
                folders);
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            compiler.getTask(messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
        }
        return messages.toString();
    }
}
