package io.github.claude4j.testkit.internal.server;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.ApiErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an answer is brought to the client: its delays and its faults. Built up by the script, then only read. */
public final class Delivery {
    /** How an answer ends. */
    public enum End {
        /** As it should. */
        WHOLE,
        /** As if that were all: the body ends properly. */
        EARLY,
        /** The connection is closed. */
        CUT,
        /** The connection is closed in the middle of an event. */
        HALF_EVENT,
        /** The connection is reset. */
        RESET,
        /** Nothing more comes, but the connection stays open. */
        STALL,
        /** An error event comes instead of the rest. */
        ERROR
    }

    /** Stands for an end before the answer's first byte. */
    public static final int BEFORE_HEAD = -1;

    public End end = End.WHOLE;
    public int endAfter;
    public String errorType = "";
    public Duration firstByteDelay = Duration.ZERO;
    public Duration eventDelay = Duration.ZERO;
    public boolean wrongLength;
    public int pings;
    public boolean unknownEvent;
    public boolean duplicateEvent;
    public int hugeLine;
    public boolean crlf;
    public boolean noEventNames;

    /** Whether it says anything that only makes sense for a stream. */
    public boolean forStreams() {
        return (end != End.WHOLE && endAfter >= 0) || changesEvents();
    }

    /** Whether it changes how events are sent, which only a stream has. */
    public boolean changesEvents() {
        return !eventDelay.isZero()
                || pings > 0
                || unknownEvent
                || duplicateEvent
                || hugeLine > 0
                || crlf
                || noEventNames;
    }

    /** What of it cannot come about in this answer, in words; null when all can. */
    public @Nullable String missed(Answer answer) {
        List<JsonObject> events = answer.events();
        if (answer.feed() != null) {
            return null;
        }
        if (events == null) {
            return changesEvents() ? "a fault of events, in an answer that was no stream" : null;
        }
        int sent = begin(events).size();
        int last = end == End.HALF_EVENT ? sent - 1 : sent;
        return end != End.WHOLE && endAfter > last
                ? "a fault after " + endAfter + " events, in an answer of " + sent
                : null;
    }

    /** Whether an answer comes just as it is. */
    public boolean isPlain() {
        return end == End.WHOLE && !forStreams() && firstByteDelay.isZero() && !wrongLength;
    }

    /** The events as they are sent: with what was added to them, and without what comes after the end. */
    List<JsonObject> apply(List<JsonObject> events) {
        List<JsonObject> sent = begin(events);
        if (end != End.WHOLE && sent.size() > endAfter && end != End.HALF_EVENT) {
            sent = sent.subList(0, endAfter);
        }
        if (end == End.ERROR) {
            sent = new ArrayList<>(sent);
            sent.add(error());
        }
        return sent;
    }

    /** The events that a stream begins with, with what was added to them. */
    List<JsonObject> begin(List<JsonObject> events) {
        List<JsonObject> sent = new ArrayList<>(events);
        if (!sent.isEmpty()) {
            int second = 1;
            if (hugeLine > 0) {
                sent.set(0, sent.get(0).with("padding", "x".repeat(hugeLine)));
            }
            if (duplicateEvent) {
                sent.add(second, sent.get(0));
            }
            if (unknownEvent) {
                sent.add(second, JsonObject.of("type", "event_of_tomorrow", "detail", JsonObject.of("a", 1)));
            }
            for (int i = 0; i < pings; i++) {
                sent.add(second, JsonObject.of("type", "ping"));
            }
        }
        return sent;
    }

    /** Whether a stream of what happens as it happens ends after so many events. */
    boolean endsLiveAfter(int sent) {
        return end != End.WHOLE && sent >= (end == End.HALF_EVENT ? endAfter + 1 : endAfter);
    }

    JsonObject error() {
        return ApiErrors.body(errorType, ApiErrors.message(ApiErrors.status(errorType)));
    }
}
