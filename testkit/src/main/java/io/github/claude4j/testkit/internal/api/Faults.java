package io.github.claude4j.testkit.internal.api;

import io.github.claude4j.testkit.internal.server.Delivery;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a written step is delivered: the faults by the names that the methods of a fake have. */
final class Faults {
    /** All that is sent is made before it is sent. */
    private static final int MOST_PINGS = 100_000;

    private static final int LONGEST_LINE = 256 * 1024 * 1024;

    private static final Map<String, Delivery.End> AFTER_EVENTS = new LinkedHashMap<>();

    static {
        AFTER_EVENTS.put("cut_after", Delivery.End.CUT);
        AFTER_EVENTS.put("end_after", Delivery.End.EARLY);
        AFTER_EVENTS.put("reset_after", Delivery.End.RESET);
        AFTER_EVENTS.put("stall_after", Delivery.End.STALL);
        AFTER_EVENTS.put("half_event", Delivery.End.HALF_EVENT);
    }

    private Faults() {}

    static Delivery of(Members step) {
        Delivery delivery = new Delivery();
        AFTER_EVENTS.forEach((name, end) -> {
            if (step.has(name)) {
                end(delivery, name, end, step.whole(name, 0, Integer.MAX_VALUE));
            }
        });
        if (step.has("stream_error")) {
            Members error = step.inside("stream_error");
            end(delivery, "stream_error", Delivery.End.ERROR, error.whole("after", 0, Integer.MAX_VALUE));
            delivery.errorType = error.text("type");
            error.nothingElse();
        }
        if (step.flag("stall")) {
            end(delivery, "stall", Delivery.End.STALL, Delivery.BEFORE_HEAD);
        }
        if (step.flag("reset")) {
            end(delivery, "reset", Delivery.End.RESET, Delivery.BEFORE_HEAD);
        }
        delays(step, delivery);
        more(step, delivery);
        return delivery;
    }

    private static void end(Delivery delivery, String name, Delivery.End end, int after) {
        if (delivery.end != Delivery.End.WHOLE) {
            throw new IllegalArgumentException(name + ": expected one way to end, found another besides it");
        }
        delivery.end = end;
        delivery.endAfter = after;
    }

    private static void delays(Members step, Delivery delivery) {
        if (step.has("slow_first_byte")) {
            delivery.firstByteDelay = step.seconds("slow_first_byte");
        }
        if (step.has("event_delay")) {
            delivery.eventDelay = step.seconds("event_delay");
        }
    }

    private static void more(Members step, Delivery delivery) {
        delivery.pings = step.has("pings") ? step.whole("pings", 0, MOST_PINGS) : 0;
        delivery.hugeLine = step.has("huge_line") ? step.whole("huge_line", 0, LONGEST_LINE) : 0;
        delivery.wrongLength = step.flag("wrong_length");
        delivery.unknownEvent = step.flag("unknown_event");
        delivery.duplicateEvent = step.flag("duplicate_event");
        delivery.crlf = step.flag("crlf");
        delivery.noEventNames = step.flag("no_event_names");
    }
}
