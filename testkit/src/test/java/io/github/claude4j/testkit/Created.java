package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Creates in a strict fake what an operation is about, so that it can be called for real. */
final class Created {
    private static final JsonObject MESSAGE = JsonObject.of(
            "type", "user.message", "content", JsonArray.of(JsonObject.of("type", "text", "text", "run bash")));

    private final Spec spec = Spec.get();
    private final Routes routes = new Routes(spec);
    private final Http http;
    private final String file;
    private final String agent;
    private final String environment;
    private int count;

    Created(FakeClaude fake) {
        TreeSet<String> betas = new TreeSet<>();
        spec.operations().forEach(operation -> betas.addAll(operation.betas()));
        http = new Http(fake).header("anthropic-beta", String.join(",", betas));
        file = fake.addFile("given.txt", "text/plain", new byte[] {1});
        JsonObject tools = JsonObject.of("type", "agent_toolset_20260401");
        agent = post("/v1/agents", JsonObject.of("name", "a", "model", "claude-opus-5-5", "tools", JsonArray.of(tools)))
                .string("id");
        environment = post(
                        "/v1/environments", JsonObject.of("name", "e", "config", JsonObject.of("type", "self_hosted")))
                .string("id");
    }

    /** The segments of a path to something that exists. */
    List<String> path(Operation operation, Map<String, String> known) {
        List<String> path = new ArrayList<>();
        for (int i = 0; i < operation.segments().size(); i++) {
            String segment = operation.segments().get(i);
            String above = "/" + String.join("/", path);
            if (known.containsKey(segment)) {
                path.add(known.get(segment));
            } else if (segment.equals("{environment_id}")) {
                path.add(operation.name().contains("work") ? environment : make(operation, i, above));
            } else if (Operation.isParameter(segment)) {
                path.add(routes.creatable(operation, i) ? make(operation, i, above) : found(segment, above));
            } else {
                path.add(segment);
            }
        }
        if (operation.name().equals("environments.work.ack")) {
            http.get("/" + String.join("/", path.subList(0, 4)) + "/poll");
        }
        return path;
    }

    private String make(Operation operation, int segment, String above) {
        Operation create = spec.match("POST", Operation.segments(above));
        JsonObject made = create.multipart() ? upload(above) : post(above, body(create, above));
        String parameter = operation.segments().get(segment).replaceAll("[{}]", "");
        return made.has(parameter) ? made.string(parameter) : made.string("id");
    }

    /** What comes into being by itself. */
    private String found(String parameter, String above) {
        switch (parameter) {
            case "{work_id}" -> post("/v1/sessions", session());
            case "{memory_version_id}" -> {
                String memories = above.replace("memory_versions", "memories");
                String id = post(memories, JsonObject.of("path", "/p", "content", "a"))
                        .string("id");
                post(memories + "/" + id, JsonObject.of("content", "b"));
            }
            case "{deployment_run_id}" -> {
                String deployment = post("/v1/deployments", body(spec.operation("deployments.create"), ""))
                        .string("id");
                post("/v1/deployments/" + deployment + "/run", JsonObject.of());
            }
            case "{thread_id}" ->
                post(above.replace("/threads", "/events"), JsonObject.of("events", JsonArray.of(MESSAGE)));
            default -> {
                return "some_01x";
            }
        }
        List<JsonObject> items = Conversation.objects(json(http.get(above)).get("data"));
        return items.get(items.size() - 1).string("id");
    }

    private JsonObject session() {
        return JsonObject.of("agent", agent, "environment_id", environment, "initial_events", JsonArray.of(MESSAGE));
    }

    /** The smallest valid body, about things that exist. */
    JsonObject body(Operation operation, String path) {
        if (operation.name().startsWith("messages.batches")) {
            return JsonObject.of("requests", JsonArray.of(JsonObject.of("custom_id", "a", "params", Http.HELLO)));
        }
        if (operation.name().startsWith("messages.c")) {
            return operation.name().endsWith("create") ? Http.HELLO : Http.HELLO.without("max_tokens");
        }
        if (operation.params() == null) {
            return JsonObject.of();
        }
        JsonObject body =
                new Requested(spec).object(spec.object(operation.params()).part(false));
        body = body.has("file_id") ? body.with("file_id", file) : body;
        body = body.has("agent") ? body.with("agent", agent) : body;
        body = body.has("environment_id") ? body.with("environment_id", environment) : body;
        body = body.has("events") ? body.with("events", JsonArray.of(MESSAGE)) : body;
        return body.has("path") ? body.with("path", "/p" + count++) : body;
    }

    private JsonObject upload(String path) {
        String form = "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"s/SKILL.md\"\r\n\r\n"
                + "---\nname: s" + count++ + "\ndescription: d\n---\nText\r\n--b--\r\n";
        return json(http.with("content-type", "multipart/form-data; boundary=b").send("POST", path, form));
    }

    private JsonObject post(String path, JsonObject body) {
        return json(http.post(path, body));
    }

    private static JsonObject json(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return JsonObject.parse(response.body());
    }
}
