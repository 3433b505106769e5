package io.github.claude4j.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packages of a module are rooms: the arrows between them run one way, none is crowded, and what is exported names nothing
 * that is hidden. {@code docs/decisions/0017-rooms.md} says why.
 */
public class RoomsTest {
    private static final int MOST_FILES = 22;
    private static final String ROOT = "io/github/claude4j";

    /** The ways in, which may reach everything. */
    private static final Set<String> FACADE = Set.of(
            ROOT + "/Claude",
            ROOT + "/ClaudeServices",
            ROOT + "/Failover",
            ROOT + "/Operations",
            ROOT + "/StreamPublisher",
            ROOT + "/admin/ClaudeAdmin",
            ROOT + "/admin/AdminOperations");

    /** What everything may throw; these name no other type of ours. */
    private static final Set<String> GROUND = Set.of(
            ROOT + "/errors/CancelledException",
            ROOT + "/errors/ClaudeException",
            ROOT + "/errors/ConnectionException",
            ROOT + "/errors/ConnectionTimeoutException",
            ROOT + "/errors/CredentialsException",
            ROOT + "/errors/InvalidDataException",
            ROOT + "/errors/InvalidParamsException",
            ROOT + "/errors/MissingCredentialsException");

    /** The areas of the API name each other, because a union's variants lie in several: together they are one storey. */
    private static final String AREAS = "the areas of the API";

    /** What is still in disorder. An entry that is no longer true fails too. */
    private static final Set<String> KNOWN = Set.of();

    @ParameterizedTest
    @MethodSource("modules")
    void packages_pointOneWay(String module) throws IOException {
        Map<String, Map<String, String>> arrows = arrows(module);
        Map<String, Set<String>> reached = new TreeMap<>();
        arrows.keySet().forEach(from -> reached.put(from, reach(from, arrows)));
        Set<String> found = new TreeSet<>();
        arrows.forEach((from, targets) -> targets.forEach((to, example) -> {
            if (reached.getOrDefault(to, Set.of()).contains(from)) {
                found.add(module + ": " + from + " and " + to + " form a circle: " + example);
            }
        }));

        assertThat(unknown(module, found, "circle")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void packages_areNotCrowded(String module) throws IOException {
        Path sources = Path.of("..", module, "src", "main", "java");
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("package-info.java"))
                    .collect(Collectors.groupingBy(file -> name(sources.relativize(file.getParent()))))
                    .forEach((room, inside) -> {
                        if (inside.size() > MOST_FILES) {
                            found.add(module + ": " + room + " is crowded");
                        }
                    });
        }

        assertThat(unknown(module, found, "crowded")).isEmpty();
    }

    /** The modules whose signatures are looked at. */
    static List<String> published() {
        return List.of(
                "client",
                "admin",
                "okhttp",
                "testkit",
                "clouds/aws",
                "clouds/bedrock",
                "clouds/foundry",
                "clouds/vertex",
                "integrations/opentelemetry",
                "integrations/micrometer",
                "integrations/mcp",
                "integrations/a2a",
                "integrations/webhooks",
                "integrations/spring-boot-starter");
    }

    /** All modules that are looked at. */
    public static List<String> modules() {
        List<String> all = new ArrayList<>(published());
        all.add("codegen");
        all.add("cli");
        return all;
    }

    @ParameterizedTest
    @MethodSource("published")
    void exports_nameNothingHidden(String module) throws Exception {
        Set<String> exported = new HashSet<>();
        for (String each : published()) {
            exported.addAll(exports(each));
        }
        Set<String> ofModule = exports(module);
        Set<String> found = new TreeSet<>();
        for (String name : classes(module)) {
            // What is hidden may need what is not here.
            boolean isExported =
                    ofModule.contains(name.substring(0, name.lastIndexOf('/')).replace('/', '.'));
            if (!isExported) {
                continue;
            }
            Class<?> type = Class.forName(name.replace('/', '.'), false, RoomsTest.class.getClassLoader());
            if (isPublic(type)) {
                hidden(type, exported).forEach(problem -> found.add(module + ": " + type.getName() + problem));
            }
        }

        assertThat(unknown(module, found, "hidden")).isEmpty();
    }

    /** What is wrong and not known, and what is known and not wrong. */
    private static Set<String> unknown(String module, Set<String> found, String kind) {
        Set<String> known = KNOWN.stream()
                .filter(entry -> entry.startsWith(module + ":") && entry.contains(kind))
                .collect(Collectors.toSet());
        Set<String> different = new TreeSet<>(found);
        known.forEach(entry -> {
            if (!different.remove(entry)) {
                different.add("no longer true: " + entry);
            }
        });
        return different;
    }

    /** From each room to each other, with one of the classes that lead there. */
    private static Map<String, Map<String, String>> arrows(String module) throws IOException {
        Set<String> areas = areas();
        Map<String, Map<String, String>> arrows = new TreeMap<>();
        for (String from : classes(module)) {
            String room = room(from, areas);
            if (FACADE.contains(outermost(from))) {
                continue;
            }
            try (InputStream in = Files.newInputStream(output(module).resolve(from + ".class"))) {
                for (String to : ClassFile.types(in, ROOT)) {
                    boolean here = Files.exists(output(module).resolve(to + ".class"));
                    if (here && !GROUND.contains(to) && !room(to, areas).equals(room)) {
                        arrows.computeIfAbsent(room, absent -> new TreeMap<>())
                                .putIfAbsent(room(to, areas), from + " names " + to);
                    }
                }
            }
        }
        return arrows;
    }

