package io.github.claude4j.checks;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The API's description as the test kit carries it. */
final class Spec {
    private static final JsonObject WHOLE = read();

    private Spec() {}

    private static JsonObject read() {
        try (InputStream in = FakeClaude.class.getResourceAsStream("internal/spec/spec.json")) {
            return JsonObject.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Operations by name. */
    static JsonObject operations() {
        return WHOLE.object("operations");
    }

    /** Types by qualified name. */
    static JsonObject types() {
        return WHOLE.object("types");
    }

    static JsonObject type(String name) {
        return types().object(name);
    }

    static List<String> names(String kind) {
        return types().names().stream()
                .filter(name ->
                        type(name).string("kind").equals(kind) && type(name).has("java"))
                .toList();
    }

    static Class<?> javaClass(String type) throws ClassNotFoundException {
        return Class.forName(type(type).string("java"));
    }

    /** Fields of an object type, but for {@code *}. */
    static List<Field> fields(String type) {
        List<Field> fields = new ArrayList<>();
        type(type).object("fields").forEach((name, field) -> fields.add(new Field(name, (JsonObject) field)));
        return fields;
    }

    static List<String> strings(JsonObject object, String name) {
        JsonArray array = object.optArray(name).orElse(JsonArray.of());
        List<String> strings = new ArrayList<>();
        array.forEach(value -> strings.add((String) value));
        return strings;
    }

    static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("_")) {
            camel.append(
                    camel.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1));
        }
        return camel.toString();
    }

    /** One field of an object type. */
    record Field(String name, JsonObject facts) {
        String type() {
            return facts.string("type");
        }

        boolean is(String flag) {
            return facts.has(flag);
        }

        /** A constant that {@code builder()} sets by itself. */
        boolean isPreset() {
            return constant().isPresent() && !is("nullable") && (is("required") || is("given"));
        }

        Optional<String> constant() {
            return type().startsWith("\"") ? Optional.of(type().substring(1, type().length() - 1)) : Optional.empty();
        }

        boolean isFile() {
            return type().equals("file") || type().equals("[file]");
        }

        /** Whether {@code build()} asks for it. */
        boolean isAskedFor() {
            return constant().isEmpty() && !is("nullable") && !is("hidden") && (is("needed") || is("required"));
        }

        String javaName() {
            return facts.optString("name").orElseGet(() -> camel(name));
        }
    }
}
