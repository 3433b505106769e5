package io.github.claude4j.testkit.internal.things;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.spec.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps the memories of memory stores, each under a path of its own, and a version for each change. */
public final class Memories {
    private static final List<String> OF_CONTENT = List.of("content", "content_sha256", "content_size_bytes", "path");

    private final Things things;
    private final JsonObject actor;

    public Memories(Things things) {
        this.things = things;
        actor = JsonObject.of("type", "api_actor", "api_key_id", things.ids().next("api_key"));
    }

    public synchronized Answer answer(Understood call) {
        things.check(call);
        String path = Things.path(call);
        boolean list = call.operation().name().endsWith(".list");
        JsonObject known = list ? null : things.find(path);
        return switch (call.operation().name()) {
            case "memory_stores.memories.create" -> view(call, create(call));
            case "memory_stores.memories.list" -> list(call);
            case "memory_stores.memories.update" -> known == null ? unknown(call) : view(call, update(call, known));
            case "memory_stores.memories.delete" -> known == null ? unknown(call) : delete(call, known);
            case "memory_stores.memory_versions.list" -> versions(call);
            case "memory_stores.memory_versions.redact" -> redact(call);
            default -> known == null ? unknown(call) : view(call, known);
        };
    }

    /** Versions come into being by themselves, so the routes alone do not tell that an id of one is unknown. */
    private Answer unknown(Understood call) {
        if (things.strict()) {
            throw Refusal.notFound("Not found: " + call.id().orElse(""));
        }
        return things.answer(call);
    }

    private JsonObject create(Understood call) {
        String path = call.body().optString("path").orElse("/");
        mustBeFree(store(call), path, null);
        JsonObject memory = written(
                things.created(call), path, call.body().optString("content").orElse(""));
        return record(call, memory, "created");
    }

    private JsonObject update(Understood call, JsonObject memory) {
        JsonObject guard = call.body().optObject("precondition").orElse(JsonObject.of());
        mustStillBe(memory, guard.get("content_sha256"));
        String path = call.body().optString("path").orElse(known(memory, "path"));
        String content = call.body().optString("content").orElse(known(memory, "content"));
        if (path.equals(memory.get("path")) && content.equals(memory.get("content"))) {
            return memory;
        }
        mustBeFree(store(call), path, memory.string("id"));
        return record(call, written(memory, path, content), "modified");
    }

    /** Without strictness a memory may be known by its id alone. */
    private static String known(JsonObject memory, String name) {
        return memory.optString(name).orElse("");
    }

    private Answer delete(Understood call, JsonObject memory) {
        mustStillBe(memory, call.query().get("expected_content_sha256"));
        record(call, memory, "deleted");
        return things.answer(call);
    }

    private void mustBeFree(String store, String path, @Nullable String self) {
        if (things.strict() && !path.startsWith("/")) {
            throw Refusal.invalid("path: must start with '/'");
        }
        for (JsonObject other : things.store().list(store + "/memories")) {
            String taken = other.string("path");
            if (things.strict() && overlap(path, taken) && !other.string("id").equals(self)) {
                throw Refusal.of(409, "memory_path_conflict_error", "path: " + path + " is taken by " + other.get("id"))
                        .with(JsonObject.of("conflicting_memory_id", other.get("id"), "conflicting_path", taken));
            }
        }
    }

    /** A memory is a file: nothing lies below it, and it lies in the place of no directory. */
    private static boolean overlap(String one, String other) {
        return one.equals(other) || one.startsWith(other + "/") || other.startsWith(one + "/");
    }

    private void mustStillBe(JsonObject memory, @Nullable Object sha256) {
        if (things.strict() && sha256 != null && !sha256.equals(memory.get("content_sha256"))) {
            throw Refusal.of(
                    409,
                    "memory_precondition_failed_error",
                    "content_sha256: the content has changed; it is now " + memory.get("content_sha256"));
        }
    }

    private JsonObject written(JsonObject memory, String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return memory.toBuilder()
                .put("path", path)
                .put("content", content)
                .put("content_sha256", sha256(bytes))
                .put("content_size_bytes", bytes.length)
                .put("updated_at", things.samples().now())
                .build();
    }

