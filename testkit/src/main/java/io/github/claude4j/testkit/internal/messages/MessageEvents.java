package io.github.claude4j.testkit.internal.messages;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Samples;
import io.github.claude4j.testkit.internal.spec.Spec;
import io.github.claude4j.testkit.internal.spec.TypeDef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a message apart into the events that the API streams; put together again they give the same message. */
public final class MessageEvents {
    /** As the API does, tool input comes in pieces that have nothing to do with its structure. */
    private static final int INPUT_PIECE = 12;

    private final Spec spec;
    private final Samples samples;

    MessageEvents(Spec spec, Samples samples) {
        this.spec = spec;
        this.samples = samples;
    }

    List<JsonObject> of(JsonObject message) {
        List<JsonObject> events = new ArrayList<>();
        events.add(JsonObject.of("type", "message_start", "message", start(message)));
        int index = 0;
        for (Object block : message.array("content")) {
            if (block instanceof JsonObject object) {
                block(object, index++, events);
            }
        }
        events.add(messageDelta(message));
        events.add(JsonObject.of("type", "message_stop"));
        return events;
    }

    private static JsonObject start(JsonObject message) {
        JsonObject all = message.object("usage");
        long first = all.get("output_tokens") instanceof Long output ? Math.min(1, output) : 1;
        JsonObject usage = all.with("output_tokens", first).with("server_tool_use", null);
        return message.toBuilder()
                .put("container", null)
                .put("content", JsonArray.of())
                .put("stop_reason", null)
                .put("stop_sequence", null)
                .put("stop_details", null)
                .put("usage", usage)
                .build();
    }

    private static void block(JsonObject block, int index, List<JsonObject> events) {
        List<JsonObject> deltas = new ArrayList<>();
        JsonObject begin = begin(block, deltas);
        events.add(JsonObject.of("type", "content_block_start", "index", index, "content_block", begin));
        if (index == 0) {
            events.add(JsonObject.of("type", "ping"));
        }
        for (JsonObject delta : deltas) {
            events.add(JsonObject.of("type", "content_block_delta", "index", index, "delta", delta));
        }
        events.add(JsonObject.of("type", "content_block_stop", "index", index));
    }

    /** The block as it is when it begins; what comes after is added to the deltas. */
    private static JsonObject begin(JsonObject block, List<JsonObject> deltas) {
        return switch (block.optString("type").orElse("")) {
            case "text" -> text(block, deltas);
            case "thinking" -> thinking(block, deltas);
            case "tool_use", "server_tool_use", "mcp_tool_use" -> input(block, deltas);
            case "compaction" -> compaction(block, deltas);
            default -> block;
        };
    }

    private static JsonObject text(JsonObject block, List<JsonObject> deltas) {
        for (String word : words(string(block, "text"))) {
            deltas.add(JsonObject.of("type", "text_delta", "text", word));
        }
        JsonObject begin = block.with("text", "");
        if (!(block.get("citations") instanceof JsonArray citations)) {
            return begin;
        }
        for (Object citation : citations) {
            deltas.add(JsonObject.of("type", "citations_delta", "citation", citation));
        }
        return begin.with("citations", JsonArray.of());
    }

    private static JsonObject thinking(JsonObject block, List<JsonObject> deltas) {
        for (String word : words(string(block, "thinking"))) {
            deltas.add(JsonObject.of("type", "thinking_delta", "thinking", word));
        }
        deltas.add(JsonObject.of("type", "signature_delta", "signature", string(block, "signature")));
        return block.with("thinking", "").with("signature", "");
    }

    private static JsonObject input(JsonObject block, List<JsonObject> deltas) {
        deltas.add(partial(""));
        Object input = block.get("input");
        String json = input instanceof JsonObject object && !object.isEmpty() ? Json.write(object) : "";
        for (int from = 0; from < json.length(); from += INPUT_PIECE) {
            deltas.add(partial(json.substring(from, Math.min(json.length(), from + INPUT_PIECE))));
        }
        return block.with("input", JsonObject.of());
    }

    private static JsonObject compaction(JsonObject block, List<JsonObject> deltas) {
        deltas.add(JsonObject.of(
                "type",
                "compaction_delta",
                "content",
                block.get("content"),
                "encrypted_content",
                block.get("encrypted_content")));
        return block.toBuilder()
                .put("content", null)
                .put("encrypted_content", null)
                .build();
    }

    private static JsonObject partial(String json) {
        return JsonObject.of("type", "input_json_delta", "partial_json", json);
    }

    private JsonObject messageDelta(JsonObject message) {
        JsonObject sample = sample("message_delta");
        JsonObject.Builder delta = sample.object("delta").toBuilder();
        for (String name : sample.object("delta").names()) {
            delta.put(name, message.get(name));
        }
        JsonObject.Builder usage = sample.object("usage").toBuilder();
        for (String name : sample.object("usage").names()) {
            usage.put(name, message.object("usage").get(name));
        }
        // As in every event of the API, the type comes first.
        JsonObject.Builder event = JsonObject.builder().put("type", "message_delta");
        sample.forEach(event::put);
        return event.put("delta", delta.build()).put("usage", usage.build()).build();
    }

    /** The smallest event of this type. */
    private JsonObject sample(String type) {
        String events = spec.operation("messages.create").streams();
        if (events != null && spec.type(events) instanceof TypeDef.UnionDef union) {
            String variant = spec.variant(union, JsonObject.of("type", type));
            return variant == null ? JsonObject.of() : samples.object(variant);
        }
        return JsonObject.of();
    }

    private static String string(JsonObject block, String name) {
        return block.optString(name).orElse("");
    }

    /** Words with the space before them; nothing is lost between them. */
    public static List<String> words(@Nullable String text) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int i = 1; text != null && i <= text.length(); i++) {
            boolean border = i == text.length() || (text.charAt(i) == ' ' && text.charAt(i - 1) != ' ');
            if (border) {
                words.add(text.substring(from, i));
                from = i;
            }
        }
        return words;
    }
}
