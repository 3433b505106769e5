package io.github.claude4j.testkit.internal.messages;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Answers messages when nothing is scripted: always the same to the same request. It calls a tool that it is asked to
 * call, uses what comes back, fills a schema, and otherwise says that it is a fake and what it was asked.
 */
public final class Brain {
    private final boolean callsTools;

    /**
     * A brain.
     *
     * @param callsTools whether it calls tools that it is asked to call; one that it is forced to call it calls anyway
     */
    public Brain(boolean callsTools) {
        this.callsTools = callsTools;
    }

    /** The answer to a request, as a partial message. */
    public JsonObject answer(JsonObject body) {
        return OutputLimit.cut(wholeAnswer(body), OutputLimit.of(body));
    }

    private JsonObject wholeAnswer(JsonObject body) {
        Dialogue conversation = new Dialogue(body);
        List<JsonObject> content = new ArrayList<>();
        if (thinks(conversation)) {
            content.add(thinking(conversation));
        }
        JsonObject tool = toolToCall(conversation);
        if (tool != null) {
            content.addAll(
                    ServerTools.knows(tool)
                            ? ServerTools.run(tool, conversation.question())
                            : List.of(Blocks.toolUse(tool.string("name"), arguments(tool, conversation.question()))));
            return Blocks.message(content.toArray(JsonObject[]::new));
        }
        JsonObject answer = cut(conversation, content, text(conversation));
        JsonObject quote = quote(conversation, answer);
        return quote == null ? answer : answer.with("content", with(answer.array("content"), quote));
    }

    /** What the first document says first, if the model is to cite it and nothing has ended the answer early. */
    private static @Nullable JsonObject quote(Dialogue conversation, JsonObject answer) {
        List<JsonObject> documents = new Citations(conversation).wanted();
        boolean whole = "end_turn".equals(answer.get("stop_reason"));
        if (documents.isEmpty() || !whole || schema(conversation.body()) != null) {
            return null;
        }
        String text = Citations.sourceText(documents.get(0));
        String passage = text == null ? "The first page." : UserWords.firstSentence(text);
        JsonObject citation = JsonObject.of("cited_text", passage);
        return passage.isEmpty()
                ? null
                : Blocks.text(" The document begins: " + passage).with("citations", JsonArray.of(citation));
    }

    private static JsonArray with(JsonArray content, JsonObject block) {
        JsonArray.Builder more = JsonArray.builder();
        content.forEach(more::add);
        return more.add(block).build();
    }

    private static boolean thinks(Dialogue conversation) {
        String type = conversation
                .body()
                .optObject("thinking")
                .flatMap(thinking -> thinking.optString("type"))
                .orElse("");
        return type.equals("enabled") || type.equals("adaptive");
    }

    private static JsonObject thinking(Dialogue conversation) {
        boolean omitted =
                "omitted".equals(conversation.body().object("thinking").get("display"));
        boolean results = !conversation.toolResults().isEmpty();
        String thought = results
                ? "The tool has answered, so I can answer too."
                : "The user says: " + UserWords.quote(conversation.question()) + " I am a fake, so I say what I am.";
        return Blocks.thinking(omitted ? "" : thought);
    }

    /** The tool that the request forces or that the user plainly asks for; null when none is to be called. */
    private @Nullable JsonObject toolToCall(Dialogue conversation) {
        JsonObject choice = conversation.body().optObject("tool_choice").orElse(JsonObject.of());
        String kind = choice.optString("type").orElse("auto");
        boolean forced = kind.equals("any") || kind.equals("tool");
        if (!forced && !conversation.toolResults().isEmpty()) {
            return null;
        }
        for (JsonObject tool : conversation.tools()) {
            boolean known = runsAtTheClient(tool) || ServerTools.knows(tool);
            boolean wanted = switch (kind) {
                case "any" -> known;
                case "tool" -> tool.get("name") instanceof String name && name.equals(choice.get("name"));
                case "auto" ->
                    known
                            && callsTools
                            && tool.get("name") instanceof String name
                            && new Asking(name, conversation.question()).isPlain();
                default -> false;
            };
            if (wanted) {
                return tool;
            }
        }
        return forced ? anyNamed(conversation) : null;
    }

