package io.github.claude4j.http;

import io.github.claude4j.ApiException;
import io.github.claude4j.ClaudeException;
import io.github.claude4j.ConnectionException;
import io.github.claude4j.InvalidDataException;
import io.github.claude4j.StreamInterruptedException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of a call as JSON. While none but the beginning of a message has come, a stream that fails is asked for
 * again; that beginning is held back until then, so that it is not delivered twice.
 */
final class EventReader implements EventSource {
    private final Exchange exchange;
    private final Deque<JsonObject> held = new ArrayDeque<>(2);

    private Response response;
    private ServerSentEvents events;
    private boolean delivering;

    EventReader(Exchange exchange) {
        this.exchange = exchange;
        this.response = exchange.send();
        this.events = new ServerSentEvents(response.body());
        LeakGuard.watch(this, exchange);
    }

    @Override
    public ResponseInfo response() {
        return Http.info(exchange.call(), response);
    }

    /** Pings are left out. */
    @Override
    public @Nullable JsonObject next() {
        while (!delivering) {
            try {
                JsonObject event = read();
                if (event != null) {
                    held.add(event);
                    delivering = !isBeginning(event);
                } else if (held.isEmpty() && exchange.call().operation().answer() == Operation.Answer.EVENTS) {
                    delivering = end();
                } else {
                    throw new StreamInterruptedException(
                            exchange.call().operation() + ": the stream ended before its message began", null, null);
                }
            } catch (ClaudeException e) {
                again(e);
            }
        }
        JsonObject event = held.poll();
        if (event == null) {
            event = readOrFail();
        }
        if (event != null && exchange.hasListeners()) {
            JsonObject delivered = event;
            exchange.tell(listener -> listener.onEvent(exchange.call(), delivered));
        }
        return event;
    }

    private boolean end() {
        exchange.end(null);
        return true;
    }

    private static boolean isBeginning(JsonObject event) {
        return "message_start".equals(event.get("type"));
    }

    private void again(ClaudeException failure) {
        boolean passing = failure instanceof ConnectionException
                || (failure instanceof ApiException error && (error.status() == 529 || error.status() == 500));
        if (!passing) {
            throw exchange.failed(failure);
        }
        held.clear();
        response = exchange.sendAgain(failure);
        events = new ServerSentEvents(response.body());
    }

    private @Nullable JsonObject readOrFail() {
        try {
            JsonObject event = read();
            if (event == null) {
                end();
            }
            return event;
        } catch (ClaudeException e) {
            throw exchange.failed(e);
        }
    }

    /** The next event as it comes, failures named but the call not yet ended. */
    private @Nullable JsonObject read() {
        try {
            while (events.next()) {
                if (isPing()) {
                    continue;
                }
                JsonObject event = decode();
                if ("error".equals(event.get("type"))) {
                    throw ApiException.ofEvent(event, response.headers());
                }
                if (!"ping".equals(event.get("type"))) {
                    return event;
                }
            }
            return null;
        } catch (IOException e) {
            throw exchange.named(e);
        }
    }

    private boolean isPing() {
        return events.name().equals("ping");
    }

    private JsonObject decode() {
        if (parse() instanceof JsonObject event) {
            // Gateways leave out one or the other; the type in the data counts where both are there.
            return event.has("type") || events.name().isEmpty() ? event : event.with("type", events.name());
        }
        throw new InvalidDataException(exchange.call().operation() + ": an event of the stream is no JSON object");
    }

    private @Nullable Object parse() {
        try {
            return Json.parse(events.data(), 0, events.length());
        } catch (InvalidDataException e) {
            if (events.isCut()) {
                throw new StreamInterruptedException(
                        exchange.call().operation() + ": the stream ended in the middle of an event", null, e);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        exchange.close();
    }
}
