package io.github.claude4j.testkit.internal.messages;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a prompt cache would: the beginning of a request up to a block with {@code cache_control} is written once,
 * and read when it comes again in time. Unlike the API it caches the shortest beginnings too, so that a small test shows
 * them.
 */
final class PromptCache {
    /** What a request reads and writes. */
    record Use(long read, long written5m, long written1h) {}

    /**
     * A block of a request.
     *
     * @param beginning stands for what comes before it and for itself
     * @param ttl how long the beginning is to be kept that ends with it; null when that was not asked for
     */
    private record Block(Beginning beginning, @Nullable String ttl) {}

    /** The beginning of a request, by a hash: texts of megabytes need not be kept. */
    private record Beginning(long hash, long length) {
        Beginning and(String more) {
            long next = hash;
            for (int i = 0; i < more.length(); i++) {
                next = (next ^ more.charAt(i)) * 0x100000001B3L;
                next ^= next >>> 29;
            }
            return new Beginning(next, length + more.length());
        }

        long tokens() {
            return Dialogue.tokens(length);
        }
    }

    /** A beginning that was written: how long it stays, which each reading begins anew. */
    private static final class Entry {
        Duration ttl = Duration.ZERO;
        Instant ends = Instant.MIN;
    }

    private final Clock clock;
    private final Map<Beginning, Entry> entries = new HashMap<>();

    PromptCache(Clock clock) {
        this.clock = clock;
    }

    synchronized Use use(Dialogue conversation) {
        List<Block> blocks = blocks(conversation);
        if (blocks.stream().allMatch(block -> block.ttl() == null)) {
            return new Use(0, 0, 0);
        }
        Instant now = clock.instant();
        long most = conversation.inputTokens();
        long read = 0;
        for (Block block : blocks) {
            Entry entry = entries.get(block.beginning());
            if (entry != null && entry.ends.isAfter(now)) {
                entry.ends = now.plus(entry.ttl);
                read = Math.min(most, block.beginning().tokens());
            }
        }
        long done = read;
        long short5m = 0;
        long long1h = 0;
        for (Block block : blocks) {
            if (block.ttl() != null) {
                keep(block.beginning(), block.ttl().equals("1h") ? Duration.ofHours(1) : Duration.ofMinutes(5), now);
                long upTo = Math.min(most, block.beginning().tokens());
                long written = Math.max(0, upTo - done);
                done = Math.max(done, upTo);
                short5m += block.ttl().equals("1h") ? 0 : written;
                long1h += block.ttl().equals("1h") ? written : 0;
            }
        }
        return new Use(read, short5m, long1h);
    }

    private void keep(Beginning beginning, Duration ttl, Instant now) {
        Entry entry = entries.computeIfAbsent(beginning, key -> new Entry());
        entry.ttl = ttl;
        entry.ends = now.plus(ttl);
    }

    /** The blocks in the order in which they are cached: tools, system, messages. */
    private static List<Block> blocks(Dialogue conversation) {
        List<Block> blocks = new ArrayList<>();
        Beginning beginning = new Beginning(0, 0).and(conversation.model());
        // The model's name tells caches apart, but costs nothing.
        beginning = new Beginning(beginning.hash(), 0);
        beginning = add(conversation.tools(), beginning, blocks);
        beginning = add(Blocks.of(conversation.body().get("system")), beginning, blocks);
        for (JsonObject message : conversation.messages()) {
            beginning = beginning.and(String.valueOf(message.get("role")));
            beginning = add(Blocks.of(message.get("content")), beginning, blocks);
        }
        Object whole = conversation.body().get("cache_control");
        if (whole instanceof JsonObject control && !blocks.isEmpty()) {
            Block last = blocks.remove(blocks.size() - 1);
            blocks.add(new Block(last.beginning(), ttl(control)));
        }
        return blocks;
    }

    private static Beginning add(List<JsonObject> added, Beginning before, List<Block> blocks) {
        Beginning beginning = before;
        for (JsonObject block : added) {
            JsonObject control = control(block);
            beginning = beginning.and(Json.write(block.without("cache_control")));
            blocks.add(new Block(beginning, control == null ? null : ttl(control)));
        }
        return beginning;
    }

    /** The control of a block, or of what a tool's result consists of. */
    private static @Nullable JsonObject control(JsonObject block) {
        if (block.get("cache_control") instanceof JsonObject control) {
            return control;
        }
        if (block.get("content") instanceof JsonArray content) {
            for (JsonObject inner : Blocks.objects(content)) {
                if (inner.get("cache_control") instanceof JsonObject control) {
                    return control;
                }
            }
        }
        return null;
    }

    private static String ttl(JsonObject control) {
        return control.optString("ttl").orElse("5m");
    }
}
