package io.github.claude4j.testkit.internal.window;

import io.github.claude4j.http.Headers;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.record.CassetteEntry;
import io.github.claude4j.testkit.internal.record.Redaction;
import io.github.claude4j.testkit.internal.server.Watcher;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that is to be known of one exchange, without secrets: as a cassette would hold it, and what follows from it. */
final class Details {
    private static final double NANOS = 1_000_000;

    private final KeptExchange exchange;
    private final KeptExchange.Answer answer;
    private final History history;
    private final Redaction redaction;

    private Details(KeptExchange exchange, History history) {
        this.exchange = exchange;
        this.answer = exchange.answer();
        this.history = history;
        this.redaction = history.redaction();
    }

    /**
     * The details.
     *
     * @param api where the request can be sent to again
     */
    static JsonObject of(KeptExchange exchange, History history, URI api) {
        return new Details(exchange, history).json(api);
    }

    /** The request alone. */
    static JsonObject request(KeptExchange exchange, History history) {
        Redaction redaction = history.redaction();
        JsonObject request = CassetteEntry.request(exchange.request, redaction);
        return redaction.secrets().masked(request);
    }

    private JsonObject json(URI api) {
        JsonObject row = Row.of(exchange, history);
        JsonObject request = request(exchange, history).with("headers", headers(exchange.request.headers()));
        JsonObject.Builder details = JsonObject.builder().put("row", row).put("request", request);
        AnswerFacts facts = answer.facts();
        if (answer.status() > 0) {
            if (Events.are(answer)) {
                Events events = Events.of(exchange, answer);
                facts = AnswerFacts.ofEvents(events.data(), answer.end() != null);
                details.put("events", events(events)).put("timeline", timeline(events));
            }
            details.put("response", response(facts));
        }
        KeptExchange before = history.before(exchange);
        return details.put("results", results(facts))
                .put("previous", before == null ? null : before.id)
                .put("curl", redaction.secrets().masked(Curl.of(exchange, request, api)))
                .build();
    }

    private JsonObject response(AnswerFacts facts) {
        boolean whole = answer.isWhole() && !Events.are(answer);
        JsonObject.Builder response =
                JsonObject.builder().put("status", answer.status()).put("headers", headers(listed(answer.headers())));
        if (!whole) {
            if (facts.message() != null) {
                response.put("message", facts.message());
            }
        } else {
            CassetteEntry.response(exchange.request, answer.status(), answer.headers(), answer.body(), redaction)
                    .forEach((name, value) -> {
                        if (!name.equals("status") && !name.equals("headers")) {
                            response.put(name, value);
                        }
                    });
        }
        return redaction.secrets().masked(response.build());
    }

    private JsonObject timeline(Events events) {
        List<Double> times = events.times().stream().map(this::millis).toList();
        return Timeline.of(events.noted(), times, answer.end() == null ? -1 : millis(answer.ended()));
    }

    private double millis(long nanos) {
        return (nanos - exchange.began) / NANOS;
    }

    private JsonArray events(Events events) {
        boolean cut = answer.end() != Watcher.End.WHOLE;
        JsonArray masked = CassetteEntry.streamed(
                        exchange.request, answer.status(), answer.headers(), events.noted(), cut, redaction)
                .array("events");
        JsonArray.Builder told = JsonArray.builder();
        for (int i = 0; i < masked.size(); i++) {
            JsonObject event = redaction.secrets().masked(masked.object(i)).without("after_ms");
            told.add(event.with("at", millis(events.times().get(i))));
        }
        return told.build();
    }

    /** The results of the calls in the answer, which a later request brings, by the ids of the calls. */
    private JsonObject results(AnswerFacts facts) {
        JsonObject.Builder results = JsonObject.builder();
        for (JsonObject use : facts.toolUses()) {
            String id = RequestFacts.text(use, "id");
            KeptExchange later = history.resultOf(id);
            if (later != null) {
                result(later, id).ifPresent(block -> results.put(id, block.with("exchange", later.id)));
            }
        }
        return results.build();
    }

    private Optional<JsonObject> result(KeptExchange later, String id) {
        JsonObject body = request(later, history).get("body") instanceof JsonObject object ? object : JsonObject.of();
        return Blocks.objects(body.get("messages")).stream()
                .flatMap(message -> Blocks.of(message.get("content")).stream())
                .filter(block -> id.equals(block.get("tool_use_id")))
                .findFirst();
    }

    /** In order; the values of those that may hold a credential are masked. */
    private JsonArray headers(Map<String, List<String>> headers) {
        JsonArray.Builder shown = JsonArray.builder();
        headers.forEach((name, values) -> values.forEach(value ->
                shown.add(JsonArray.of(name, isShown(name) ? redaction.secrets().masked(value) : "***"))));
        return shown.build();
    }

    /** Those that are known to hold no credential, and what the official clients say of themselves. */
    static boolean isShown(String name) {
        return Headers.isShown(name) || name.toLowerCase(Locale.ROOT).startsWith("x-stainless-");
    }

    private static Map<String, List<String>> listed(Map<String, String> headers) {
        Map<String, List<String>> listed = new TreeMap<>();
        headers.forEach((name, value) -> listed.put(name, List.of(value)));
        return listed;
    }
}