    /** Keeps the memory, unless it is deleted, and a version that says what happened to it. */
    private JsonObject record(Understood call, JsonObject memory, String operation) {
        String version = things.ids().next("memory_version");
        JsonObject.Builder change = JsonObject.builder()
                .put("id", version)
                .put("type", "memory_version")
                .put("memory_id", memory.get("id"))
                .put("memory_store_id", memory.get("memory_store_id"))
                .put("operation", operation)
                .put("created_at", things.samples().now())
                .put("created_by", actor);
        if (operation.equals("deleted")) {
            change.put("path", memory.get("path"));
        } else {
            OF_CONTENT.forEach(name -> change.put(name, memory.get(name)));
        }
        things.store().put(store(call) + "/memory_versions/" + version, change.build());
        JsonObject current = memory.with("memory_version_id", version);
        if (!operation.equals("deleted")) {
            things.store().put(store(call) + "/memories/" + memory.get("id"), current);
        }
        return current;
    }

    /** What is current stays: only the past can be redacted. */
    private Answer redact(Understood call) {
        String path = Things.path(call);
        path = path.substring(0, path.lastIndexOf('/'));
        JsonObject version = things.find(path);
        if (version == null) {
            return unknown(call);
        }
        JsonObject memory = things.find(store(call) + "/memories/" + version.get("memory_id"));
        if (things.strict() && memory != null && version.string("id").equals(memory.get("memory_version_id"))) {
            throw Refusal.invalid("the current version of a memory cannot be redacted");
        }
        JsonObject.Builder redacted = version.toBuilder();
        OF_CONTENT.forEach(name -> redacted.put(name, null));
        redacted.put("redacted_at", things.samples().now()).put("redacted_by", actor);
        things.store().put(path, redacted.build());
        return Answer.json(redacted.build());
    }

    private Answer list(Understood call) {
        String prefix = call.query().optString("path_prefix").orElse("");
        long depth = call.query().optLong("depth").orElse(Long.MAX_VALUE);
        TreeMap<String, JsonObject> byPath = new TreeMap<>(Comparator.naturalOrder());
        for (JsonObject memory : things.store().list(store(call) + "/memories")) {
            String path = memory.string("path");
            if (path.startsWith(prefix)) {
                String shown = cut(path, prefix.length(), depth);
                byPath.put(
                        shown,
                        shown.equals(path)
                                ? basic(call, memory)
                                : JsonObject.of("type", "memory_prefix", "path", shown));
            }
        }
        JsonObject query = call.query();
        return Answer.json(Pages.of(
                call.operation(),
                List.copyOf(byPath.values()),
                query,
                things.samples().now()));
    }

    /** The path as far as it is to be listed; what lies deeper ends in a slash. */
    private static String cut(String path, int from, long depth) {
        int at = path.startsWith("/", from) ? from + 1 : from;
        for (long level = 0; level < depth; level++) {
            int slash = path.indexOf('/', at);
            if (slash < 0) {
                return path;
            }
            at = slash + 1;
        }
        return path.substring(0, at);
    }

    private Answer versions(Understood call) {
        List<JsonObject> versions = things.store().list(store(call) + "/memory_versions").stream()
                .filter(version -> by(call, version))
                .map(version -> basic(call, version))
                .toList();
        JsonObject query = call.query().without("view").without("api_key_id");
        query = query.without("session_id").without("service_account_id");
        return things.page(call.with(query), versions);
    }

    private static boolean by(Understood call, JsonObject version) {
        boolean matches = true;
        for (String name : List.of("api_key_id", "session_id", "service_account_id")) {
            Object asked = call.query().get(name);
            matches &=
                    asked == null || asked.equals(version.object("created_by").get(name));
        }
        return matches;
    }

    /** Lists leave the content out unless it is asked for; everything else gives it unless it is not. */
    private static JsonObject basic(Understood call, JsonObject memory) {
        return "full".equals(call.query().get("view")) ? memory : memory.without("content");
    }

    private static Answer view(Understood call, JsonObject memory) {
        return Answer.json("basic".equals(call.query().get("view")) ? memory.without("content") : memory);
    }

    private static String store(Understood call) {
        return "/v1/memory_stores/" + call.route().get("memory_store_id");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
