package io.github.claude4j.internal.run;

import io.github.claude4j.errors.ApiException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Fallback;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Other models, which are asked one after another where one refuses. */
public final class Hops {
    private static final int BAD_REQUEST = 400;
    private static final int RATE_LIMITED = 429;
    private static final int OVERLOADED = 529;
    private static final String CREDIT = "fallback_credit_token";

    private final List<Fallback> chain;

    /** Answers that refused; the last is the one because of which a model is asked now. */
    private final List<JsonObject> refused = new ArrayList<>();

    private final List<JsonObject> patches = new ArrayList<>();
    private JsonArray prefill = JsonArray.of();
    private @Nullable String credit;

    public Hops(List<Fallback> chain) {
        this.chain = chain;
    }

    public boolean isUnderWay() {
        return !refused.isEmpty();
    }

    /** Whether the other model goes on with what the one wrote that refused. */
    public boolean goesOn() {
        return !prefill.isEmpty();
    }

    /** The request for whichever model is asked now. */
    public JsonObject request(JsonObject params) {
        if (!isUnderWay()) {
            return params;
        }
        JsonArray messages = params.array("messages");
        JsonObject request = Models.patched(Models.other(params, patch().string("model"), messages.size()), patch());
        if (credit != null) {
            request = request.with(CREDIT, JsonObject.of("token", credit, "mode", "best_effort"));
        }
        if (goesOn()) {
            JsonArray.Builder longer = JsonArray.builder();
            request.array("messages").forEach(longer::add);
            longer.add(JsonObject.of("role", "assistant", "content", prefill));
            request = request.with("messages", longer.build());
        }
        return request;
    }

    private JsonObject patch() {
        return patches.get(patches.size() - 1);
    }

    /** Takes a refusal; false where no model is left to be asked. */
    public boolean refused(String asked, JsonObject message) {
        Fallback next = after(isUnderWay() ? patch().string("model") : asked);
        if (!"refusal".equals(message.get("stop_reason")) || next == null) {
            return false;
        }
        JsonObject details = message.optObject("stop_details").orElse(JsonObject.of());
        refused.add(message);
        patches.add(next.json());
        credit = details.optString(CREDIT).orElse(null);
        boolean claim = details.optBoolean("fallback_has_prefill_claim").orElse(false);
        prefill = claim ? Models.withoutThinking(message.optArray("content").orElse(JsonArray.of())) : JsonArray.of();
        return true;
    }

    private @Nullable Fallback after(String model) {
        int next = 0;
        for (int i = 0; i < chain.size(); i++) {
            next = chain.get(i).model().equals(model) ? i + 1 : next;
        }
        return next < chain.size() ? chain.get(next) : null;
    }

    /** Takes the failure of a request; false where nothing else can be tried. */
    public boolean failed(ApiException failure) {
        if (!isUnderWay()) {
            return false;
        }
        if (failure.status() == BAD_REQUEST && goesOn()) {
            prefill = JsonArray.of();
            return true;
        }
        boolean busy = failure.status() == RATE_LIMITED || failure.status() == OVERLOADED;
        if (busy && patch().has("speed")) {
            patches.set(patches.size() - 1, patch().without("speed"));
            return true;
        }
        Fallback next = after(patch().string("model"));
        if (next != null) {
            patches.set(patches.size() - 1, next.json());
        }
        return next != null;
    }

    /** The answer together with what it goes on from. */
    public JsonObject joined(JsonObject message) {
        if (!goesOn()) {
            return message;
        }
        JsonArray.Builder content = JsonArray.builder();
        prefill.forEach(content::add);
        message.optArray("content").orElse(JsonArray.of()).forEach(content::add);
        return message.with("content", content.build());
    }

    /** The refusal that stays, since no other model could be asked. */
    public JsonObject last() {
        patches.remove(patches.size() - 1);
        return refused.remove(refused.size() - 1);
    }

    /** What happened on the way to an answer. */
    public List<JsonObject> events() {
        List<JsonObject> events = new ArrayList<>();
        for (int i = 0; i < refused.size(); i++) {
            events.add(RunEvents.refused(refused.get(i), patches.get(i)));
        }
        refused.clear();
        patches.clear();
        prefill = JsonArray.of();
        credit = null;
        return events;
    }
}
