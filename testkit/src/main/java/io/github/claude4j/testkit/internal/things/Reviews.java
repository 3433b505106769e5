package io.github.claude4j.testkit.internal.things;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.spec.Refusal;
import java.util.HashMap;
import java.util.Map;

/** Keeps review cases. The first response closes a case; the same one may be sent again, another one is refused. */
public final class Reviews {
    private static final JsonObject CLOSED =
            JsonObject.of("type", "closed", "reason", JsonObject.of("type", "responded"));

    private final Things things;
    private final Map<String, JsonObject> responses = new HashMap<>();

    public Reviews(Things things) {
        this.things = things;
    }

    public synchronized Answer answer(Understood call) {
        if (!call.operation().name().endsWith(".respond")) {
            return things.answer(call);
        }
        String path = Things.path(call).replaceFirst("/respond$", "");
        JsonObject first = responses.putIfAbsent(path, call.body());
        if (first != null && things.strict() && !first.equals(call.body())) {
            throw Refusal.invalid("the case is closed").code("case_closed");
        }
        JsonObject closed = things.existing(call, path).with("status", CLOSED);
        things.store().put(path, closed);
        return Answer.json(closed);
    }
}
