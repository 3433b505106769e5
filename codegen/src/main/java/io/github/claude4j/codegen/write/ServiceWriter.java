package io.github.claude4j.codegen.write;

import io.github.claude4j.codegen.model.FieldRules;
import io.github.claude4j.codegen.model.Services;
import io.github.claude4j.codegen.spec.Field;
import io.github.claude4j.codegen.spec.Operation;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes a service: its operations as constants, and the methods that call them. */
final class ServiceWriter {
    private final Spec spec;
    private final Services services;
    private final Services.Service service;
    private final JavaFile file;
    private final Map<String, List<String>> rules = new HashMap<>();

    ServiceWriter(Spec spec, Services services, Services.Service service, JavaFile file) {
        this.spec = spec;
        this.services = services;
        this.service = service;
        this.file = file;
    }

    JavaFile write() {
        TreeSet<String> interfaces = new TreeSet<>();
        service.operations().forEach(operation -> interfaces.addAll(operation.interfaces()));
        file.add("/** The calls of {@code %s}. */\n".formatted(service.prefix()));
        String base = base();
        String head = "public final class " + service.name() + (base == null ? "" : " extends " + base);
        file.add(JavaFile.clause(head, "implements", List.copyOf(interfaces))).add(" {\n");
        file.add(1, rulesConstants());
        service.operations()
                .forEach(operation -> file.add(1, constant(operation)).add("\n"));
        file.add(1, """
                private final %1$s http;

                /** For the client; users get theirs from it. */
                public %2$s(%1$s http) {
                %3$s    this.http = http;
                }
                """.formatted(http("Http"), service.name(), base == null ? "" : "    super(http);\n"));
        for (Operation operation : service.operations()) {
            if (!operation.byHand()) {
                file.add(1, new CallWriter(spec, file, operation).methods());
            }
        }
        services.below(service).forEach(below -> file.add("\n").add(1, accessor(file, below, "http")));
        return file.add("}\n");
    }

    /** The hand-written class that it extends, or null. */
    private String base() {
        return service.operations().stream()
                .map(Operation::base)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private String http(String name) {
        return file.use("io.github.claude4j.http." + name);
    }

    /** The method that leads to a service. */
    static String accessor(JavaFile file, Services.Service service, String http) {
        return """
                /** The calls of {@code %4$s}. */
                public %1$s %2$s() {
                    return new %1$s(%3$s);
                }
                """.formatted(file.use(service.qualified()), service.accessor(), http, service.prefix());
    }

    static String constantName(Operation operation) {
        return operation.action().toUpperCase(Locale.ROOT);
    }

    /** The rules of every params type that has some, each once. */
    private String rulesConstants() {
        return service.operations().stream()
                .filter(operation -> operation.equals(rulesOwner(operation)))
                .map(operation -> """
                        private static final String[] %s = {
                        %s};

                        """.formatted(
                                rulesConstant(operation),
                                rules(operation).stream()
                                        .map(rule -> "    " + JavaFile.quote(rule) + ",\n")
                                        .collect(Collectors.joining())))
                .collect(Collectors.joining());
    }

    private List<String> rules(Operation operation) {
        return rules.computeIfAbsent(
                operation.name(),
                name -> operation.params() == null
                        ? List.of()
                        : new FieldRules(spec)
                                .of(operation.params(), operation.beta().headers()));
    }

    /** The first operation with the same rules; null where there are none. */
    private Operation rulesOwner(Operation operation) {
        List<String> rules = rules(operation);
        return rules.isEmpty()
                ? null
                : service.operations().stream()
                        .filter(other -> rules(other).equals(rules))
                        .findFirst()
                        .orElse(null);
    }

    private static String rulesConstant(Operation operation) {
        return constantName(operation) + "_RULES";
    }

    private String constant(Operation operation) {
        StringBuilder parts = new StringBuilder();
        part(parts, "betas", operation.beta().headers());
        boolean always = operation.safe() && operation.safeUnless() == null;
        parts.append(always ? "\n        .safe()" : "");
        part(parts, "safeUnless", operation.safeUnless() == null ? List.of() : List.of(operation.safeUnless()));
        part(parts, "query", queryFields(operation));
        part(parts, "pages", operation.pages() == null ? List.of() : List.of(operation.pages()));
        String events = operation.returns() == null ? "\n        .events()" : "\n        .alsoStreams()";
        parts.append(operation.streams() != null ? events : "");
        parts.append(operation.jsonl() != null ? "\n        .lines()" : "");
        parts.append(operation.binary() ? "\n        .binary()" : "");
        parts.append(operation.multipart() ? "\n        .multipart()" : "");
        boolean bare = operation.params() == null && !List.of("GET", "DELETE").contains(operation.verb());
        parts.append(bare ? "\n        .withoutBody()" : "");
        Operation owner = rulesOwner(operation);
        parts.append(owner == null ? "" : "\n        .rules(" + rulesConstant(owner) + ")");
        return """
                /** {@code %2$s %3$s} */
                public static final %1$s %4$s = %1$s.of(%5$s, "%2$s", "%3$s")%6$s;
                """.formatted(
                        http("Operation"),
                        operation.verb(),
                        operation.route(),
                        constantName(operation),
                        JavaFile.quote(operation.name()),
                        parts);
    }

    private static void part(StringBuilder parts, String name, List<String> values) {
        if (!values.isEmpty()) {
            String list = values.stream().map(JavaFile::quote).collect(Collectors.joining(", "));
            parts.append("\n        .").append(name).append("(").append(list).append(")");
        }
    }

    private List<String> queryFields(Operation operation) {
        if (operation.params() == null || List.of("GET", "DELETE").contains(operation.verb())) {
            return List.of();
        }
        return spec.find(operation.params(), Type.ObjectType.class).fields().stream()
                .filter(field -> field.is(Field.Flag.QUERY))
                .map(Field::wire)
                .toList();
    }
}
