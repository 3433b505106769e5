package io.github.claude4j.internal.run;

import io.github.claude4j.internal.messages.UsageSum;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.lint.Finding;
import io.github.claude4j.lint.Lint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of an answer whose stream was cut, for the model to go on with, where it does such a thing. */
public final class CutAnswer {
    private @Nullable JsonObject partial;

    public boolean isEmpty() {
        return partial == null;
    }

    public void clear() {
        partial = null;
    }

    /** Takes what came; false where it is more than text, or the model is known to take no beginning of its answer. */
    public boolean begin(JsonObject request, JsonObject message) {
        List<Object> blocks = new ArrayList<>();
        for (JsonObject block :
                message.optArray("content").orElse(JsonArray.of()).objects()) {
            if (!"text".equals(block.get("type")) || block.has("citations")) {
                return false;
            }
            blocks.add(block);
        }
        if (blocks.isEmpty()) {
            return false;
        }
        // The API takes no beginning that ends with white space.
        JsonObject last = (JsonObject) blocks.get(blocks.size() - 1);
        String text = last.optString("text").orElse("").stripTrailing();
        blocks.set(blocks.size() - 1, last.with("text", text));
        partial = message.with("content", JsonArray.of(blocks));
        // Where it is not certain that the model takes it, the answer rather begins once more.
        String path = "messages[" + request.array("messages").size() + "]";
        boolean taken = !text.isEmpty();
        for (Finding finding : Lint.of(request(request))) {
            taken &= !finding.isRefused() && !finding.path().equals(path);
        }
        if (!taken) {
            clear();
        }
        return taken;
    }

    /** The request, with the beginning of the answer at its end. */
    public JsonObject request(JsonObject request) {
        JsonObject begun = partial;
        if (begun == null) {
            return request;
        }
        JsonArray.Builder messages = JsonArray.builder();
        request.array("messages").forEach(messages::add);
        messages.add(JsonObject.of("role", "assistant", "content", begun.get("content")));
        return request.with("messages", messages.build());
    }

    /** The whole answer. */
    public JsonObject joined(JsonObject message) {
        JsonObject begun = partial;
        if (begun == null) {
            return message;
        }
        clear();
        JsonArray.Builder content = JsonArray.builder();
        begun.array("content").forEach(content::add);
        message.optArray("content").orElse(JsonArray.of()).forEach(content::add);
        JsonObject usage = UsageSum.of(
                begun.optObject("usage").orElse(JsonObject.of()),
                message.optObject("usage").orElse(JsonObject.of()));
        return message.with("content", content.build()).with("usage", usage);
    }
}
