package io.github.claude4j.checks.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** What a way of calling expects as its answer. Each has a good one, which can be cut and spoilt. */
enum Shape {
    WHOLE("application/json", """
            {"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-5-5","content":[{"type":"text",\
            "text":"Hel|lo"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":2}}""", "Hello"),

    EVENTS(
            "text/event-stream",
            event("message_start", """
                            {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",\
                            "model":"claude-opus-5-5","content":[],"stop_reason":null,"stop_sequence":null,\
                            "usage":{"input_tokens":3,"output_tokens":1}}}""")
                    + event("content_block_start", """
                            {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""")
                    + event("ping", "{\"type\":\"ping\"}")
                    + text("Hel")
                    + text("|lo")
                    + event("content_block_stop", """
                            {"type":"content_block_stop","index":0}""")
                    + event("message_delta", """
                            {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}""")
                    + event("message_stop", "{\"type\":\"message_stop\"}"),
            "Hello"),

    LINES("application/x-jsonl", "{\"custom_id\":\"1\"}\n{\"custom_id\":\"|2\"}\n", "1,2"),

    BYTES("application/pdf", "%PDF" + ".".repeat(2000) + "|" + ".".repeat(2000), null);

    private static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }

    private static String text(String text) {
        return event("content_block_delta", """
                {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"%s"}}""".formatted(text));
    }

    final String contentType;

    /** What a way that gets the good answer gives. */
    final String value;

    private final byte[] before;
    private final byte[] after;

    /**
     * @param body with a bar in the middle of a text
     * @param value null where the body itself is given
     */
    Shape(String contentType, String body, String value) {
        int middle = body.indexOf('|');
        this.contentType = contentType;
        this.before = body.substring(0, middle).getBytes(UTF_8);
        this.after = body.substring(middle + 1).getBytes(UTF_8);
        this.value = value == null ? body.replace("|", "") : value;
    }

    byte[] body() {
        return body(new byte[0]);
    }

    /** The good answer with these bytes in the middle of its text. */
    byte[] body(byte[] inText) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(before);
        body.writeBytes(inText);
        body.writeBytes(after);
        return body.toByteArray();
    }

    /** The first part of the good answer; of events some whole ones, with the text "Hel", and half of another. */
    byte[] half() {
        return before;
    }

    /** What has come of events before there is any text. */
    byte[] firstEvents() {
        String events = new String(before, UTF_8);
        return events.substring(0, events.indexOf("event: content_block_delta")).getBytes(UTF_8);
    }

    /** The beginning of a message, with which nothing is told yet. */
    byte[] firstEvent() {
        String events = new String(before, UTF_8);
        return events.substring(0, events.indexOf("event: content_block_start")).getBytes(UTF_8);
    }

    /** The good answer without its last bytes. */
    byte[] without(int last) {
        byte[] body = body();
        return Arrays.copyOf(body, body.length - last);
    }

    /** What a way gives that takes any bytes. */
    static String bytes(byte[] body) {
        return new String(body, ISO_8859_1);
    }
}
