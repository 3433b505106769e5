package io.github.claude4j.testkit.internal.window;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a stream came when, in so few marks that a page can draw them. */
final class Timeline {
    private static final int MARKS = 900;
    private static final int GAPS = 5;

    /** A gap is long when it is this long, and so many times as long as most. */
    private static final double LONG = 50;

    private static final int TIMES = 4;

    private Timeline() {}

    private record Gap(double from, double length) {}

    /**
     * {@code count} of all events, {@code marks} as time and kind, and the longest {@code gaps} as time and length, in milliseconds.
     *
     * @param times in milliseconds since the request came
     * @param end when the answer was over; negative while it runs
     */
    static JsonObject of(List<JsonObject> events, List<Double> times, double end) {
        int every = Math.max(1, (events.size() + MARKS - 1) / MARKS);
        JsonArray.Builder marks = JsonArray.builder();
        for (int i = 0; i < events.size(); i += every) {
            marks.add(JsonArray.of(times.get(i), kind(events.get(i).get("data"))));
        }
        JsonArray.Builder gaps = JsonArray.builder();
        longest(times, end).forEach(gap -> gaps.add(JsonArray.of(gap.from(), gap.length())));
        return JsonObject.of("count", events.size(), "marks", marks.build(), "gaps", gaps.build());
    }

    private static List<Gap> longest(List<Double> times, double end) {
        List<Gap> gaps = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            gaps.add(new Gap(times.get(i - 1), times.get(i) - times.get(i - 1)));
        }
        if (end >= 0 && !times.isEmpty()) {
            double last = times.get(times.size() - 1);
            gaps.add(new Gap(last, end - last));
        }
        gaps.sort(Comparator.comparingDouble(Gap::length));
        double usual = gaps.isEmpty() ? 0 : gaps.get(gaps.size() / 2).length();
        Collections.reverse(gaps);
        return gaps.stream()
                .filter(gap -> gap.length() > Math.max(LONG, TIMES * usual))
                .limit(GAPS)
                .toList();
    }

    private static String kind(@Nullable Object data) {
        if (!(data instanceof JsonObject event)) {
            return "frame";
        }
        String type = RequestFacts.text(event, "type");
        if (type.equals("ping")) {
            return "ping";
        }
        if (type.endsWith("error")) {
            return "bad";
        }
        return event.get("delta") instanceof JsonObject delta
                ? switch (RequestFacts.text(delta, "type")) {
                    case "text_delta" -> "text";
                    case "thinking_delta", "signature_delta" -> "thinking";
                    case "input_json_delta" -> "input";
                    default -> "frame";
                }
                : "frame";
    }
}
