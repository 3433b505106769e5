package io.github.claude4j.codegen.write;

import io.github.claude4j.codegen.model.Services;
import io.github.claude4j.codegen.spec.Area;
import io.github.claude4j.codegen.spec.Field;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes what a module has one of: the way to its services, its table of operations, its secret names. */
final class IndexWriter {
    private static final String SOURCE = "spec/";

    private final Spec spec;
    private final Services services;

    IndexWriter(Spec spec, Services services) {
        this.spec = spec;
        this.services = services;
    }

    /** What the client inherits its services from. */
    JavaFile claudeServices() {
        JavaFile file = file(Area.ROOT, "ClaudeServices");
        file.add("/** The services of {@link Claude}, one a part of the API. */\n")
                .add("public abstract class ClaudeServices {\n")
                .add(
                        1,
                        "ClaudeServices() {}\n\n/** Makes their calls. */\nabstract %s caller();"
                                .formatted(file.use("io.github.claude4j.client.Caller")));
        services.top().forEach(service -> file.add("\n").add(1, ServiceWriter.accessor(file, service, "caller()")));
        return file.add("}\n");
    }

    JavaFile claudeAdmin() {
        JavaFile file = file(Area.ROOT + ".admin", "ClaudeAdmin");
        file.add(
                        "/** The endpoints of an organization: members, keys, workspaces, usage. It shares the client's connections. */\n")
                .add("public final class ClaudeAdmin {\n")
                .add(1, """
                        private final %1$s caller;

                        private ClaudeAdmin(%1$s caller) {
                            this.caller = caller;
                        }

                        /** The organization that this client's credentials are of; an admin key is needed for most of it. */
                        public static ClaudeAdmin of(%2$s claude) {
                            return new ClaudeAdmin(%1$s.of(claude.http()));
                        }
                        """.formatted(
                                file.use("io.github.claude4j.client.Caller"), file.use("io.github.claude4j.Claude")));
        services.top().forEach(service -> file.add("\n").add(1, ServiceWriter.accessor(file, service, "caller")));
        return file.add("}\n");
    }

    /** The table of operations. */
    JavaFile operations(String packageName, String name) {
        JavaFile file = file(packageName, name);
        String operation = file.use("io.github.claude4j.http.Operation");
        String list = file.use("java.util.List");
        record Entry(String name, String constant) {}
        String entries = services.all().stream()
                .flatMap(service -> service.operations().stream()
                        .map(each -> new Entry(
                                each.name(), file.use(service.qualified()) + "." + ServiceWriter.constantName(each))))
                .sorted(Comparator.comparing(Entry::name))
                .map(Entry::constant)
                .collect(Collectors.joining(",\n        "));
        return file.add("/** Every operation of this module. */\n")
                .add("public final class %s {\n".formatted(name))
                .add(1, """
                        private static final %1$s<%2$s> ALL = %1$s.of(
                                %3$s);

                        private %4$s() {}

                        /** All of them, by name. */
                        public static %1$s<%2$s> all() {
                            return ALL;
                        }
                        """.formatted(list, operation, entries, name))
                .add("}\n");
    }

    /** The names of every secret field of the API, whichever module it is in. */
    JavaFile secretNames() {
        TreeSet<String> names = new TreeSet<>();
        spec.types().forEach(type -> {
            if (type instanceof Type.ObjectType object) {
                object.fields().stream()
                        .filter(field -> field.is(Field.Flag.SECRET))
                        .forEach(field -> names.add(JavaFile.quote(field.wire())));
            }
        });
        JavaFile file = file(Area.ROOT + ".json", "SecretNames");
        return file.add("/** The fields whose text is never printed or logged. */\n")
                .add("final class SecretNames {\n")
                .add(1, """
                        private static final %1$s<String> NAMES = %1$s.of(%2$s);

                        private SecretNames() {}

                        static boolean contains(String name) {
                            return NAMES.contains(name);
                        }
                        """.formatted(
                                file.use("java.util.Set"),
                                names.stream().map(name -> "\n        " + name).collect(Collectors.joining(","))))
                .add("}\n");
    }

    /** What is known of models, for warnings. */
    JavaFile knownModels() {
        StringBuilder ends = new StringBuilder();
        StringBuilder instead = new StringBuilder();
        StringBuilder adaptive = new StringBuilder();
        spec.types().forEach(type -> {
            if (type instanceof Type.ConstantsType constants) {
                constants.deprecated().forEach((value, facts) -> {
                    ends.append(entry(value, facts.end()));
                    instead.append(facts.instead() == null ? "" : entry(value, facts.instead()));
                });
                constants
                        .adaptive()
                        .forEach(value -> adaptive.append("case %s -> true;\n".formatted(JavaFile.quote(value))));
            }
        });
        JavaFile file = file(Area.ROOT + ".internal", "KnownModels");
        String nullable = file.use("org.jspecify.annotations.Nullable");
        return file.add("/** What was known of models when this version was made. */\n")
                .add("public final class KnownModels {\n")
                .add(1, """
                        private KnownModels() {}

                        /** The last day of a model, such as {@code 2026-11-30}; null where it is not known to go. */
                        public static @%1$s String end(String model) {
                            return switch (model) {
                        %2$s        default -> null;
                            };
                        }

                        /** The model that takes its place; null where none is known. */
                        public static @%1$s String instead(String model) {
                            return switch (model) {
                        %3$s        default -> null;
                            };
                        }

                        /** Whether it should think as much as it finds right, and not by a budget. */
                        public static boolean adaptive(String model) {
                            return switch (model) {
                        %4$s        default -> false;
                            };
                        }
                        """.formatted(
                                nullable,
                                ends.toString().indent(8),
                                instead.toString().indent(8),
                                adaptive.toString().indent(8)))
                .add("}\n");
    }

    private static String entry(String value, String result) {
        return "case %s -> %s;\n".formatted(JavaFile.quote(value), JavaFile.quote(result));
    }

    static String packageInfo(String source, String packageName, String doc) {
        return JavaFile.header(source) + """
                %s@NullMarked
                package %s;

                import org.jspecify.annotations.NullMarked;
                """.formatted(Javadoc.comment(List.of(doc)), packageName);
    }

    private static JavaFile file(String packageName, String name) {
        return new JavaFile(SOURCE, packageName, name, java.util.Set.of());
    }
}
