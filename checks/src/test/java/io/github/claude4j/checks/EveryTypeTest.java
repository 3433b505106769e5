package io.github.claude4j.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.github.claude4j.ApiObject;
import io.github.claude4j.InvalidDataException;
import io.github.claude4j.InvalidRequestException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One property over every type of the spec, instead of a test a type. */
class EveryTypeTest {
    private static final int ROUNDS = 12;

    static List<String> objects() {
        return Spec.names("object");
    }

    static List<String> unions() {
        return Spec.names("union");
    }

    @ParameterizedTest
    @MethodSource("objects")
    void object_randomJson_comesOutAsItWentIn(String type) throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            JsonObject json = withoutFiles(type, new RandomJson(seed, true).object(type));
            JsonObject parsed = JsonObject.parse(json.toJson());

            ApiObject view = view(type, parsed);

            assertThat(view.json().toJson()).isEqualTo(json.toJson());
            assertThat(view).isEqualTo(view(type, json)).hasSameHashCodeAs(view(type, json));
            assertThat(view.toString()).isNotEmpty();
            assertThat(rebuilt(view).json().toJson()).isEqualTo(json.toJson());
        }
    }

    @ParameterizedTest
    @MethodSource("objects")
    void accessors_randomJson_giveWhatIsThere(String type) throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            JsonObject json = withoutFiles(type, new RandomJson(seed, true).object(type));
            ApiObject view = view(type, json);
            for (Spec.Field field : Spec.fields(type)) {
                if (field.isFile() || field.name().equals("*")) {
                    continue;
                }
                Object read =
                        unwrapped(view.getClass().getMethod(field.javaName()).invoke(view));
                Object expected = json.get(field.name());
                if (expected == null && (field.is("default"))) {
                    assertThat(read).as(field.name()).isEqualTo(field.facts().get("default"));
                } else if (expected == null) {
                    assertThat(read)
                            .as(field.name())
                            .satisfiesAnyOf(
                                    absent -> assertThat(absent).isNull(),
                                    empty -> assertThat(empty).isEqualTo(List.of()),
                                    empty -> assertThat(empty).isEqualTo(Map.of()));
                } else {
                    assertThat(agree(read, expected))
                            .as(field.name() + ": " + read + " for " + expected)
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("objects")
    void setters_whatAccessorsGave_writeTheSame(String type) throws Exception {
        JsonObject json = withoutFiles(type, new RandomJson(7, false).object(type));
        ApiObject view = view(type, json);
        for (Spec.Field field : Spec.fields(type)) {
            if (field.isFile() || field.name().equals("*") || json.get(field.name()) == null) {
                continue;
            }
            Object read = unwrapped(view.getClass().getMethod(field.javaName()).invoke(view));
            Object builder = view.getClass().getMethod("toBuilder").invoke(view);
            Optional<Method> setter = setter(builder.getClass(), field.javaName(), read);
            boolean fixed = field.is("hidden") || field.isPreset();
            assertThat(setter.isPresent()).as("setter of " + field.name()).isEqualTo(!fixed);
            if (setter.isPresent()) {
                setter.get().invoke(builder, read);
                ApiObject built =
                        (ApiObject) builder.getClass().getMethod("build").invoke(builder);
                assertThat(agree(read, built.json().get(field.name())))
                        .as(field.name())
                        .isTrue();
                assertThat(built.json().names()).isEqualTo(json.names());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("objects")
    void build_withNothingSet_namesExactlyWhatIsMissing(String type) throws Exception {
        List<String> required = Spec.fields(type).stream()
                .filter(Spec.Field::isAskedFor)
                .map(Spec.Field::name)
                .toList();
        Object builder = Spec.javaClass(type).getMethod("builder").invoke(null);
        Method build = builder.getClass().getMethod("build");

        if (required.isEmpty()) {
            assertThat(build.invoke(builder)).isNotNull();
        } else {
            assertThatThrownBy(() -> build.invoke(builder))
                    .cause()
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessage(Spec.javaClass(type).getSimpleName() + ": missing " + String.join(", ", required));
        }
    }

    @ParameterizedTest
    @MethodSource("objects")
    void accessors_anotherShape_sayWhereAndWhat(String type) throws Exception {
        for (Spec.Field field : Spec.fields(type)) {
            if (field.isFile() || field.name().equals("*") || takesAnything(field.type())) {
                continue;
            }
            Object wrong = field.type().startsWith("[") || field.type().startsWith("{") ? (Object) 1L : JsonArray.of(1);
            if (isTextOrList(field.type())) {
                wrong = 1L;
            }
            ApiObject view = view(type, JsonObject.of(field.name(), wrong));
            try {
                Object read = view.getClass().getMethod(field.javaName()).invoke(view);
                fail(field.name() + ": expected an exception, found " + read);
            } catch (InvocationTargetException e) {
                assertThat(e.getCause())
                        .isInstanceOf(InvalidDataException.class)
                        .hasMessageStartingWith(view.getClass().getSimpleName() + "." + field.name() + ": expected ")
                        .hasMessageContaining(", found ");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("unions")
    void union_eachVariantAndAnUnknownOne_areToldApartAndKept(String type) throws Exception {
        Class<?> union = Spec.javaClass(type);
        Method of = union.getMethod("of", JsonObject.class);
        for (String variant : Spec.strings(Spec.type(type), "variants")) {
            JsonObject json = withoutFiles(variant, new RandomJson(3, false).object(variant));
            JsonView view = (JsonView) of.invoke(null, json);
            assertThat(view).isInstanceOf(Spec.javaClass(variant));
            assertThat(view.json()).isEqualTo(json);
        }
        JsonObject.Builder unknown = JsonObject.builder();
        Spec.strings(Spec.type(type), "by").forEach(tag -> unknown.put(tag, "variant_of_next_year"));
        JsonView kept = (JsonView) of.invoke(null, unknown.put("more", 1).build());
        assertThat(kept.getClass().getSimpleName()).isEqualTo("Unknown");
        assertThat(kept.json()).isEqualTo(unknown.build());
    }

    private static ApiObject view(String type, JsonObject json) throws Exception {
        return (ApiObject)
                Spec.javaClass(type).getMethod("of", JsonObject.class).invoke(null, json);
    }

    private static ApiObject rebuilt(ApiObject view) throws Exception {
        Object builder = view.getClass().getMethod("toBuilder").invoke(view);
        return (ApiObject) builder.getClass().getMethod("build").invoke(builder);
    }

    /** A file is no JSON and has no accessor; text stands in for it here. */
    private static JsonObject withoutFiles(String type, JsonObject json) {
        JsonObject changed = json;
        for (Spec.Field field : Spec.fields(type)) {
            if (field.isFile() && json.has(field.name())) {
                changed = changed.with(field.name(), "a file");
            }
        }
        return changed;
    }

    private static Object unwrapped(Object read) {
        if (read instanceof Optional<?> optional) {
            return optional.orElse(null);
        }
        if (read instanceof OptionalLong number) {
            return number.isPresent() ? number.getAsLong() : null;
        }
        if (read instanceof OptionalDouble number) {
            return number.isPresent() ? number.getAsDouble() : null;
        }
        return read;
    }

    private static boolean agree(Object read, Object json) {
        if (read instanceof Instant instant) {
            return instant.equals(OffsetDateTime.parse((String) json).toInstant());
        }
        if (read instanceof LocalDate date) {
            return date.equals(LocalDate.parse((String) json));
        }
        if (read instanceof byte[] bytes) {
            return JsonObject.of("x", bytes).equals(JsonObject.of("x", json))
                    || Base64.getEncoder().encodeToString(bytes).equals(json);
        }
        if (read instanceof Double number) {
            return number.equals(((Number) json).doubleValue());
        }
        if (read instanceof List<?> list) {
            if (json instanceof String text) {
                return list.size() == 1 && agree(list.get(0), JsonObject.of("type", "text", "text", text));
            }
            JsonArray array = (JsonArray) json;
            List<Object> values = new ArrayList<>();
            array.forEach(values::add);
            if (values.size() != list.size()) {
                return false;
            }
            for (int i = 0; i < values.size(); i++) {
                if (!agree(list.get(i), values.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (read instanceof Map<?, ?> map) {
            JsonObject.Builder entries = JsonObject.builder();
            ((JsonObject) json).forEach((key, value) -> {
                if (value != null) {
                    entries.put(key, value);
                }
            });
            return JsonObject.parse(Json.write(map)).equals(entries.build());
        }
        Object plain = read instanceof JsonView view ? view.json() : read;
        return JsonArray.of(plain).equals(JsonArray.of(json));
    }

    private static Optional<Method> setter(Class<?> builder, String name, Object value) {
        for (Method method : builder.getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == 1 && !method.isBridge()) {
                Class<?> parameter = method.getParameterTypes()[0];
                if (parameter.isInstance(value)
                        || (parameter == long.class && value instanceof Long)
                        || (parameter == double.class && value instanceof Double)
                        || (parameter == boolean.class && value instanceof Boolean)) {
                    return Optional.of(method);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean takesAnything(String type) {
        return type.equals("any")
                || (Spec.types().has(type)
                        && Spec.type(type).string("kind").equals("shape")
                        && Spec.type(type).has("java"));
    }

    private static boolean isTextOrList(String type) {
        return Spec.types().has(type) && Spec.type(type).string("kind").equals("shape");
    }
}