    /** A forced call is a call, even if of a tool that nothing is known about. */
    private static @Nullable JsonObject anyNamed(Dialogue conversation) {
        for (JsonObject tool : conversation.tools()) {
            if (tool.get("name") instanceof String) {
                return tool;
            }
        }
        return null;
    }

    private static boolean runsAtTheClient(JsonObject tool) {
        String type = tool.optString("type").orElse("custom");
        return tool.get("name") instanceof String
                && (type.equals("custom")
                        || type.startsWith("bash_")
                        || type.startsWith("text_editor_")
                        || type.startsWith("memory_")
                        || type.startsWith("computer_"));
    }

    private static JsonObject arguments(JsonObject tool, String question) {
        String type = tool.optString("type").orElse("custom");
        if (type.startsWith("bash_")) {
            return JsonObject.of("command", "ls");
        }
        if (type.startsWith("text_editor_") || type.startsWith("memory_")) {
            return JsonObject.of("command", "view", "path", type.startsWith("memory_") ? "/memories" : ".");
        }
        if (type.startsWith("computer_")) {
            return JsonObject.of("action", "screenshot");
        }
        UserWords given = UserWords.givenTo(tool.string("name"), question);
        return SchemaFiller.arguments(tool.optObject("input_schema").orElse(JsonObject.of()), given);
    }

    private static String text(Dialogue conversation) {
        JsonObject schema = schema(conversation.body());
        if (schema != null) {
            return Json.write(SchemaFiller.whole(schema, conversation.question()));
        }
        WrittenSchema written = WrittenSchema.in(conversation.question());
        if (written != null) {
            return Json.write(SchemaFiller.whole(written.schema(), UserWords.firstSentence(written.question())));
        }
        List<JsonObject> results = conversation.toolResults();
        return results.isEmpty() ? reply(conversation.question()) : results(conversation, results);
    }

    private static @Nullable JsonObject schema(JsonObject body) {
        JsonObject format = body.optObject("output_config")
                .flatMap(config -> config.optObject("format"))
                .or(() -> body.optObject("output_format"))
                .orElse(JsonObject.of());
        return format.optObject("schema").orElse(null);
    }

    private static String results(Dialogue conversation, List<JsonObject> results) {
        StringBuilder text = new StringBuilder();
        for (JsonObject result : results) {
            String name = conversation.toolName(result.optString("tool_use_id").orElse(""));
            boolean failed = Boolean.TRUE.equals(result.get("is_error"));
            String said = Blocks.textOf(Blocks.of(result.get("content")));
            text.append(text.isEmpty() ? "" : "\n")
                    .append("The tool ")
                    .append(name)
                    .append(failed ? " failed: " : " answered: ")
                    .append(said.isEmpty() ? "nothing" : said);
        }
        return text.toString();
    }

    private static String reply(String question) {
        if (question.isBlank()) {
            return "This is FakeClaude, an offline stand-in for the Claude API. I got your message, but no text in it.";
        }
        String lower = question.toLowerCase(Locale.ROOT);
        String fact = lower.contains("sky") && lower.contains("blue")
                ? "The sky is blue because air scatters blue light far more than red, so blue comes from all over it."
                : "A model would answer that here, streamed word by word like this.";
        return "You asked: “" + UserWords.quote(question) + "” " + fact
                + " (This comes from FakeClaude, an offline stand-in for the Claude API: no model was asked.)";
    }

    /** Ends the text where a stop sequence ends it. */
    private static JsonObject cut(Dialogue conversation, List<JsonObject> content, String text) {
        String kept = text;
        String reason = "end_turn";
        String sequence = null;
        for (Object value : conversation.body().optArray("stop_sequences").orElse(JsonArray.of())) {
            if (value instanceof String stop && !stop.isEmpty() && kept.contains(stop)) {
                kept = kept.substring(0, kept.indexOf(stop));
                reason = "stop_sequence";
                sequence = stop;
            }
        }
        if (!kept.isEmpty()) {
            content.add(Blocks.text(kept));
        }
        return JsonObject.builder()
                .put("content", JsonArray.of(content))
                .put("stop_reason", reason)
                .put("stop_sequence", sequence)
                .build();
    }
}
