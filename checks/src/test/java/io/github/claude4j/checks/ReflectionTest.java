package io.github.claude4j.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.claude4j.Claude;
import io.github.claude4j.admin.ClaudeAdmin;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.okhttp.OkHttpTransport;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Nothing is looked up by name at run time but what this says, so that a native image needs no list from the user and a shrinker
 * may remove what is not called.
 */
class ReflectionTest {
    private static final Pattern LOOKUP = Pattern.compile("java/lang/reflect/.*"
            + "|java/lang/Class\\.(forName|newInstance|get(Declared)?(Method|Field|Constructor|Class)(s|es)?"
            + "|getRecordComponents|getPermittedSubclasses|getResource(AsStream)?)"
            + "|java/lang/ClassLoader\\.(loadClass|getResource.*|getSystemResource.*)"
            + "|java/lang/Module\\.getResourceAsStream"
            + "|java/lang/invoke/MethodHandles\\$Lookup\\.(find|unreflect|define).*"
            + "|java/util/(ServiceLoader|ResourceBundle)\\..*"
            + "|java/io/Object(In|Out)putStream\\..*");

    private static final String METADATA =
            "/META-INF/native-image/io.github.claude4j/claude4j/reachability-metadata.json";

    @Test
    void client_looksUpOnlyWhatNewerJdksHave() throws Exception {
        assertThat(lookups(Claude.class))
                // Types look into the records that they are given; those are the user's to list.
                .filteredOn(lookup -> !lookup.startsWith("io/github/claude4j/types/"))
                // Methods with @ToolMethod are those of the user's own objects.
                .filteredOn(lookup -> !lookup.startsWith("io/github/claude4j/tools/MethodTools: "))
                // What ApiObject.problems() says of itself.
                .filteredOn(lookup -> !lookup.startsWith("io/github/claude4j/ViewProblems: "))
                .containsExactly(
                        "io/github/claude4j/internal/threads/Threads: java/lang/invoke/MethodHandles$Lookup.findStatic",
                        "io/github/claude4j/internal/threads/Threads: java/lang/invoke/MethodHandles$Lookup.findVirtual",
                        "io/github/claude4j/jdk/Clients: java/lang/invoke/MethodHandles$Lookup.findVirtual",
                        // A resource, which the metadata lists.
                        "io/github/claude4j/prices/Prices$Standard: java/lang/Class.getResourceAsStream");
    }

    @Test
    void admin_looksUpNothing() throws Exception {
        assertThat(lookups(ClaudeAdmin.class)).isEmpty();
    }

    @Test
    void okHttpTransport_looksUpNothing() throws Exception {
        assertThat(lookups(OkHttpTransport.class)).isEmpty();
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void metadata_namesMethodsThatExist() throws IOException {
        JsonObject metadata;
        try (InputStream in = Claude.class.getResourceAsStream(METADATA)) {
            metadata = JsonObject.parse(in.readAllBytes());
        }
        JsonArray types = metadata.array("reflection");
        assertThat(types.size()).isEqualTo(3);
        types.forEach(type -> ((JsonObject) type)
                .array("methods")
                .forEach(method -> assertThatCode(() -> Class.forName(((JsonObject) type).string("type"))
                                .getMethod(((JsonObject) method).string("name")))
                        .doesNotThrowAnyException()));
    }

    @Test
    void lookup_thatIsThere_isFound() throws Exception {
        assertThat(lookups(ReflectionTest.class, "io/github/claude4j/checks/ReflectionTest.class"))
                .contains("io/github/claude4j/checks/ReflectionTest: java/lang/Class.forName");
    }

    /** What the module of this class looks up, as class and method. */
    private static Set<String> lookups(Class<?> inModule) throws Exception {
        return lookups(inModule, "");
    }

    private static Set<String> lookups(Class<?> inModule, String onlyIn) throws Exception {
        Path location = Path.of(
                inModule.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(location)) {
            return lookupsBelow(location, onlyIn);
        }
        try (FileSystem jar = FileSystems.newFileSystem(location)) {
            return lookupsBelow(jar.getPath("/"), onlyIn);
        }
    }

    private static Set<String> lookupsBelow(Path root, String onlyIn) throws IOException {
        Set<String> lookups = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (name.endsWith(".class") && name.startsWith(onlyIn)) {
                    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                        ClassFile.methods(in).stream()
                                .filter(method -> LOOKUP.matcher(method).matches())
                                .forEach(method -> lookups.add(name.substring(0, name.length() - 6) + ": " + method));
                    }
                }
            }
        }
        return lookups;
    }
}
