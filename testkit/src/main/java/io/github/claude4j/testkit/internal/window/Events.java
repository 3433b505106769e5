package io.github.claude4j.testkit.internal.window;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.record.EventTap;
import java.util.List;

/**
 * The events of a stream.
 *
 * @param noted as {@link EventTap} has them
 * @param times when each was sent
 */
record Events(List<JsonObject> noted, List<Long> times) {
    static Events of(KeptExchange exchange, KeptExchange.Answer answer) {
        EventTap tap = new EventTap(exchange.began);
        answer.parts().forEach(part -> tap.pass(part.bytes(), part.nanos()));
        return new Events(tap.events(), tap.times());
    }

    /** What is in those that are JSON objects. */
    List<JsonObject> data() {
        return noted.stream()
                .map(event -> event.get("data"))
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }
}
