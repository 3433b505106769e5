package io.github.claude4j.messages;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Adds the deltas of one content block up. */
final class BlockAccumulator {
    private final JsonObject.Builder block;

    /** The field that grows, and what it has grown to; most blocks have one. */
    private @Nullable String growing;

    private final StringBuilder grown = new StringBuilder();

    /** The JSON text of a tool's input. */
    private @Nullable StringBuilder input;

    BlockAccumulator(JsonObject start) {
        block = start.toBuilder();
    }

    void add(JsonObject delta) {
        String type = delta.get("type") instanceof String text ? text : "";
        switch (type) {
            case "text_delta" -> grow("text", delta.string("text"));
            case "thinking_delta" ->
                grow("thinking", delta.optString("thinking").orElse(""));
            case "input_json_delta" -> {
                if (input == null) {
                    input = new StringBuilder();
                }
                input.append(delta.string("partial_json"));
            }
            case "signature_delta" -> block.put("signature", delta.get("signature"));
            case "citations_delta" -> cite(delta.object("citation"));
            case "compaction_delta" ->
                delta.forEach((name, value) -> {
                    if (!name.equals("type") && value != null) {
                        block.put(name, value);
                    }
                });
            default -> {
                // Deltas of later versions pass through; what they mean for the block is not known here.
            }
        }
    }

    private void grow(String field, String more) {
        if (!field.equals(growing)) {
            settle();
            growing = field;
            grown.setLength(0);
            grown.append(block.get(field) instanceof String text ? text : "");
        }
        grown.append(more);
    }

    private void cite(JsonObject citation) {
        if (block.get("citations") == null) {
            block.put("citations", JsonArray.of());
        }
        block.add("citations", citation);
    }

    private void settle() {
        if (growing != null) {
            block.put(growing, grown.toString());
        }
    }

    private static JsonObject understood(CharSequence input) {
        try {
            return PartialJson.object(input);
        } catch (InvalidDataException e) {
            throw new InvalidDataException("input of a tool use: " + e.getMessage(), e);
        }
    }

    /** What has grown last so far. */
    String grown() {
        return grown.toString();
    }

    /** The block as far as it has come. */
    JsonObject block() {
        settle();
        // Gateways send the input whole at the start and then again in pieces: the pieces count. No piece, no change.
        if (input != null && !input.toString().isBlank()) {
            block.put("input", understood(input));
        }
        return block.build();
    }
}
