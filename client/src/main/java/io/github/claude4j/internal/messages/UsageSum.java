package io.github.claude4j.internal.messages;

import io.github.claude4j.json.JsonObject;

/** Adds the usage of answers up, counter by counter. */
public final class UsageSum {
    private UsageSum() {}

    /** All counters of both; what is no counter is that of the second. */
    public static JsonObject of(JsonObject first, JsonObject second) {
        JsonObject.Builder sum = first.toBuilder();
        second.forEach((name, value) -> {
            Object before = first.get(name);
            if (value instanceof Long more && before instanceof Long some) {
                sum.put(name, some + more);
            } else if (value instanceof JsonObject more && before instanceof JsonObject some) {
                sum.put(name, of(some, more));
            } else if (value != null || before == null) {
                sum.put(name, value);
            }
        });
        return sum.build();
    }
}
