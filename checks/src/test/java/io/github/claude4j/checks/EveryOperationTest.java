package io.github.claude4j.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.EventStream;
import io.github.claude4j.Operations;
import io.github.claude4j.admin.AdminOperations;
import io.github.claude4j.admin.ClaudeAdmin;
import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.errors.NotFoundException;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.RecordedRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls every operation through its service and looks at what arrives. */
class EveryOperationTest {
    private static FakeClaude fake;
    private static Claude claude;

    @BeforeAll
    static void start() {
        fake = FakeClaude.start(o -> o.strict(false));
        claude = fake.client();
    }

    @AfterAll
    static void stop() {
        claude.close();
        fake.close();
    }

    static List<String> operations() {
        return Spec.operations().names();
    }

    @Test
    void tables_together_listEveryOperation() {
        List<String> listed = Stream.concat(Operations.all().stream(), AdminOperations.all().stream())
                .map(Operation::name)
                .sorted()
                .toList();

        assertThat(listed)
                .hasSizeGreaterThanOrEqualTo(286)
                .isEqualTo(operations().stream().sorted().toList());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void call_throughItsService_sendsVerbPathQueryBodyAndBetas(String name) throws Exception {
        JsonObject operation = Spec.operations().object(name);
        Object service = service(name);
        String method = Spec.camel(name.substring(name.lastIndexOf('.') + 1));

        check(name, operation, service, method, false);
        if (operation.has("streams") && operation.has("returns")) {
            check(name, operation, service, "stream", true);
        }
    }

    private void check(String name, JsonObject operation, Object service, String method, boolean streaming)
            throws Exception {
        List<String> route = new ArrayList<>();
        String path = operation.string("route");
        while (path.contains("{")) {
            String id = "id " + route.size() + "/ä";
            route.add(id);
            path = path.replaceFirst("\\{\\w+}", id);
        }
        JsonObject params = operation.has("params")
                ? withIds(withoutRefused(new RandomJson(name.hashCode(), false).object(operation.string("params"))))
                : JsonObject.of();

        fake.clearRequests();
        call(service, method, operation, route, params);

        RecordedRequest sent = fake.requests().get(0);
        assertThat(sent.method()).isEqualTo(operation.string("method"));
        assertThat(URLDecoder.decode(sent.path(), StandardCharsets.UTF_8)).isEqualTo(path);
        assertThat(new TreeSet<>(betas(sent))).isEqualTo(expectedBetas(operation, params));
        boolean hasBody = !List.of("GET", "DELETE").contains(operation.string("method"));
        JsonObject inQuery = hasBody ? queryPart(operation, params) : params;
        assertThat(query(sent)).containsExactlyInAnyOrderElementsOf(expectedQuery(inQuery));
        if (operation.has("multipart")) {
            assertThat(sent.header("content-type").orElse("")).startsWith("multipart/form-data; boundary=");
        } else if (hasBody) {
            JsonObject.Builder body = params.toBuilder();
            inQuery.names().forEach(body::remove);
            if (streaming) {
                body.put("stream", true);
            }
            assertThat(sent.body().length == 0 ? JsonObject.of() : sent.json()).isEqualTo(body.build());
        }
    }

    private static void call(Object service, String method, JsonObject operation, List<String> route, JsonObject params)
            throws Exception {
        List<Object> arguments = new ArrayList<>(route);
        if (operation.has("params")) {
            Class<?> type = Spec.javaClass(operation.string("params"));
            arguments.add(type.getMethod("of", JsonObject.class).invoke(null, params));
        }
        Method found = Arrays.stream(service.getClass().getMethods())
                .filter(candidate -> candidate.getName().equals(method) && takes(candidate, arguments))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no method " + method + " for " + arguments));
        Object answer;
        try {
            answer = found.invoke(service, arguments.toArray());
        } catch (InvocationTargetException e) {
            // What is asked for need not exist; what was sent is what counts here.
            assertThat(e.getCause()).isInstanceOfAny(BadRequestException.class, NotFoundException.class);
            return;
        }
        if (answer instanceof EventStream<?> stream) {
            stream.close();
        } else if (answer instanceof AutoCloseable open) {
            open.close();
        }
    }

    private static boolean takes(Method method, List<Object> arguments) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length != arguments.size()) {
            return false;
        }
        for (int i = 0; i < parameters.length; i++) {
            if (!parameters[i].isInstance(arguments.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Object service(String operation) throws Exception {
        boolean admin = operation.startsWith("organization.");
        Object service = admin ? ClaudeAdmin.of(claude) : claude;
        String prefix = operation.substring(admin ? "organization.".length() : 0, operation.lastIndexOf('.'));
        for (String segment : prefix.split("\\.")) {
            service = service.getClass().getMethod(Spec.camel(segment)).invoke(service);
        }
        return service;
    }

    /** Random params may hold what the newest version refuses; the client would not send them. */
    private static JsonObject withoutRefused(JsonObject params) {
        String text = params.toJson()
                .replaceAll("\"(temperature|top_k|top_p)\":[^,}]*,?", "")
                .replace(",}", "}");
        return params.names().contains("file") || params.names().contains("files") || params.has("archive")
                ? params
                : JsonObject.parse(text);
    }

    /** Of a batch the client refuses random ids, and leaves out {@code stream}. */
    private static JsonObject withIds(JsonObject params) {
        if (!params.toJson().contains("\"custom_id\"")) {
            return params;
        }
        List<JsonObject> requests = new ArrayList<>();
        for (Object element : params.array("requests")) {
            JsonObject request = (JsonObject) element;
            requests.add(request.with("custom_id", "id-" + requests.size())
                    .with("params", request.object("params").without("stream")));
        }
        return params.with("requests", requests);
    }

    private static JsonObject queryPart(JsonObject operation, JsonObject params) {
        JsonObject.Builder part = JsonObject.builder();
        if (operation.has("params")) {
            for (Spec.Field field : Spec.fields(operation.string("params"))) {
                if (field.facts().optString("in").isPresent() && params.has(field.name())) {
                    part.put(field.name(), params.get(field.name()));
                }
            }
        }
        return part.build();
    }

    private static List<String> expectedQuery(JsonObject params) {
        List<String> query = new ArrayList<>();
        params.forEach((name, value) -> {
            if (value instanceof JsonArray list) {
                list.forEach(element -> query.add(name + "[]=" + element));
            } else if (value != null) {
                query.add(name + "=" + value);
            }
        });
        return query;
    }

    private static List<String> query(RecordedRequest sent) {
        List<String> query = new ArrayList<>();
        sent.query().forEach((name, values) -> values.forEach(value -> query.add(name + "=" + value)));
        return query;
    }

    private static List<String> betas(RecordedRequest sent) {
        return sent.header("anthropic-beta").map(all -> List.of(all.split(","))).orElse(List.of());
    }

    /** By a walk of its own over the spec: what is present and carries a named header. */
    private static Set<String> expectedBetas(JsonObject operation, JsonObject params) {
        Set<String> betas = new TreeSet<>(Spec.strings(operation, "betas"));
        if (operation.has("params")) {
            collect(operation.string("params"), params, betas);
        }
        return betas;
    }

    private static void collect(String type, Object value, Set<String> betas) {
        if (value == null || type.startsWith("\"")) {
            return;
        }
        if (type.startsWith("[") && value instanceof JsonArray list) {
            list.forEach(element -> collect(type.substring(1, type.length() - 1), element, betas));
        } else if (type.startsWith("{") && value instanceof JsonObject map) {
            map.forEach((key, element) -> collect(type.substring(1, type.length() - 1), element, betas));
        } else if (Spec.types().has(type)) {
            collectNamed(type, value, betas);
        }
    }

    private static void collectNamed(String type, Object value, Set<String> betas) {
        JsonObject facts = Spec.type(type);
        switch (facts.string("kind")) {
            case "object" -> {
                if (value instanceof JsonObject object) {
                    betas.addAll(Spec.strings(facts, "betas"));
                    for (Spec.Field field : Spec.fields(type)) {
                        if (object.get(field.name()) != null) {
                            betas.addAll(Spec.strings(field.facts(), "betas"));
                            collect(field.type(), object.get(field.name()), betas);
                        }
                    }
                }
            }
            case "union" ->
                Spec.strings(facts, "variants").stream()
                        .filter(variant -> isA(variant, value))
                        .forEach(variant -> collect(variant, value, betas));
            case "shape" ->
                Spec.strings(facts, "variants").stream()
                        .filter(variant -> variant.startsWith("[") == (value instanceof JsonArray))
                        .forEach(variant -> collect(variant, value, betas));
            case "enum" ->
                facts.optObject("value_betas")
                        .map(headers -> headers.get(String.valueOf(value)))
                        .ifPresent(header -> betas.add((String) header));
            default -> {}
        }
    }

    private static boolean isA(String variant, Object value) {
        return value instanceof JsonObject object
                && Spec.fields(variant).stream()
                        .allMatch(field -> field.constant().isEmpty()
                                || field.constant().get().equals(object.get(field.name()))
                                || (!field.is("required") && !object.has(field.name())));
    }
}
