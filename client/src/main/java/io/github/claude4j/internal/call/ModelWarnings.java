package io.github.claude4j.internal.call;

import io.github.claude4j.internal.KnownModels;
import io.github.claude4j.internal.Log;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Warns, once for a model and a reason, of models that will go and of thinking that a model does not take. It knows what
 * the API said of the models when it was asked, and of a few what was known when this version was made; it never asks.
 */
public final class ModelWarnings {
    private final Map<String, JsonObject> described = new ConcurrentHashMap<>(0);
    private final Set<String> given = ConcurrentHashMap.newKeySet(0);

    /** Takes in an answer about models: one of them, or a list. */
    public void learn(JsonObject answer) {
        if (answer.get("data") instanceof JsonArray list) {
            for (Object model : list) {
                if (model instanceof JsonObject object) {
                    learn(object);
                }
            }
        } else if (answer.get("id") instanceof String id) {
            described.put(id, answer.withOrigin(null));
        }
    }

    /** Looks at the model of a request, and at how it shall think. */
    public void look(String model, JsonObject params) {
        JsonObject description = described.get(model);
        String end = description == null ? knownEnd(model) : end(description);
        if (end != null) {
            warn(model, "end", "model " + model + " " + end + "; see claude.models().list() for others");
        }
        if (params.get("thinking") instanceof JsonObject thinking
                && "enabled".equals(thinking.get("type"))
                && (description == null ? KnownModels.adaptive(model) : refusesBudget(description))) {
            warn(
                    model,
                    "thinking",
                    "thinking \"enabled\" is not for model " + model + "; let it think adaptively: thinkingAdaptive()");
        }
    }

    private void warn(String model, String reason, String text) {
        if (given.add(reason + " " + model)) {
            Log.LOGGER.log(Level.WARNING, text);
        }
    }

    private static @Nullable String knownEnd(String model) {
        String end = KnownModels.end(model);
        String instead = KnownModels.instead(model);
        return end == null
                ? null
                : "is deprecated, with " + end + " as its last day" + (instead == null ? "" : "; use " + instead);
    }

    private static @Nullable String end(JsonObject description) {
        Object lifecycle = description.get("lifecycle");
        String date = description.get("retires_at") instanceof String at
                ? " (" + at.substring(0, Math.min(10, at.length())) + ")"
                : "";
        return "deprecated".equals(lifecycle)
                ? "is deprecated and will be retired" + date
                : "retired".equals(lifecycle) ? "is retired" + date : null;
    }

    private static boolean refusesBudget(JsonObject description) {
        Object value = description;
        for (String name : new String[] {"capabilities", "thinking", "types", "enabled", "supported"}) {
            value = value instanceof JsonObject object ? object.get(name) : null;
        }
        return Boolean.FALSE.equals(value);
    }
}
