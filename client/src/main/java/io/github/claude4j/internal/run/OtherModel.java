package io.github.claude4j.internal.run;

import io.github.claude4j.json.JsonObject;

/**
 * Another model that answered in place of the request's, where that had no room. What it thought, only it can read.
 *
 * @param name the model
 * @param from the number of the message from which on it wrote
 */
public record OtherModel(String name, int from) {
    JsonObject json() {
        return JsonObject.of("model", name, "from", from);
    }

    static OtherModel of(JsonObject json) {
        return new OtherModel(json.string("model"), Math.toIntExact(json.longValue("from")));
    }
}
