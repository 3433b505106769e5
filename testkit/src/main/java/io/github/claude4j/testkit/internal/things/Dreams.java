package io.github.claude4j.testkit.internal.things;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.spec.Refusal;

/** Keeps dreams. A dream is pending when it is created, and has come to its end when it is looked at again. */
public final class Dreams {
    private final Things things;

    public Dreams(Things things) {
        this.things = things;
    }

    public synchronized Answer answer(Understood call) {
        if (call.operation().name().equals("dreams.list")
                || call.operation().name().equals("dreams.create")) {
            return things.answer(call);
        }
        things.check(call);
        String path = "/v1/dreams/" + call.route().get("dream_id");
        JsonObject dream = things.find(path);
        boolean cancels = call.operation().name().equals("dreams.cancel");
        if (dream != null && !cancels && "pending".equals(dream.get("status"))) {
            things.store().put(path, completed(dream));
        }
        if (dream != null && cancels && things.strict() && "completed".equals(dream.get("status"))) {
            throw Refusal.invalid("the dream has ended and cannot be canceled");
        }
        return things.answer(call);
    }

    private JsonObject completed(JsonObject dream) {
        Object store = dream.object("output_behavior").get("memory_store_id");
        if (store == null) {
            store = things.ids().next("memory_store");
            JsonObject made = things.samples().object("memorystores.MemoryStore").toBuilder()
                    .put("id", store)
                    .put("name", "What was dreamt")
                    .put("description", "")
                    .build();
            things.store().put("/v1/memory_stores/" + store, made);
        }
        return dream.toBuilder()
                .put("status", "completed")
                .put("ended_at", things.samples().now())
                .put("outputs", JsonArray.of(JsonObject.of("type", "memory_store", "memory_store_id", store)))
                .build();
    }
}
