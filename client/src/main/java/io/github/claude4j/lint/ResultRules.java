package io.github.claude4j.lint;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Each use of a tool needs its result in the next turn, and each result a use in the turn before. */
final class ResultRules {
    private final Inspection look;
    private final List<JsonObject> messages;

    /** Uses that have no result yet, and all of the turn. */
    private final Set<String> open = new LinkedHashSet<>();

    private final Set<String> used = new HashSet<>();

    /** Uses of tools that the API runs itself. */
    private final Set<String> served = new HashSet<>();

    private boolean known;

    private ResultRules(Inspection look) {
        this.look = look;
        messages = look.messages();
        // A thread goes on from messages that only the API has.
        known = !look.has("thread");
    }

    static void check(Inspection look) {
        new ResultRules(look).turns();
    }

    private void turns() {
        String before = "";
        for (int i = 0; i < messages.size(); i++) {
            String role = Inspection.text(messages.get(i), "role");
            if (role.equals("system")) {
                continue;
            }
            if (role.equals("assistant") && !before.equals("assistant")) {
                withoutResult(i);
                used.clear();
                known = true;
            }
            blocks(i);
            boolean ends =
                    i + 1 == messages.size() || !role.equals(messages.get(i + 1).get("role"));
            if (role.equals("user") && ends) {
                withoutResult(i);
            }
            before = role;
        }
        withoutResult(messages.size() - 1);
    }

    private void blocks(int message) {
        List<JsonObject> blocks = Inspection.objects(messages.get(message).get("content"));
        for (int i = 0; i < blocks.size(); i++) {
            String id = Inspection.text(blocks.get(i), "id");
            switch (Inspection.text(blocks.get(i), "type")) {
                case "tool_use" -> {
                    open.add(id);
                    used.add(id);
                }
                case "server_tool_use", "mcp_tool_use" -> served.add(id);
                case "tool_result" -> {
                    result(Inspection.text(blocks.get(i), "tool_use_id"), message, i);
                    failure(blocks.get(i), message, i);
                }
                default -> {
                    // Neither a use nor a result.
                }
            }
        }
    }

    private void result(String id, int message, int block) {
        open.remove(id);
        if (known && !used.contains(id)) {
            look.refused(
                    Inspection.at(Inspection.at("messages", message) + ".content", block) + ".tool_use_id",
                    served.contains(id)
                            ? "the API runs this tool itself and has given its result"
                            : "no tool was used under this id in the turn before",
                    "leave the result out",
                    "messages." + message + ".content." + block
                            + ": unexpected `tool_use_id` found in `tool_result` blocks: " + id
                            + ". Each `tool_result` block must have a corresponding `tool_use` block in the previous"
                            + " message.");
        }
    }

    /** That it is refused is known of empty text; of no content at all it is likely. */
    private void failure(JsonObject result, int message, int block) {
        Object content = result.get("content");
        boolean empty = content == null || (content instanceof JsonArray blocks && blocks.isEmpty());
        if (!Boolean.TRUE.equals(result.get("is_error")) || !(empty || "".equals(content))) {
            return;
        }
        String path = Inspection.at(Inspection.at("messages", message) + ".content", block) + ".content";
        String reason = "a tool that failed has to say something, found nothing";
        String fix = "say what went wrong";
        if (empty) {
            look.advice(path, reason, fix);
        } else {
            look.refused(
                    path,
                    reason,
                    fix,
                    "messages." + message + ".content." + block
                            + ".tool_result: content cannot be empty if `is_error` is true");
        }
    }

    private void withoutResult(int message) {
        if (!open.isEmpty()) {
            String ids = String.join(", ", open);
            look.refused(
                    Inspection.at("messages", message),
                    "tools were used before whose results are not in the next turn: " + ids,
                    "add a tool_result for each at the beginning of that turn",
                    "messages." + message
                            + ": `tool_use` ids were found without `tool_result` blocks immediately after: " + ids
                            + ". Each `tool_use` block must have a corresponding `tool_result` block in the next"
                            + " message.");
            open.clear();
        }
    }
}
