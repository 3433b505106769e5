package io.github.claude4j.benchmarks.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The answers of a tool loop: some text and a call each, the last one text alone. */
final class LoopTurns {
    /** What the ids of calls begin with; the number of the turn follows. */
    static final String CALL = "toolu_bench";

    private static final String MODEL = "claude-bench-1";

    /** What the API says where it keeps the conversation. */
    private static final String THREAD = "{\"type\":\"thread\"}";

    private LoopTurns() {}

    static String message(int turn, int calls) {
        return "{\"id\":\"" + Messages.ID + "\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"" + MODEL
                + "\",\"content\":[" + content(turn, calls) + "],\"stop_reason\":\"" + reason(turn, calls)
                + "\",\"stop_sequence\":null,\"thread\":" + THREAD + ",\"usage\":" + Messages.USAGE.formatted(120)
                + "}";
    }

    private static String content(int turn, int calls) {
        String text = "{\"type\":\"text\",\"text\":" + Messages.quote(text(turn, calls)) + "}";
        return turn > calls ? text : text + "," + call(turn, input(turn));
    }

    /** A short word before a call, a long one at the end. */
    private static String text(int turn, int calls) {
        return Messages.words(new Random(turn), turn > calls ? 600 : 120);
    }

    private static String call(int turn, String input) {
        return "{\"type\":\"tool_use\",\"id\":\"" + CALL + turn + "\",\"name\":\"get_forecast\",\"input\":" + input
                + "}";
    }

    private static String input(int turn) {
        return "{\"city\":\"Paris\",\"days\":" + turn + ",\"hourly\":true}";
    }

    private static String reason(int turn, int calls) {
        return turn > calls ? "end_turn" : "tool_use";
    }

    static List<String> stream(int turn, int calls) {
        Random random = new Random(turn);
        List<String> events = Messages.begin(MODEL, "{\"type\":\"text\",\"text\":\"\"}", 1);
        events.set(0, events.get(0).replace("\"content\":[]", "\"content\":[],\"thread\":" + THREAD));
        deltas(events, 0, "{\"type\":\"text_delta\",\"text\":", text(turn, calls), 12, random);
        if (turn <= calls) {
            events.add(Messages.event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}"));
            events.add(Messages.event(
                    "content_block_start",
                    "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":" + call(turn, "{}") + "}"));
            deltas(events, 1, "{\"type\":\"input_json_delta\",\"partial_json\":", input(turn), 6, random);
        }
        List<String> end = Messages.end(new ArrayList<>(), reason(turn, calls), 30);
        if (turn <= calls) {
            end.set(0, end.get(0).replace("\"index\":0", "\"index\":1"));
        }
        events.addAll(end);
        return events;
    }

    private static void deltas(List<String> events, int block, String head, String all, int size, Random random) {
        for (int at = 0; at < all.length(); at += size) {
            String piece = Messages.quote(all.substring(at, Math.min(all.length(), at + size)));
            events.add(Messages.delta(head + piece + "}", random).replace("\"index\":0", "\"index\":" + block));
        }
    }
}
