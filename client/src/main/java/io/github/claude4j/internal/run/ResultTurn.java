package io.github.claude4j.internal.run;

import io.github.claude4j.internal.messages.ToolCalls;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The turn in which results go back to the model: in the order of the calls, with nothing before them. */
public final class ResultTurn {
    static final String CUT = "not run: the answer was cut here";

    private ResultTurn() {}

    static JsonObject of(List<CallState> calls) {
        List<Object> results = new ArrayList<>();
        for (CallState call : calls) {
            results.add(result(call.use(), call.result(), call.failed()));
        }
        return JsonObject.of("role", "user", "content", JsonArray.of(results));
    }

    private static JsonObject result(JsonObject use, @Nullable Object content, boolean failed) {
        JsonObject.Builder result =
                JsonObject.builder().put("type", "tool_result").put("tool_use_id", use.get("id"));
        if (use.get("toolset_name") != null) {
            result.put("toolset_name", use.get("toolset_name"));
        }
        if (!isEmpty(content)) {
            result.put("content", content);
        } else if (failed) {
            // The API takes no failure without a word.
            result.put("content", "Error: it failed");
        }
        if (failed) {
            result.put("is_error", true);
        }
        return result.build();
    }

    private static boolean isEmpty(@Nullable Object content) {
        return content == null
                || (content instanceof String text && text.isBlank())
                || (content instanceof JsonArray blocks && blocks.isEmpty());
    }

    /** A result that says so where the call did not run with the input that the model remembers. */
    static Object noted(CallState call, @Nullable Object content) {
        Object known = content == null ? "" : content;
        if (!call.edited()) {
            return known;
        }
        String note = "The call was given changed input: " + call.input().toJson();
        if (known instanceof JsonArray blocks) {
            List<Object> noted = blocks(blocks);
            noted.add(JsonObject.of("type", "text", "text", note));
            return JsonArray.of(noted);
        }
        return known + "\n\n" + note;
    }

    /** After one action of a toolset failed, those behind it make no sense. */
    static List<CallState> withoutLater(List<CallState> calls, int failed) {
        List<CallState> changed = new ArrayList<>(calls);
        String toolset = calls.get(failed).toolset();
        for (int i = failed + 1; i < changed.size(); i++) {
            CallState call = changed.get(i);
            if (!call.isDone() && call.toolset().equals(toolset)) {
                changed.set(i, call.done("not run: an earlier action failed", true));
            }
        }
        return List.copyOf(changed);
    }

    /** Results for calls that the model's last turn ends with and that never run: the API wants one for each. */
    static List<Object> dangling(JsonArray messages) {
        List<Object> results = new ArrayList<>();
        if (!messages.isEmpty()) {
            JsonObject last = messages.object(messages.size() - 1);
            if ("assistant".equals(last.get("role")) && last.get("content") instanceof JsonArray content) {
                for (JsonObject use : ToolCalls.all(content.objects())) {
                    results.add(result(use, CUT, true));
                }
            }
        }
        return results;
    }

    /** Whether a call with this id has its result in the history. */
    public static boolean isAnswered(JsonArray messages, String id) {
        for (JsonObject message : messages.objects()) {
            if (message.get("content") instanceof JsonArray blocks) {
                for (Object block : blocks) {
                    if (block instanceof JsonObject result && id.equals(result.get("tool_use_id"))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    static boolean isResults(JsonObject message) {
        return "user".equals(message.get("role"))
                && message.get("content") instanceof JsonArray blocks
                && !blocks.isEmpty()
                && blocks.get(0) instanceof JsonObject block
                && "tool_result".equals(block.get("type"));
    }

    /** What the user says behind results. */
    static JsonObject user(List<Object> results, @Nullable Object content) {
        List<Object> all = new ArrayList<>(results);
        all.addAll(blocks(content));
        return JsonObject.of("role", "user", "content", JsonArray.of(all));
    }

    /** Content as blocks; text is one. */
    static List<Object> blocks(@Nullable Object content) {
        List<Object> blocks = new ArrayList<>();
        if (content instanceof JsonArray array) {
            array.forEach(blocks::add);
        } else if (content != null) {
            blocks.add(JsonObject.of("type", "text", "text", content));
        }
        return blocks;
    }
}
