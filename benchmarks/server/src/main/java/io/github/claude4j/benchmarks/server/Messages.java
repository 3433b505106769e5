package io.github.claude4j.benchmarks.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The JSON of the answers; from fixed seeds, so that every client in every run sees the same bytes. */
public final class Messages {
    private static final String[] WORDS =
            ("the a stream of tokens arrives in small pieces and the client has to read each one as it comes without copying"
                            + " more than it must because latency matters when someone watches the text appear on a screen"
                            + " so we measure how much work every event costs from the socket to the handler including"
                            + " framing decoding and dispatch naïve café déjà 東京 – and “quotes” too {\"k\": 1} \\n path\\to")
                    .split(" ");

    static final String ID = "msg_01XFDUDYJgAACzvnptvVoYEL";

    static final String USAGE =
            "{\"input_tokens\":2095,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,\"cache_creation\":"
                    + "{\"ephemeral_5m_input_tokens\":0,\"ephemeral_1h_input_tokens\":0},\"output_tokens\":%d,"
                    + "\"service_tier\":\"standard\"}";

    private Messages() {}

    static String error(String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":" + quote(message) + "}}";
    }

    /** A whole message of about that many bytes. */
    public static String message(String model, int size) {
        String shell = "{\"id\":\"" + ID + "\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"" + model
                + "\",\"content\":[{\"type\":\"text\",\"text\":@}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
                + "\"usage\":" + USAGE.formatted(size / 4) + "}";
        return shell.replace("@", quote(words(new Random(7), Math.max(16, size - shell.length()))));
    }

    static String batch(int requests) {
        String id = "msgbatch_" + requests;
        return "{\"id\":\"" + id + "\",\"type\":\"message_batch\",\"processing_status\":\"ended\",\"request_counts\":"
                + "{\"processing\":0,\"succeeded\":" + requests + ",\"errored\":0,\"canceled\":0,\"expired\":0},"
                + "\"ended_at\":\"2026-11-20T18:37:24Z\",\"created_at\":\"2026-11-20T17:37:24Z\","
                + "\"expires_at\":\"2026-11-21T17:37:24Z\",\"cancel_initiated_at\":null,\"archived_at\":null,"
                + "\"results_url\":\"/v1/messages/batches/" + id + "/results\"}";
    }

    static String result(int number, Random random) {
        String message = message("claude-bench-1", 2000).replace(ID, "msg_" + (random.nextLong() >>> 1));
        return "{\"custom_id\":\"request-" + number + "\",\"result\":{\"type\":\"succeeded\",\"message\":" + message
                + "}}\n";
    }

    /** The events of a stream with that many text deltas. */
    public static List<String> textStream(String model, int deltas) {
        Random random = new Random(11);
        List<String> events = begin(model, "{\"type\":\"text\",\"text\":\"\"}", deltas);
        for (int i = 0; i < deltas; i++) {
            String text = quote(words(random, 4 + random.nextInt(20)));
            events.add(delta("{\"type\":\"text_delta\",\"text\":" + text + "}", random));
        }
        return end(events, "end_turn", deltas);
    }

    static List<String> toolStream(String model, int deltas) {
        Random random = new Random(13);
        List<String> events = begin(
                model,
                "{\"type\":\"tool_use\",\"id\":\"toolu_01T1x1fJ34qAmk2tNTrN7Up6\",\"name\":\"record_items\",\"input\":{}}",
                deltas);
        String input = toolInput(random, deltas * 12);
        int at = 0;
        for (int left = deltas; left > 0; left--) {
            int next = left == 1 ? input.length() : at + Math.max(1, (input.length() - at) / left);
            String json = quote(input.substring(at, next));
            events.add(delta("{\"type\":\"input_json_delta\",\"partial_json\":" + json + "}", random));
            at = next;
        }
        return end(events, "tool_use", deltas);
    }

    private static String toolInput(Random random, int size) {
        StringBuilder input = new StringBuilder("{\"items\":[");
        for (int i = 0; input.length() < size; i++) {
            input.append(i == 0 ? "" : ",")
                    .append("{\"id\":")
                    .append(i)
                    .append(",\"name\":")
                    .append(quote(words(random, 24)))
                    .append(",\"price\":")
                    .append(random.nextInt(100_000) / 100.0)
                    .append(",\"ok\":true}");
        }
        return input.append("]}").toString();
    }

    static List<String> begin(String model, String block, int deltas) {
        List<String> events = new ArrayList<>(deltas + 6);
        events.add(event(
                "message_start",
                "{\"type\":\"message_start\",\"message\":{\"id\":\"" + ID
                        + "\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"" + model
                        + "\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":"
                        + USAGE.formatted(1) + "}}"));
        events.add(event(
                "content_block_start",
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":" + block + "}"));
        events.add(event("ping", "{\"type\": \"ping\"}"));
        return events;
    }

    static List<String> end(List<String> events, String reason, int deltas) {
        events.add(event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}"));
        events.add(event(
                "message_delta",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + reason
                        + "\",\"stop_sequence\":null},\"usage\":{\"input_tokens\":2095,\"cache_creation_input_tokens\":0,"
                        + "\"cache_read_input_tokens\":0,\"output_tokens\":" + deltas * 4 + "}}"));
        events.add(event("message_stop", "{\"type\":\"message_stop\"}"));
        return events;
    }

    /** With spaces behind the object, as the API pads it. */
    static String delta(String delta, Random random) {
        return event(
                "content_block_delta",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":" + delta + " ".repeat(random.nextInt(12))
                        + "}");
    }

    static String event(String type, String data) {
        return "event: " + type + "\ndata: " + data + "\n\n";
    }

    static String words(Random random, int chars) {
        StringBuilder text = new StringBuilder(chars + 16);
        while (text.length() < chars) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(20) == 0 ? '\n' : ' ');
        }
        return text.toString();
    }

    static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
