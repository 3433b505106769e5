package io.github.claude4j.checks;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.a2a.A2aAgent;
import io.github.claude4j.admin.ClaudeAdmin;
import io.github.claude4j.aws.ClaudeOnAws;
import io.github.claude4j.bedrock.Bedrock;
import io.github.claude4j.foundry.Foundry;
import io.github.claude4j.mcp.Mcp;
import io.github.claude4j.micrometer.ClaudeObservations;
import io.github.claude4j.okhttp.OkHttpTransport;
import io.github.claude4j.opentelemetry.ClaudeTelemetry;
import io.github.claude4j.spring.ClaudeTools;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.vertex.Vertex;
import io.github.claude4j.webhooks.http.WebhookHandler;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares what each published module offers with what is checked in under {@code api/}, so that every change of a public
 * signature is seen in a review. {@code -Dapi=write} accepts one.
 */
class ApiSignaturesTest {
    private static final Path CHECKED_IN = Path.of("..", "api");

    @ParameterizedTest
    @ValueSource(
            classes = {
                Claude.class,
                ClaudeAdmin.class,
                OkHttpTransport.class,
                FakeClaude.class,
                ClaudeOnAws.class,
                Bedrock.class,
                Foundry.class,
                Vertex.class,
                ClaudeTelemetry.class,
                ClaudeObservations.class,
                Mcp.class,
                A2aAgent.class,
                WebhookHandler.class,
                ClaudeTools.class
            })
    void signatures_ofTheModule_areThoseCheckedIn(Class<?> inModule) throws Exception {
        Path location = Path.of(
                inModule.getProtectionDomain().getCodeSource().getLocation().toURI());
        ModuleDescriptor module =
                ModuleFinder.of(location).findAll().iterator().next().descriptor();
        String signatures = signatures(location, module);
        Path file = CHECKED_IN.resolve(module.name() + ".api");

        if ("write".equals(System.getProperty("api"))) {
            Files.createDirectories(CHECKED_IN);
            Files.writeString(file, signatures);
        }

        assertThat(signatures).isEqualTo(Files.readString(file).replace("\r\n", "\n"));
    }

    private static String signatures(Path location, ModuleDescriptor module)
            throws IOException, ReflectiveOperationException, URISyntaxException {
        Set<String> packages = module.exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        StringBuilder text = new StringBuilder();
        for (String name : classNames(location)) {
            int dot = name.lastIndexOf('.');
            if (dot > 0 && packages.contains(name.substring(0, dot))) {
                Class<?> type = Class.forName(name, false, ApiSignaturesTest.class.getClassLoader());
                if (isPublic(type)) {
                    text.append(signature(type));
                }
            }
        }
        return text.toString();
    }

    private static List<String> classNames(Path location) throws IOException {
        if (Files.isDirectory(location)) {
            return classNamesBelow(location);
        }
        try (FileSystem jar = FileSystems.newFileSystem(location)) {
            return classNamesBelow(jar.getPath("/"));
        }
    }

    private static List<String> classNamesBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
    }

    private static String signature(Class<?> type) {
        Set<String> members = new TreeSet<>();
        List<Executable> code = new ArrayList<>(List.of(type.getDeclaredConstructors()));
        // What a class inherits from one that users cannot see is its own for them.
        for (Class<?> part = type; part != null && (part == type || !isPublic(part)); part = part.getSuperclass()) {
            code.addAll(List.of(part.getDeclaredMethods()));
            for (Field field : part.getDeclaredFields()) {
                if (isOffered(field)) {
                    members.add(modifiers(field) + name(field.getGenericType()) + " " + field.getName());
                }
            }
        }
        for (Executable member : code) {
            if (isOffered(member) && !member.isSynthetic()) {
                String returns = member instanceof Method method ? name(method.getGenericReturnType()) + " " : "";
                String simpleName = member instanceof Method ? member.getName() : "new";
                members.add(modifiers(member)
                        + returns
                        + simpleName
                        + Arrays.stream(member.getGenericParameterTypes())
                                .map(ApiSignaturesTest::name)
                                .collect(joining(", ", "(", ")")));
            }
        }
        String parents = Stream.concat(
                        Stream.ofNullable(type.getGenericSuperclass()).filter(parent -> parent != Object.class),
                        Arrays.stream(type.getGenericInterfaces()))
                .map(ApiSignaturesTest::name)
                .sorted()
                .collect(joining(", "));
        String kind = type.isInterface()
                ? "interface"
                : Modifier.isAbstract(type.getModifiers()) ? "abstract class" : "class";
        return (type.isSealed() ? "sealed " : "") + kind + " " + name(type)
                + (parents.isEmpty() ? "" : " : " + parents) + "\n"
                + members.stream().map(member -> "  " + member + "\n").collect(joining());
    }

    private static boolean isOffered(Member member) {
        return Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers());
    }

    private static String modifiers(Member member) {
        return (Modifier.isProtected(member.getModifiers()) ? "protected " : "")
                + (Modifier.isStatic(member.getModifiers()) ? "static " : "");
    }

    private static String name(Type type) {
        return type.getTypeName()
                .replaceAll("java\\.(lang|util|time)\\.(function\\.)?(?=[A-Z])", "")
                .replace("io.github.claude4j.", "");
    }
}
