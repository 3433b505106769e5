package io.github.claude4j.testkit.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.fixtures.Answers;
import io.github.claude4j.testkit.fixtures.Created;
import io.github.claude4j.testkit.fixtures.Http;
import io.github.claude4j.testkit.fixtures.Requested;
import io.github.claude4j.testkit.internal.spec.Spec;
import io.github.claude4j.testkit.internal.spec.SpecOperation;
import io.github.claude4j.testkit.internal.spec.TypeDef;
import io.github.claude4j.testkit.internal.spec.TypeExpr;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends every operation of the API the smallest valid request and holds the answer against the spec. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsTest {
    private static final String BOUNDARY = "----boundary";

    private final Spec spec = Spec.get();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private FakeClaude fake;
    private FakeClaude lenient;
    private Created created;
    private String file;
    private String batch;

    @BeforeAll
    void start() {
        fake = FakeClaude.start();
        lenient = FakeClaude.start(o -> o.strict(false));
        created = new Created(fake);
        file = fake.addFile("made.txt", "text/plain", new byte[] {1, 2, 3});
        JsonObject request = JsonObject.of("custom_id", "a", "params", Http.HELLO);
        JsonObject body = JsonObject.of("requests", JsonArray.of(request));
        batch = JsonObject.parse(
                        new Http(fake).post("/v1/messages/batches", body).body())
                .string("id");
    }

    @AfterAll
    void stop() {
        fake.close();
        lenient.close();
    }

    static Stream<String> operations() {
        return Spec.get().operations().stream()
                .map(SpecOperation::name)
                // These end what the others look at.
                .filter(name -> !name.equals("files.delete") && !name.startsWith("messages.batches.cancel"))
                .filter(name -> !name.equals("messages.batches.delete"));
    }

    /** Without those whose answer goes on as long as the session; SessionsTest has them. */
    static Stream<String> finished() {
        return operations().filter(name -> !name.startsWith("sessions.") || !name.endsWith(".stream"));
    }

    @Test
    void spec_isWhole() {
        assertThat(spec.operations()).hasSizeGreaterThanOrEqualTo(286);
    }

    @ParameterizedTest
    @MethodSource("finished")
    void operation_answersAsTheSpecSays(String name) throws Exception {
        SpecOperation operation = spec.operation(name);
        String path = "/" + String.join("/", created.path(operation, known())) + query(operation);
        HttpResponse<String> response =
                http.send(request(fake, operation, path, true), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("request-id")).isPresent();
        Answers.check(operation, type(response), response.body());
        checkId(operation, path, response.body());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void operation_withoutStrictness_answersWhateverIsAskedFor(String name) throws Exception {
        SpecOperation operation = spec.operation(name);
        String path = path(operation);
        HttpResponse<String> response =
                http.send(request(lenient, operation, path, false), HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        Answers.check(operation, type(response), response.body());
        checkId(operation, path, response.body());
    }

    static Stream<Arguments> saidInFull() {
        return Spec.get().operations().stream()
                .filter(operation -> operation.method().equals("POST") && operation.params() != null)
                .filter(operation -> !operation.multipart() && !operation.name().startsWith("messages."))
                .flatMap(operation -> IntStream.range(0, 4).mapToObj(variant -> arguments(operation.name(), variant)));
    }

    /** What requests may hold is not what answers have: both are one type in the spec. */
    @ParameterizedTest
    @MethodSource("saidInFull")
    void operation_toldEverything_answersInTheFormOfAnswers(String name, int variant) throws Exception {
        SpecOperation operation = spec.operation(name);
        Set<String> betas = new TreeSet<>();
        spec.operations().forEach(each -> betas.addAll(each.betas()));
        // This one asks for an older form.
        betas.remove("user-profiles-2026-08-18");
        JsonObject body = Requested.everything(spec, betas, variant)
                .object(spec.object(operation.params()).part(false));
        HttpRequest request = HttpRequest.newBuilder(URI.create(lenient.url() + path(operation)))
                .header("anthropic-beta", String.join(",", betas))
                .POST(HttpRequest.BodyPublishers.ofString(body.toJson()))
                .build();

        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        Answers.check(operation, type(response), response.body());
    }

    /** What the first of these tests has made exists for itself alone, so an id that it did not make is unknown. */
    @Test
    void unknownIds_areNotFound() {
        Http http = new Http(fake)
                .header("anthropic-beta", "managed-agents-2026-04-01,agent-memory-2026-07-22,dreaming-2026-04-21");
        for (String path : List.of(
                "/v1/agents/agent_x",
                "/v1/agents/agent_x/versions",
                "/v1/sessions/sesn_x",
                "/v1/sessions/sesn_x/events",
                "/v1/vaults/vlt_x/credentials",
                "/v1/memory_stores/memstore_x/memories",
                "/v1/deployment_runs/drun_x",
                "/v1/dreams/drm_x",
                "/v1/skills/skill_x",
                "/v1/user_profiles/uprof_x",
                "/v1/organizations/workspaces/wrkspc_x")) {
            HttpResponse<String> response = http.get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(404);
            assertThat(response.body()).contains("not_found_error");
        }
    }

    private static String type(HttpResponse<String> response) {
        return response.headers().firstValue("content-type").orElse("");
    }

    private static void checkId(SpecOperation operation, String path, String body) {
        if (operation.onItem() && operation.method().equals("GET") && operation.pageOf() == null) {
            JsonObject answer = JsonObject.parse(body);
            if (answer.has("id")) {
                assertThat(path).endsWith(answer.string("id"));
            }
        }
    }

    private Map<String, String> known() {
        return Map.of("{file_id}", file, "{message_batch_id}", batch, "{model_id}", "claude-opus-5-5");
    }

    /** Ids of its own for each operation, so that none meets what another has deleted. */
    private String path(SpecOperation operation) {
        StringBuilder path = new StringBuilder();
        String id = "some_01" + Integer.toHexString(operation.name().hashCode());
        for (String segment : operation.segments()) {
            path.append('/')
                    .append(
                            segment.equals("{model_id}")
                                    ? "claude-opus-5-5"
                                    : SpecOperation.isParameter(segment) ? id : segment);
        }
        return path.append(query(operation)).toString();
    }

    private HttpRequest request(FakeClaude fake, SpecOperation operation, String path, boolean real) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(fake.url() + path))
                .header("authorization", "Bearer k")
                .header("anthropic-version", "2026-10-21");
        for (String beta : operation.betas()) {
            request.header("anthropic-beta", beta);
        }
        if (operation.multipart()) {
            request.header("content-type", "multipart/form-data; boundary=" + BOUNDARY);
            return request.POST(HttpRequest.BodyPublishers.ofString(form(operation)))
                    .build();
        }
        String body = operation.params() == null || !operation.method().equals("POST")
                ? ""
                : (real ? created.body(operation, path) : body(operation)).toJson();
        return request.method(operation.method(), HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private JsonObject body(SpecOperation operation) {
        if (operation.name().startsWith("messages.batches")) {
            return JsonObject.of("requests", JsonArray.of(JsonObject.of("custom_id", "a", "params", Http.HELLO)));
        }
        if (operation.name().startsWith("messages.c")) {
            return operation.name().endsWith("create") ? Http.HELLO : Http.HELLO.without("max_tokens");
        }
        return new Requested(spec).object(spec.object(operation.params()).part(false));
    }

    private String query(SpecOperation operation) {
        if (operation.params() == null) {
            return "";
        }
        TypeDef.ObjectDef params = spec.object(operation.params());
        JsonObject wanted = new Requested(spec).object(operation.method().equals("POST") ? params.part(true) : params);
        List<String> pairs = new ArrayList<>();
        wanted.forEach((name, value) -> {
            if (value instanceof JsonArray array) {
                array.forEach(item -> pairs.add(name + "%5B%5D=" + item));
            } else {
                pairs.add(name.replace("[", "%5B").replace("]", "%5D") + "=" + value);
            }
        });
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private String form(SpecOperation operation) {
        StringBuilder form = new StringBuilder();
        spec.object(operation.params()).fields().values().forEach(field -> {
            boolean isFile = field.type().equals(new TypeExpr.Primitive("file"))
                    || field.type().equals(new TypeExpr.ListOf(new TypeExpr.Primitive("file")));
            if (isFile || field.inRequests()) {
                form.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field.name() + "\"");
                form.append(isFile ? "; filename=\"SKILL.md\"\r\nContent-Type: text/plain" : "");
                form.append("\r\n\r\n" + new Requested(spec).value(field.type(), 0) + "\r\n");
            }
        });
        return form.append("--" + BOUNDARY + "--\r\n").toString();
    }
}
