package io.github.claude4j.testkit.internal.things;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.spec.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the keys and buckets of regions on Google Cloud, which work as soon as they are set. */
public final class DataControls {
    private final Things things;

    public DataControls(Things things) {
        this.things = things;
    }

    public synchronized Answer answer(Understood call) {
        if (!call.operation().name().endsWith(".update")) {
            return things.answer(call);
        }
        things.check(call);
        String path = Things.path(call);
        JsonObject before = things.existing(call, path);
        JsonObject.Builder after = before.toBuilder();
        call.body().optObject("cmek").ifPresent(change -> after.put("cmek", keys(before.object("cmek"), change)));
        call.body()
                .optObject("storage")
                .ifPresent(change -> after.put("storage", buckets(before.object("storage"), change)));
        JsonObject changed = after.put("updated_at", things.samples().now()).build();
        things.store().put(path, changed);
        return Answer.json(changed);
    }

    private JsonObject keys(JsonObject before, JsonObject change) {
        if (!isOn(change)) {
            return JsonObject.of("type", "disabled", "retired_keys", JsonArray.of());
        }
        JsonObject keys = regions("cmek.external_key_ids", before, change, "external_key_ids");
        JsonObject.Builder status = JsonObject.builder();
        keys.forEach((region, key) -> status.put(
                region,
                JsonObject.of("type", "active", "effective_external_key_id", key, "error", null)
                        .with("last_checked_at", things.samples().now())
                        .with("validated_at", things.samples().now())));
        return JsonObject.of("type", "enabled", "external_key_ids", keys, "status", status.build())
                .with("retired_keys", JsonArray.of());
    }

    private JsonObject buckets(JsonObject before, JsonObject change) {
        if (!isOn(change)) {
            return JsonObject.of("type", "disabled", "retired_buckets", JsonArray.of());
        }
        JsonObject.Builder buckets = JsonObject.builder();
        JsonObject.Builder status = JsonObject.builder();
        regions("storage.buckets", before, change, "buckets").forEach((region, value) -> {
            JsonObject named = (JsonObject) value;
            JsonObject bucket = JsonObject.of(
                    "bucket_name", named.get("bucket_name"), "project_number", named.get("project_number"));
            buckets.put(
                    region,
                    bucket.with("kms_key_name", null).with("location", null).with("project_id", null));
            status.put(
                    region,
                    JsonObject.of("type", "active", "effective_bucket", bucket, "failed_checks", JsonArray.of())
                            .with("validated_at", things.samples().now()));
        });
        return JsonObject.of("type", "enabled", "buckets", buckets.build(), "status", status.build())
                .with("retired_buckets", JsonArray.of());
    }

    private static boolean isOn(JsonObject control) {
        return "enabled".equals(control.get("type"));
    }

    /** What is set for each region after a change, in which null takes a region out. */
    private JsonObject regions(String path, JsonObject before, JsonObject change, String name) {
        Map<String, Object> regions = new LinkedHashMap<>();
        before.optObject(name).ifPresent(known -> known.forEach(regions::put));
        change.optObject(name)
                .ifPresent(changed -> changed.forEach((region, value) -> {
                    if (value == null) {
                        regions.remove(region);
                    } else {
                        regions.put(region, value);
                    }
                }));
        if (regions.isEmpty() && things.strict()) {
            throw Refusal.invalid(path + ": at least one region is needed while the control is on");
        }
        JsonObject.Builder set = JsonObject.builder();
        regions.forEach(set::put);
        return set.build();
    }
}