    private static Set<String> reach(String from, Map<String, Map<String, String>> arrows) {
        Set<String> reached = new TreeSet<>();
        List<String> next = new ArrayList<>(List.of(from));
        while (!next.isEmpty()) {
            for (String to : arrows.getOrDefault(next.remove(0), Map.of()).keySet()) {
                if (reached.add(to)) {
                    next.add(to);
                }
            }
        }
        return reached;
    }

    private static String room(String className, Set<String> areas) {
        String room = className.substring(0, className.lastIndexOf('/'));
        return areas.contains(room) ? AREAS : room;
    }

    private static String outermost(String className) {
        int nested = className.indexOf('$');
        return nested < 0 ? className : className.substring(0, nested);
    }

    /** The packages of the spec's files. That of the errors is a room like any other: it holds the exceptions. */
    private static Set<String> areas() throws IOException {
        Path spec = Path.of("..", "spec");
        try (Stream<Path> files = Files.walk(spec)) {
            return files.map(file -> name(spec.relativize(file)))
                    .filter(file -> file.endsWith(".yaml") && !file.equals("errors.yaml"))
                    .map(file -> ROOT + "/" + file.replace(".yaml", "").replace("organization/", "admin/"))
                    .collect(Collectors.toSet());
        }
    }

    private static Path output(String module) {
        return Path.of("..", module, "target", "classes");
    }

    private static List<String> classes(String module) throws IOException {
        Path output = output(module);
        assertThat(output).as("build " + module + " first").isDirectory();
        try (Stream<Path> files = Files.walk(output)) {
            return files.map(file -> name(output.relativize(file)))
                    .filter(file -> file.startsWith(ROOT) && file.endsWith(".class"))
                    .filter(file -> !file.endsWith("package-info.class"))
                    .map(file -> file.substring(0, file.length() - ".class".length()))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path path) {
        return path.toString().replace('\\', '/');
    }

    private static Set<String> exports(String module) {
        return ModuleFinder.of(output(module)).findAll().iterator().next().descriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }

    private static boolean isPublic(Class<?> type) {
        return isOffered(type.getModifiers())
                && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
    }

    private static boolean isOffered(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static Set<String> hidden(Class<?> type, Set<String> exported) {
        Set<String> problems = new TreeSet<>();
        Set<Class<?>> parents = new HashSet<>();
        collect(type.getGenericSuperclass(), parents);
        Arrays.stream(type.getGenericInterfaces()).forEach(parent -> collect(parent, parents));
        for (Class<?> parent : parents) {
            if (isOurs(parent) && !exported.contains(parent.getPackageName())) {
                problems.add(" has a hidden parent, " + parent.getName());
            }
        }
        // What a class inherits from one that users cannot see is its own for them.
        for (Class<?> part = type; part != null && (part == type || !isPublic(part)); part = part.getSuperclass()) {
            for (Member member : members(part)) {
                if (isOffered(member.getModifiers()) && !member.isSynthetic()) {
                    named(member).stream()
                            .filter(each ->
                                    isOurs(each) && !(isPublic(each) && exported.contains(each.getPackageName())))
                            .forEach(each -> problems.add("." + member.getName() + " names hidden " + each.getName()));
                }
            }
        }
        return problems;
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("io.github.claude4j.");
    }

    private static List<Member> members(Class<?> type) {
        List<Member> members = new ArrayList<>(List.of(type.getDeclaredMethods()));
        members.addAll(List.of(type.getDeclaredConstructors()));
        members.addAll(List.of(type.getDeclaredFields()));
        return members;
    }

    private static Set<Class<?>> named(Member member) {
        Set<Class<?>> named = new HashSet<>();
        if (member instanceof Field field) {
            collect(field.getGenericType(), named);
        }
        if (member instanceof Method method) {
            collect(method.getGenericReturnType(), named);
        }
        if (member instanceof Executable code) {
            Arrays.stream(code.getGenericParameterTypes()).forEach(parameter -> collect(parameter, named));
            Arrays.stream(code.getGenericExceptionTypes()).forEach(failure -> collect(failure, named));
        }
        return named;
    }

    private static void collect(Type type, Set<Class<?>> found) {
        if (type instanceof Class<?> plain) {
            found.add(plain.isArray() ? plain.getComponentType() : plain);
        } else if (type instanceof ParameterizedType generic) {
            collect(generic.getRawType(), found);
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, found));
        } else if (type instanceof GenericArrayType array) {
            collect(array.getGenericComponentType(), found);
        } else if (type instanceof WildcardType wildcard) {
            Arrays.stream(wildcard.getUpperBounds()).forEach(bound -> collect(bound, found));
            Arrays.stream(wildcard.getLowerBounds()).forEach(bound -> collect(bound, found));
        }
    }
}
