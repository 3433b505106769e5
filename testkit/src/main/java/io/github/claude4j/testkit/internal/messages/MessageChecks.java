package io.github.claude4j.testkit.internal.messages;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules for message requests that no type can say. A problem is worded as the API does; null stands for none. */
public final class MessageChecks {
    private static final int MOST_CACHE_BREAKPOINTS = 4;
    private static final int LEAST_THINKING = 1024;
    private static final int LONGEST_TOOL_NAME = 128;

    private final JsonObject body;
    private final Dialogue conversation;

    private MessageChecks(JsonObject body) {
        this.body = body;
        this.conversation = new Dialogue(body);
    }

    /**
     * What is wrong with a request.
     *
     * @param betas the beta headers that it came with
     */
    public static @Nullable String problem(JsonObject body, List<String> betas) {
        MessageChecks checks = new MessageChecks(body);
        String problem = checks.limits();
        problem = problem != null ? problem : checks.turns();
        problem = problem != null ? problem : checks.tools();
        problem = problem != null ? problem : McpServers.problem(body, betas);
        problem = problem != null ? problem : checks.toolUses();
        return problem != null ? problem : checks.cacheBreakpoints();
    }

    private @Nullable String limits() {
        long maxTokens = body.optLong("max_tokens").orElse(Long.MAX_VALUE);
        if (maxTokens < 0) {
            return "max_tokens: Input should be greater than or equal to 0";
        }
        JsonObject thinking = body.optObject("thinking").orElse(JsonObject.of());
        if (!"enabled".equals(thinking.get("type"))) {
            return null;
        }
        long budget = thinking.longValue("budget_tokens");
        if (budget < LEAST_THINKING) {
            return "thinking.enabled.budget_tokens: Input should be greater than or equal to " + LEAST_THINKING;
        }
        return maxTokens > budget ? null : "`max_tokens` must be greater than `thinking.budget_tokens`.";
    }

    private @Nullable String turns() {
        List<JsonObject> messages = conversation.messages();
        if (messages.isEmpty()) {
            return "messages: at least one message is required";
        }
        for (int i = 0; i < messages.size(); i++) {
            boolean last = i == messages.size() - 1;
            String role = messages.get(i).string("role");
            Object content = messages.get(i).get("content");
            boolean empty = "".equals(content) || (content instanceof JsonArray array && array.isEmpty());
            if (empty && !(last && role.equals("assistant")) && !role.equals("system")) {
                return "messages." + i + ": " + role + " messages must have non-empty content";
            }
            for (JsonObject block : Blocks.objects(content)) {
                if ("text".equals(block.get("type")) && "".equals(block.get("text"))) {
                    return "messages: text content blocks must be non-empty";
                }
            }
        }
        return null;
    }

    private @Nullable String tools() {
        Set<Object> names = new HashSet<>();
        List<JsonObject> tools = conversation.tools();
        for (int i = 0; i < tools.size(); i++) {
            Object name = tools.get(i).get("name");
            if (name instanceof String text && !isToolName(text)) {
                return "tools." + i + ".custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'";
            }
            if (name != null && !names.add(name)) {
                return "tools: Tool names must be unique.";
            }
            if (tools.get(i).get("allowed_domains") != null && tools.get(i).get("blocked_domains") != null) {
                return "tools." + i + ": Only one of `allowed_domains` and `blocked_domains` may be set.";
            }
        }
        JsonObject choice = body.optObject("tool_choice").orElse(JsonObject.of());
        boolean missing = "tool".equals(choice.get("type")) && !names.contains(choice.get("name"));
        return missing ? "tool_choice: Tool '" + choice.get("name") + "' not found in provided tools" : null;
    }

    private static boolean isToolName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!fits && c != '_' && c != '-') {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= LONGEST_TOOL_NAME;
    }

    /** Each use of a tool needs its result in the next turn, and each result a use in the turn before. */
    private @Nullable String toolUses() {
        Set<String> open = new LinkedHashSet<>();
        Set<String> used = new HashSet<>();
        String lastRole = "";
        // A thread goes on from messages that only the server has.
        boolean known = !body.has("thread");
        List<JsonObject> messages = conversation.messages();
        for (int i = 0; i < messages.size(); i++) {
            String role = messages.get(i).string("role");
            if (role.equals("system")) {
                continue;
            }
            if (role.equals("assistant") && !lastRole.equals("assistant")) {
                if (!open.isEmpty()) {
                    return withoutResult(i, open);
                }
                used.clear();
                known = true;
            }
            String problem = blocks(i, open, used, known);
            if (problem != null) {
                return problem;
            }
            boolean turnEnds =
                    i + 1 == messages.size() || !role.equals(messages.get(i + 1).get("role"));
            if (role.equals("user") && turnEnds && !open.isEmpty()) {
                return withoutResult(i, open);
            }
            lastRole = role;
        }
        return open.isEmpty() ? null : withoutResult(messages.size() - 1, open);
    }

    private @Nullable String blocks(int message, Set<String> open, Set<String> used, boolean known) {
        List<JsonObject> blocks =
                Blocks.objects(conversation.messages().get(message).get("content"));
        for (int j = 0; j < blocks.size(); j++) {
            JsonObject block = blocks.get(j);
            if ("tool_use".equals(block.get("type"))) {
                open.add(block.string("id"));
                used.add(block.string("id"));
            } else if ("tool_result".equals(block.get("type"))) {
                String id = block.string("tool_use_id");
                open.remove(id);
                if (known && !used.contains(id)) {
                    return "messages." + message + ".content." + j
                            + ": unexpected `tool_use_id` found in `tool_result` blocks: " + id
                            + ". Each `tool_result` block must have a corresponding `tool_use` block in the previous"
                            + " message.";
                }
            }
        }
        return null;
    }

    private static String withoutResult(int message, Set<String> ids) {
        return "messages." + message + ": `tool_use` ids were found without `tool_result` blocks immediately after: "
                + String.join(", ", ids)
                + ". Each `tool_use` block must have a corresponding `tool_result` block in the next message.";
    }

    private @Nullable String cacheBreakpoints() {
        int found = breakpoints(body.without("metadata"));
        return found <= MOST_CACHE_BREAKPOINTS
                ? null
                : "A maximum of 4 blocks with cache_control may be provided. Found " + found + ".";
    }

    /** What a tool is called with, and its schema, is the user's own data. */
    private static int breakpoints(@Nullable Object value) {
        int found = 0;
        if (value instanceof JsonArray array) {
            for (Object item : array) {
                found += breakpoints(item);
            }
        } else if (value instanceof JsonObject object) {
            for (int i = 0; i < object.size(); i++) {
                String name = object.name(i);
                boolean ours = !name.equals("input") && !name.equals("input_schema");
                found += name.equals("cache_control") && object.value(i) != null
                        ? 1
                        : ours ? breakpoints(object.value(i)) : 0;
            }
        }
        return found;
    }
}
