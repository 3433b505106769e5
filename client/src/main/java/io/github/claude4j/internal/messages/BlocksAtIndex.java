package io.github.claude4j.internal.messages;

import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The blocks at one index: more than one where a gateway counts them wrongly, or a delta fits none. However many there are, an
 * event costs no more than the blocks that it changes.
 */
public final class BlocksAtIndex {
    private final List<BlockAccumulator> all = new ArrayList<>(1);

    /** The last block that takes them, by the type that deltas are for. */
    private final Map<String, BlockAccumulator> taking = new HashMap<>(4);

    /** Those that began or grew since the last end. */
    private List<BlockAccumulator> open = new ArrayList<>(1);

    private List<BlockAccumulator> ended = List.of();

    private @Nullable BlockAccumulator toolUse;

    public void add(BlockAccumulator block) {
        all.add(block);
        open.add(block);
        block.taken().forEach(type -> taking.put(type, block));
        if (block.isToolUse()) {
            toolUse = block;
        }
    }

    /** Adds a delta of a known kind to the last block that takes it; where none does, to one of its own. */
    public void grow(JsonObject delta) {
        BlockAccumulator block = taking.get(BlockAccumulator.blockType(delta));
        if (block == null) {
            block = BlockAccumulator.of(delta);
            add(block);
        } else if (block.isEnded()) {
            open.add(block);
        }
        block.add(delta);
    }

    /** Notes that no more comes of those that are open. */
    public void end() {
        open.forEach(BlockAccumulator::end);
        ended = open;
        open = new ArrayList<>(1);
    }

    /** All of them, in their order. */
    public List<BlockAccumulator> all() {
        return all;
    }

    /** Those that the last end was of. */
    public List<BlockAccumulator> ended() {
        return ended;
    }

    /** The last tool use; null where there is none. */
    public @Nullable BlockAccumulator toolUse() {
        return toolUse;
    }

    /** What has grown so far in the last block that takes deltas for this type. */
    public String grown(String type) {
        BlockAccumulator block = taking.get(type);
        return block == null ? "" : block.grown(type);
    }
}
