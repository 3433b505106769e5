package io.github.claude4j.lint;

import io.github.claude4j.internal.messages.CacheMarks;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import java.util.Objects;

/**
 * Sets the cache breakpoints of a conversation that goes on: at the end of its last turn, where the next request will read,
 * at the end of the turn before, where this one reads, and behind the system prompt and the tools. Each request of a
 * conversation is to be planned as it is sent, and the unplanned one kept, so that marks do not pile up.
 *
 * <p>A request has four breakpoints at most; yours count, and stay. None is set before one of yours, since that caches what
 * stands before it, nor beside one on the request itself. They live for 5 minutes after their last use.
 */
public final class CachePlan {
    /** A block of a message. */
    private record Spot(int message, int block) {
        boolean isAfter(Spot other) {
            return message > other.message || (message == other.message && block > other.block);
        }
    }

    private static final Spot BEFORE_ALL = new Spot(-1, -1);

    private JsonObject request;
    private int left;

    private CachePlan(JsonObject request) {
        this.request = request;
        left = CacheMarks.MOST - CacheMarks.count(request);
    }

    /** The request with its breakpoints. The same request gets the same ones. */
    public static MessageCreateParams apply(MessageCreateParams params) {
        CachePlan plan = new CachePlan(Objects.requireNonNull(params, "params").json());
        if (params.json().get(CacheMarks.MARK) != null || plan.left <= 0) {
            return params;
        }
        plan.mark();
        return MessageCreateParams.of(plan.request);
    }

    /** In the order of what they are worth. */
    private void mark() {
        JsonArray messages = array("messages");
        Spot marked = lastMarked(messages);
        Spot last = lastTurn(messages);
        Spot before = turnBefore(messages, last);
        markMessage(last, marked);
        markMessage(before, marked);
        if (marked.equals(BEFORE_ALL) && CacheMarks.count(request.get("system")) == 0) {
            markSystem();
            if (CacheMarks.count(request.get("tools")) == 0) {
                markTools();
            }
        }
    }

    private JsonArray array(String field) {
        return request.get(field) instanceof JsonArray array ? array : JsonArray.of();
    }

    private static JsonObject at(JsonArray messages, int index) {
        return messages.get(index) instanceof JsonObject message ? message : JsonObject.of();
    }

    private static JsonArray blocks(JsonObject message) {
        Object content = message.get("content");
        if (content instanceof String text) {
            return JsonArray.of(text(text));
        }
        return content instanceof JsonArray blocks ? blocks : JsonArray.of();
    }

    private static JsonObject text(String text) {
        return JsonObject.of("type", "text", "text", text);
    }

    private static Spot lastMarked(JsonArray messages) {
        for (int m = messages.size() - 1; m >= 0; m--) {
            JsonArray blocks = blocks(at(messages, m));
            for (int b = blocks.size() - 1; b >= 0; b--) {
                if (CacheMarks.count(blocks.get(b)) > 0) {
                    return new Spot(m, b);
                }
            }
        }
        return BEFORE_ALL;
    }

    /** The end of what the next request will begin with. Text that the model is to go on with is not: it will be longer. */
    private static Spot lastTurn(JsonArray messages) {
        int last = messages.size() - 1;
        if (last >= 0 && is(at(messages, last), "assistant")) {
            JsonArray blocks = blocks(at(messages, last));
            Object end = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
            boolean paused = end instanceof JsonObject block && type(block).contains("tool");
            last -= paused ? 0 : 1;
        }
        return lastSpot(messages, last);
    }

    /** The end of the request that the last answer was to. */
    private static Spot turnBefore(JsonArray messages, Spot last) {
        int answer = last.message();
        while (answer >= 0 && !is(at(messages, answer), "assistant")) {
            answer--;
        }
        return lastSpot(messages, answer - 1);
    }

    /** The last block that can be marked, up to this message. Instructions in between may be cleared, and do not count. */
    private static Spot lastSpot(JsonArray messages, int upTo) {
        for (int m = upTo; m >= 0; m--) {
            JsonArray blocks = is(at(messages, m), "system") ? JsonArray.of() : blocks(at(messages, m));
            for (int b = blocks.size() - 1; b >= 0; b--) {
                if (CacheMarks.mayBeOn(blocks.get(b))) {
                    return new Spot(m, b);
                }
            }
        }
        return BEFORE_ALL;
    }

    private static boolean is(JsonObject message, String role) {
        return role.equals(message.get("role"));
    }

    private static String type(JsonObject block) {
        return block.get("type") instanceof String type ? type : "";
    }

    private void markMessage(Spot spot, Spot marked) {
        if (left > 0 && spot.isAfter(marked)) {
            JsonArray messages = array("messages");
            JsonObject message = at(messages, spot.message());
            JsonObject changed = message.with("content", marked(blocks(message), spot.block()));
            request = request.with("messages", replaced(messages, spot.message(), changed));
            left--;
        }
    }

    private void markSystem() {
        Object system = request.get("system");
        JsonArray blocks = system instanceof String text ? JsonArray.of(text(text)) : array("system");
        for (int i = blocks.size() - 1; i >= 0 && left > 0; i--) {
            if (CacheMarks.mayBeOn(blocks.get(i))) {
                request = request.with("system", marked(blocks, i));
                left--;
                return;
            }
        }
    }

    private void markTools() {
        JsonArray tools = array("tools");
        for (int i = tools.size() - 1; i >= 0 && left > 0; i--) {
            // A deferred tool is no part of what is cached, and the API refuses a breakpoint on it.
            if (tools.get(i) instanceof JsonObject tool && !Boolean.TRUE.equals(tool.get("defer_loading"))) {
                request = request.with("tools", marked(tools, i));
                left--;
                return;
            }
        }
    }

    private static JsonArray marked(JsonArray blocks, int index) {
        JsonObject block = blocks.object(index);
        return replaced(blocks, index, block.with(CacheMarks.MARK, CacheMarks.SHORT));
    }

    private static JsonArray replaced(JsonArray array, int index, JsonObject value) {
        JsonArray.Builder changed = JsonArray.builder();
        array.forEach(changed::add);
        return changed.set(index, value).build();
    }
}
