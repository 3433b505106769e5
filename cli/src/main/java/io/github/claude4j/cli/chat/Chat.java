package io.github.claude4j.cli.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.InvalidDataException;
import io.github.claude4j.cli.terminal.NewFile;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.UserMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation: exactly the request that is sent next, so that what comes back of the model (signatures, blocks that are
 * not known here) goes to it again unchanged. A turn of the user that got no answer stays until another takes its place.
 */
final class Chat {
    private JsonObject request;
    private @Nullable Path file;

    Chat(JsonObject request) {
        this.request = request;
    }

    /** A conversation from a file. */
    static Chat load(Path file) {
        JsonObject request;
        try {
            request = JsonObject.parse(Files.readAllBytes(file));
        } catch (InvalidDataException e) {
            throw new UsageException(file + ": expected a saved chat; " + e.getMessage());
        } catch (IOException e) {
            throw new UsageException(file + ": cannot be read");
        }
        if (!(request.get("model") instanceof String)) {
            throw new UsageException(
                    file + ": expected a saved chat; model: expected text, found " + Json.kind(request.get("model")));
        }
        check(file, request);
        Chat chat = new Chat(request);
        chat.file = file;
        return chat;
    }

    private static void check(Path file, JsonObject request) {
        if (!(request.get("messages") instanceof JsonArray messages)) {
            throw new UsageException(file + ": expected a saved chat; messages: expected a list, found "
                    + Json.kind(request.get("messages")));
        }
        for (int i = 0; i < messages.size(); i++) {
            if (!(messages.get(i) instanceof JsonObject turn)
                    || !(turn.get("role") instanceof String)
                    || turn.get("content") == null) {
                throw new UsageException(
                        file + ": expected a saved chat; messages." + i + ": expected a turn with role and content");
            }
        }
    }

    /** Writes it as it is sent, for its owner's eyes alone. Another file than its own is not replaced. */
    void save(Path target) {
        new NewFile(target, target.equals(file))
                .writePrivate(out -> out.write(
                        (Json.writePretty(request.with("messages", JsonArray.of(turns()))) + "\n").getBytes(UTF_8)));
        file = target;
    }

    /** Where it was saved or loaded. */
    @Nullable
    Path file() {
        return file;
    }

    /** What is sent besides the turns. */
    JsonObject request() {
        return request;
    }

    /** Changes what is sent besides the turns. */
    void request(JsonObject changed) {
        request = changed;
    }

    List<JsonObject> turns() {
        List<JsonObject> turns = new ArrayList<>();
        request.optArray("messages").orElse(JsonArray.of()).forEach(turn -> turns.add((JsonObject) turn));
        return turns;
    }

    private void turns(List<JsonObject> turns) {
        request = request.with("messages", JsonArray.of(turns));
    }

    MessageCreateParams params() {
        return MessageCreateParams.of(request);
    }

    /** Whether the user spoke last. */
    boolean unanswered() {
        List<JsonObject> turns = turns();
        return !turns.isEmpty() && "user".equals(turns.get(turns.size() - 1).get("role"));
    }

    /** What the user says, in place of what was said before and not answered. Files are kept as they are now. */
    void say(UserMessage message) {
        List<JsonObject> turns = turns();
        if (unanswered()) {
            turns.remove(turns.size() - 1);
        }
        turns.add(JsonObject.parse(message.json().toJson()));
        turns(turns);
    }

    /** What the model says. */
    void answer(JsonArray content) {
        List<JsonObject> turns = turns();
        turns.add(JsonObject.of("role", "assistant", "content", content));
        turns(turns);
    }

    /** Takes the last answer back; false when there is nothing to ask again. */
    boolean takeBack() {
        List<JsonObject> turns = turns();
        if (!turns.isEmpty() && !unanswered()) {
            turns.remove(turns.size() - 1);
            turns(turns);
        }
        return unanswered();
    }

    /** Forgets all turns. */
    void clear() {
        turns(List.of());
    }

    /**
     * What of an answer that broke off can be sent back: text that says something, and thinking that was finished, which its
     * signature tells.
     */
    static JsonArray whole(Message partial) {
        JsonArray.Builder kept = JsonArray.builder();
        partial.json().array("content").forEach(value -> {
            JsonObject block = (JsonObject) value;
            boolean whole = switch (block.optString("type").orElse("")) {
                case "text" -> !block.optString("text").orElse("").isBlank();
                case "thinking" -> !block.optString("signature").orElse("").isEmpty();
                case "redacted_thinking" -> true;
                default -> false;
            };
            if (whole) {
                kept.add(block);
            }
        });
        return kept.build();
    }
}
