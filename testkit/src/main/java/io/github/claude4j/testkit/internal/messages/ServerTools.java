package io.github.claude4j.testkit.internal.messages;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.util.List;

/** What the fake answers when it uses a tool that the API runs itself, without running it. */
final class ServerTools {
    private static final String NOTHING = "FakeClaude looks nothing up.";

    private ServerTools() {}

    static boolean knows(JsonObject tool) {
        String type = tool.optString("type").orElse("");
        return type.startsWith("web_search_") || type.startsWith("web_fetch_") || type.startsWith("code_execution_");
    }

    /** The use of a tool, what came of it, and what the model says then. */
    static List<JsonObject> run(JsonObject tool, String question) {
        UserWords words = new UserWords(question);
        Composer answer = new Composer();
        switch (tool.string("name")) {
            case "web_search" ->
                answer.webSearch(words.forName("query"), "https://example.com/search-result")
                        .quote(NOTHING, NOTHING);
            case "web_fetch" -> answer.webFetch(words.url(), NOTHING).text("The page says: " + NOTHING);
            default -> answer.codeExecution("echo hello", "hello\n").text("The command printed: hello");
        }
        return Blocks.objects(answer.message().get("content"));
    }
}
