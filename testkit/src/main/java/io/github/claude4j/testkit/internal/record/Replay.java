package io.github.claude4j.testkit.internal.record;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Delivery;
import io.github.claude4j.testkit.internal.server.Handler;
import io.github.claude4j.testkit.internal.server.HttpReader.Incoming;
import io.github.claude4j.testkit.internal.server.Piece;
import io.github.claude4j.testkit.internal.server.Sender;
import io.github.claude4j.testkit.internal.spec.ApiErrors;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Answers requests with what a cassette holds. */
public final class Replay implements Handler {
    private final List<CassetteEntry> exchanges;
    private final Redaction redaction;
    private final FieldPaths ignored;
    private final boolean timing;
    private final Set<Integer> used = new HashSet<>();

    public Replay(Cassette cassette, Redaction redaction, FieldPaths ignored, boolean timing) {
        this.exchanges = cassette.exchanges();
        this.redaction = redaction;
        this.ignored = ignored;
        this.timing = timing;
    }

    @Override
    public Answer signed(Answer response) {
        return response;
    }

    @Override
    public boolean handle(Incoming incoming, Sender sender) throws IOException {
        redaction.secrets().note(incoming.request());
        JsonObject request = redaction.secrets().masked(CassetteEntry.request(incoming.request(), redaction));
        JsonObject response = find(request);
        if (response == null) {
            Answer mismatch = Answer.error(400, ApiErrors.type(400), mismatch(request));
            return sender.send(mismatch, new Delivery(), incoming.keepAlive(), incoming.chunks());
        }
        Map<String, String> headers = new TreeMap<>();
        response.object("headers").forEach((name, value) -> headers.put(name, String.valueOf(value)));
        int status = (int) response.longValue("status");
        if (response.has("events")) {
            return sender.send(Upstream.head(status, headers, new byte[0]), new Playing(response), -1, incoming);
        }
        Answer whole = Upstream.head(status, headers, CassetteBody.bytes(response));
        return sender.send(whole, new Delivery(), incoming.keepAlive(), incoming.chunks());
    }

    /** The first answer to such a request that was not given yet, or else the last one that was. */
    private synchronized @Nullable JsonObject find(JsonObject request) {
        CassetteEntry found = null;
        for (int i = 0; i < exchanges.size(); i++) {
            if (Differences.between(exchanges.get(i).request(), request, ignored)
                    .isEmpty()) {
                found = exchanges.get(i);
                if (used.add(i)) {
                    break;
                }
            }
        }
        return found == null ? null : found.response();
    }

    /** Says how the request differs from the one that is most like it. */
    private String mismatch(JsonObject request) {
        List<String> least = null;
        int nearest = 0;
        for (int i = 0; i < exchanges.size(); i++) {
            JsonObject recorded = exchanges.get(i).request();
            boolean same = recorded.string("method").equals(request.string("method"))
                    && recorded.string("path").equals(request.string("path"));
            List<String> differences = Differences.between(recorded, request, ignored);
            if (same && (least == null || differences.size() < least.size())) {
                least = differences;
                nearest = i;
            }
        }
        String what = "Recorder: the cassette has no " + request.string("method") + " " + request.string("path");
        return least == null
                ? what + "; it has " + recorded()
                : what + " like this one; exchange " + nearest + " is the nearest: " + String.join("; ", least);
    }

    private String recorded() {
        Set<String> calls = new LinkedHashSet<>();
        for (CassetteEntry exchange : exchanges) {
            calls.add(exchange.request().string("method") + " "
                    + exchange.request().string("path"));
        }
        return calls.isEmpty() ? "nothing" : String.join(", ", calls);
    }

    /** A recorded stream on its way to the client. */
    private final class Playing implements Piece.Source {
        private final JsonArray events;
        private final boolean cut;
        private int next;

        Playing(JsonObject response) {
            events = response.array("events");
            cut = response.optBoolean("cut").orElse(false);
        }

        @Override
        public @Nullable Piece next() {
            if (next == events.size() || !(events.get(next++) instanceof JsonObject event)) {
                return null;
            }
            long wait = timing ? event.optLong("after_ms").orElse(0) : 0;
            return new Piece(Duration.ofMillis(wait), EventTap.bytes(event));
        }

        @Override
        public boolean cut() {
            return cut;
        }
    }
}
