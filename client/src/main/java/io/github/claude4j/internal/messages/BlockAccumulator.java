package io.github.claude4j.internal.messages;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.types.GrowingJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds the deltas of one content block up. */
public final class BlockAccumulator {
    private static final String TEXT = "text";
    private static final String THINKING = "thinking";
    private static final String TOOL_USE = "tool_use";
    private static final String COMPACTION = "compaction";
    private static final List<String> ALL = List.of(TEXT, THINKING, TOOL_USE, COMPACTION);

    private final JsonObject.Builder block;
    private final boolean known;

    private @Nullable StringBuilder text;
    private @Nullable StringBuilder thinking;

    /** The JSON text of a tool's input, and as much of it as is understood once somebody wants to see it grow. */
    private @Nullable StringBuilder input;

    private @Nullable GrowingJson growing;

    private boolean blank = true;
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
    static BlockAccumulator of(JsonObject delta) {
        String type = blockType(delta);
        boolean grows = type.equals(TEXT) || type.equals(THINKING);
        return new BlockAccumulator(grows ? JsonObject.of("type", type, type, "") : JsonObject.of("type", type), true);
    }

    /** The type of the blocks that these deltas are for; empty where the delta is of no known kind. */
    public static String blockType(JsonObject delta) {
        return switch (type(delta)) {
            case "text_delta", "citations_delta" -> TEXT;
            case "thinking_delta", "signature_delta" -> THINKING;
            case "input_json_delta" -> TOOL_USE;
            case "compaction_delta" -> COMPACTION;
            default -> "";
        };
    }

    private static String type(JsonObject delta) {
        return delta.get("type") instanceof String type ? type : "";
    }

    /**
     * The types of which it takes deltas: not those that would write a field that the block cannot have. Where its fields are not
     * known, all.
     */
    List<String> taken() {
        String own = block.get("type") instanceof String type ? type : "";
        return known ? List.of(own.endsWith(TOOL_USE) ? TOOL_USE : own) : ALL;
    }

    void add(JsonObject delta) {
        built = null;
        ended = false;
        switch (type(delta)) {
            case "text_delta" -> text = grown(text, TEXT, delta.string(TEXT));
            case "thinking_delta" ->
                thinking = grown(thinking, THINKING, delta.optString(THINKING).orElse(""));
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
        blank &= piece.isBlank();
        if (growing != null) {
            growing.add(piece);
        }
    }

    boolean isToolUse() {
        return block.get("type") instanceof String type && type.endsWith(TOOL_USE);
    }

    boolean isEnded() {
        return ended;
    }

    /** Notes that no more comes of this block; what comes all the same opens it again. */
    void end() {
        ended = true;
        built = null;
    }

    /** What has grown in this field so far. */
    String grown(String field) {
        StringBuilder grown = field.equals(TEXT) ? text : thinking;
        return grown != null ? grown.toString() : block.get(field) instanceof String start ? start : "";
    }

    /** The input as far as it has come; null where it is none, or came to an end that leaves it malformed. */
    public @Nullable JsonObject toolInput(boolean over) {
        if (input != null && !blank) {
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
            block.put(TEXT, text.toString());
        }
        if (thinking != null) {
            block.put(THINKING, thinking.toString());
        }
        // Gateways send the input whole at the start and then again in pieces: the pieces count. No piece, no change.
        if (input != null && !blank) {
            JsonObject understood = toolInput(over);
            block.put("input", understood != null ? understood : input.toString());
        }
        JsonObject now = block.build();
        built = ended || !over ? now : null;
        return now;
    }
}
