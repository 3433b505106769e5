package io.github.claude4j.lint;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns and stop sequences that say nothing. */
final class TurnRules {
    private static final String ASSISTANT = "";
    private static final String SAY = "leave it out, or say something";

    private final Inspection look;

    private TurnRules(Inspection look) {
        this.look = look;
    }

    static void check(Inspection look) {
        TurnRules rules = new TurnRules(look);
        List<JsonObject> messages = look.messages();
        // A thread goes on from messages that only the API has.
        if (messages.isEmpty() && !look.has("thread")) {
            look.refused(
                    "messages",
                    "expected one at least, found none",
                    "add what the user says",
                    "messages: at least one message is required");
        }
        for (int i = 0; i < messages.size(); i++) {
            rules.turn(messages.get(i), i, i == messages.size() - 1);
        }
        Object system = look.get("system");
        if (!"".equals(system)) {
            rules.content(system, "system", "system");
        }
        rules.stopSequences();
    }

    private void stopSequences() {
        if (look.get("stop_sequences") instanceof JsonArray sequences) {
            for (int i = 0; i < sequences.size(); i++) {
                if (sequences.get(i) instanceof String text && text.isBlank()) {
                    look.refused(
                            Inspection.at("stop_sequences", i),
                            "expected some text, found " + (text.isEmpty() ? "none" : "only white space"),
                            "leave it out, or cut the answer yourself",
                            "stop_sequences: each stop sequence must "
                                    + (text.isEmpty() ? "be non-empty" : "contain non-whitespace"));
                }
            }
        }
    }

    private void turn(JsonObject message, int index, boolean last) {
        String role = Inspection.text(message, "role");
        String path = Inspection.at("messages", index) + ".content";
        Object content = message.get("content");
        boolean empty = "".equals(content) || (content instanceof JsonArray array && array.isEmpty());
        if (!empty) {
            content(content, path, role.equals("assistant") ? ASSISTANT : "messages");
        } else if (!(last && role.equals("assistant")) && !role.equals("system")) {
            look.refused(
                    path,
                    "expected text or a block, found nothing",
                    "leave the turn out",
                    "messages." + index + ": " + role + " messages must have non-empty content");
        }
    }

    private void content(@Nullable Object content, String path, String area) {
        if (content instanceof String text) {
            text(text, path, area);
        }
        List<JsonObject> blocks = Inspection.objects(content);
        for (int i = 0; i < blocks.size(); i++) {
            if (Inspection.text(blocks.get(i), "type").equals("text")
                    && blocks.get(i).get("text") instanceof String text) {
                text(text, Inspection.at(path, i) + ".text", area);
            }
        }
    }

    private void text(String text, String path, String area) {
        boolean assistant = area.equals(ASSISTANT);
        String said = (assistant ? "messages" : area) + ": text content blocks must ";
        if (text.isEmpty()) {
            look.refused(path, "expected some text, found none", SAY, said + "be non-empty");
        } else if (text.isBlank() && assistant) {
            // The model itself writes such blocks between others that cite, and the API has taken them back.
            look.advice(path, "expected some text, found only white space, which is not always taken", SAY);
        } else if (text.isBlank()) {
            look.refused(path, "expected some text, found only white space", SAY, said + "contain non-whitespace text");
        }
    }
}
