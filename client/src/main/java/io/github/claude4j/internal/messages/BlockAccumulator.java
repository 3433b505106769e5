package io.github.claude4j.internal.messages;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.types.GrowingJson;
import org.jspecify.annotations.Nullable;

/** Adds the deltas of one content block up. */
public final class BlockAccumulator {
    private final JsonObject.Builder block;
    private final boolean known;

    private @Nullable StringBuilder text;
    private @Nullable StringBuilder thinking;

    /** The JSON text of a tool's input, and as much of it as is understood once somebody wants to see it grow. */
    private @Nullable StringBuilder input;

    private @Nullable GrowingJson growing;

    private boolean ended;

    /** The block as it is now; null when it has changed since it was last asked for. */
    private @Nullable JsonObject built;

    /**
     * @param known whether it is of a kind whose fields are known
     */
    public BlockAccumulator(JsonObject start, boolean known) {
        block = start.toBuilder();
        this.known = known;
    }

    /** A block for a delta whose own never began, or is of another kind, so that what came is not lost. */
    public static BlockAccumulator of(JsonObject delta) {
        String type = blockType(delta);
        boolean grows = type.equals("text") || type.equals("thinking");
        return new BlockAccumulator(grows ? JsonObject.of("type", type, type, "") : JsonObject.of("type", type), true);
    }

    /** The type of the blocks that these deltas are for; empty where the delta is of no known kind. */
    public static String blockType(JsonObject delta) {
        return switch (type(delta)) {
            case "text_delta", "citations_delta" -> "text";
            case "thinking_delta", "signature_delta" -> "thinking";
            case "input_json_delta" -> "tool_use";
            case "compaction_delta" -> "compaction";
            default -> "";
        };
    }

    private static String type(JsonObject delta) {
        return delta.get("type") instanceof String type ? type : "";
    }

    /** Whether a delta belongs to this block: it does not where it would write a field that the block cannot have. */
    public boolean takes(JsonObject delta) {
        String type = blockType(delta);
        String own = block.get("type") instanceof String tag ? tag : "";
        return !known || type.isEmpty() || type.equals(own) || (type.equals("tool_use") && own.endsWith(type));
    }

    public void add(JsonObject delta) {
        built = null;
        switch (type(delta)) {
            case "text_delta" -> text = grown(text, "text", delta.string("text"));
            case "thinking_delta" ->
                thinking =
                        grown(thinking, "thinking", delta.optString("thinking").orElse(""));
            case "input_json_delta" -> addInput(delta.string("partial_json"));
            case "signature_delta" -> block.put("signature", delta.get("signature"));
            case "citations_delta" -> block.add("citations", delta.object("citation"));
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

    private StringBuilder grown(@Nullable StringBuilder before, String field, String more) {
        StringBuilder grown =
                before != null ? before : new StringBuilder(block.get(field) instanceof String start ? start : "");
        return grown.append(more);
    }

    private void addInput(String piece) {
        if (input == null) {
            input = new StringBuilder();
        }
        input.append(piece);
        if (growing != null) {
            growing.add(piece);
        }
    }

    public boolean isToolUse() {
        return block.get("type") instanceof String type && type.endsWith("tool_use");
    }

    /** Notes that no more comes of this block. */
    public void end() {
        ended = true;
        built = null;
    }

    /** What has grown in this field so far. */
    public String grown(String field) {
        StringBuilder grown = field.equals("text") ? text : thinking;
        return grown != null ? grown.toString() : block.get(field) instanceof String start ? start : "";
    }

    /** The input as far as it has come; null where it is none, or came to an end that leaves it malformed. */
    public @Nullable JsonObject toolInput(boolean over) {
        if (input != null && !isBlank(input)) {
            return over || ended ? ToolInputs.parsed(input.toString()) : soFar(input);
        }
        return ToolInputs.object(block.get("input"));
    }

    private JsonObject soFar(StringBuilder pieces) {
        GrowingJson seen = growing;
        if (seen == null) {
            seen = new GrowingJson();
            seen.add(pieces.toString());
            growing = seen;
        }
        return seen.soFar();
    }

    private static boolean isBlank(CharSequence text) {
        return text.chars().allMatch(Character::isWhitespace);
    }

    /**
     * The block as far as it has come.
     *
     * @param over whether no more comes of it. Then input that is no whole JSON object stays the text that it is, so that
     *     nobody takes it for what the model meant.
     */
    public JsonObject block(boolean over) {
        JsonObject known = built;
        if (known != null && (ended || !over)) {
            return known;
        }
        if (text != null) {
            block.put("text", text.toString());
        }
        if (thinking != null) {
            block.put("thinking", thinking.toString());
        }
        // Gateways send the input whole at the start and then again in pieces: the pieces count. No piece, no change.
        if (input != null && !isBlank(input)) {
            JsonObject understood = toolInput(over);
            block.put("input", understood != null ? understood : input.toString());
        }
        JsonObject now = block.build();
        built = ended || !over ? now : null;
        return now;
    }
}
