package io.github.claude4j.testkit.internal.window;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.prices.Cost;
import io.github.claude4j.testkit.internal.server.Watcher;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the list shows of an exchange. */
final class Row {
    private static final int PREVIEW = 300;
    private static final double NANOS = 1_000_000;

    private Row() {}

    /** The row, without secrets. */
    static JsonObject of(KeptExchange exchange, History history) {
        KeptExchange.Answer answer = exchange.answer();
        JsonObject.Builder row = JsonObject.builder()
                .put("id", exchange.id)
                .put("at", exchange.at)
                .put("method", exchange.request.method())
                .put("path", exchange.request.path())
                .put("operation", exchange.facts.operation())
                .put("model", model(exchange, answer))
                .put("stream", exchange.facts.streams())
                .put("preview", exchange.facts.preview())
                .put("state", state(answer.end()))
                .put("status", answer.status())
                .put("request_bytes", exchange.requestBytes)
                .put("bytes", answer.bytes());
        if (answer.status() > 0) {
            row.put("first_byte_ms", (answer.headed() - exchange.began) / NANOS);
        }
        if (answer.end() != null) {
            row.put("duration_ms", (answer.ended() - exchange.began) / NANOS);
            ofAnswer(row, answer.facts());
        }
        return history.redaction().secrets().masked(row.build());
    }

    private static void ofAnswer(JsonObject.Builder row, AnswerFacts facts) {
        AnswerFacts.Problem error = facts.error();
        if (error != null) {
            row.put("error", JsonObject.of("type", error.type(), "message", Cut.beginning(error.message(), PREVIEW)));
        }
        JsonObject message = facts.message();
        if (message == null) {
            return;
        }
        JsonArray.Builder tools = JsonArray.builder();
        facts.toolUses().forEach(use -> tools.add(RequestFacts.text(use, "name")));
        row.put("tools", tools.build()).put("stop_reason", RequestFacts.text(message, "stop_reason"));
        if (facts.usage() != null) {
            long read = facts.tokens("cache_read_input_tokens");
            long written = facts.tokens("cache_creation_input_tokens");
            row.put("input_tokens", facts.tokens("input_tokens") + read + written)
                    .put("output_tokens", facts.tokens("output_tokens"))
                    .put("cache_read", read)
                    .put("cache_write", written);
        }
        Cost cost = facts.cost();
        if (cost != null) {
            row.put("cost", cost.atLeast().toPlainString()).put("cost_unknown", String.join(", ", cost.unknown()));
        }
    }

    private static String model(KeptExchange exchange, KeptExchange.Answer answer) {
        JsonObject message = answer.facts().message();
        return exchange.facts.model().isEmpty() && message != null
                ? RequestFacts.text(message, "model")
                : exchange.facts.model();
    }

    private static String state(Watcher.@Nullable End end) {
        return end == null ? "open" : end.name().toLowerCase(Locale.ROOT);
    }
}
