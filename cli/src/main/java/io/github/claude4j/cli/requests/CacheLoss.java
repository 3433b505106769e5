package io.github.claude4j.cli.requests;

import io.github.claude4j.cli.terminal.Wording;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.lint.CacheBreak;
import io.github.claude4j.prices.Prices;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** How much of what the cache holds of a request is of no use to another one, by the length of its JSON. */
final class CacheLoss {
    private static final String MARK = "cache_control";

    /** A tool or a block, and what the cache would have to read up to its end. */
    private record Block(String path, long end, boolean marked) {}

    private final JsonObject request;
    private final List<Block> blocks = new ArrayList<>();
    private long end;

    private CacheLoss(JsonObject request) {
        this.request = request;
        content("tools", request.get("tools"));
        content("system", request.get("system"));
        JsonArray messages = request.get("messages") instanceof JsonArray turns ? turns : JsonArray.of();
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof JsonObject turn) {
                content("messages[" + i + "].content", turn.get("content"));
            }
        }
    }

    private void content(String path, @Nullable Object content) {
        if (content instanceof JsonArray list) {
            for (int i = 0; i < list.size(); i++) {
                block(path + "[" + i + "]", list.get(i));
            }
        } else if (content != null) {
            block(path, content);
        }
    }

    private void block(String path, @Nullable Object value) {
        end += Json.write(value).getBytes(StandardCharsets.UTF_8).length;
        blocks.add(new Block(path, end, isMarked(value)));
    }

    /** A mark of the results in a block is one of the block. */
    private static boolean isMarked(@Nullable Object value) {
        if (value instanceof JsonArray list) {
            return StreamSupport.stream(list.spliterator(), false).anyMatch(CacheLoss::isMarked);
        }
        return value instanceof JsonObject block && (block.has(MARK) || isMarked(block.get("content")));
    }

    /** A sentence on what the break costs the second request. */
    static String told(CacheBreak found, JsonObject first, JsonObject second) {
        CacheLoss loss = new CacheLoss(first);
        long held = loss.held();
        if (held == 0) {
            return "it costs nothing: the first request has no cache breakpoint, so nothing of it is kept";
        }
        long served = found.survives().map(loss::endOf).orElse(0L);
        if (served >= held) {
            return "it costs nothing: all that the cache keeps of the first request still serves";
        }
        return "of " + Wording.size(held) + " that the cache keeps of the first request "
                + (served == 0
                        ? "nothing serves any more"
                        : Wording.size(served) + " still serve, up to "
                                + found.survives().orElse(""))
                + "; " + Wording.size(held - served) + " are read anew" + price(second);
    }

    /** Up to where the cache keeps it. */
    private long held() {
        return request.has(MARK)
                ? end
                : blocks.stream()
                        .filter(Block::marked)
                        .mapToLong(Block::end)
                        .max()
                        .orElse(0);
    }

    private long endOf(String path) {
        return blocks.stream()
                .filter(block -> block.path().equals(path))
                .mapToLong(Block::end)
                .max()
                .orElse(0);
    }

    private static String price(JsonObject request) {
        String model = request.get("model") instanceof String name ? name : "";
        return Prices.standard()
                .find(model)
                .map(price -> ", at " + price.json().get("input") + " instead of "
                        + price.json().get("cache_read") + " USD a million tokens")
                .orElse("");
    }
}
