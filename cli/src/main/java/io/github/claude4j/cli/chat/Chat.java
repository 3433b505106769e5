package io.github.claude4j.cli.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.cli.terminal.NewFile;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.ContentBlock;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageParam;
import io.github.claude4j.runs.Conversation;
import io.github.claude4j.runs.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation and the file that it was saved in. What was said and got no answer stays until something else is said. */
final class Chat {
    private Conversation conversation;
    private @Nullable Path file;

    private Chat(Conversation conversation) {
        this.conversation = conversation;
    }

    /** One that begins, with this request without messages. */
    static Chat of(JsonObject request) {
        return new Chat(Conversation.of(MessageCreateParams.of(request)));
    }

    /** A conversation from a file. */
    static Chat load(Path file) {
        try {
            Chat chat = new Chat(SavedChat.read(JsonObject.parse(Files.readAllBytes(file))));
            chat.file = file;
            return chat;
        } catch (InvalidDataException e) {
            throw new UsageException(file + ": expected a saved chat; " + e.getMessage());
        } catch (IOException e) {
            throw new UsageException(file + ": cannot be read");
        }
    }

    /**
     * Writes it for its owner's eyes alone.
     *
     * @param force whether to replace another file than its own
     */
    void save(Path target, boolean force) {
        new NewFile(target, force || target.equals(file))
                .writePrivate(out -> out.write((Json.writePretty(conversation.json()) + "\n").getBytes(UTF_8)));
        file = target;
    }

    /** Where it was saved or loaded. */
    @Nullable
    Path file() {
        return file;
    }

    Conversation conversation() {
        return conversation;
    }

    /** What has become of it. */
    void conversation(Conversation changed) {
        conversation = changed;
    }

    /** What is sent besides the turns. */
    JsonObject request() {
        return conversation.json().object(SavedChat.PARAMS);
    }

    /** Changes what is sent besides the turns. */
    void request(JsonObject changed) {
        if (!changed.equals(request())) {
            conversation = Conversation.of(conversation.json().with(SavedChat.PARAMS, changed));
        }
    }

    int turns() {
        return conversation.messages().size();
    }

    /** Whether the user said something that nothing came of. */
    private boolean unanswered() {
        return !words(lastTurn()).isEmpty();
    }

    private List<ContentBlock> lastTurn() {
        List<MessageParam> turns = conversation.messages();
        return turns.isEmpty() ? List.of() : userContent(turns.get(turns.size() - 1));
    }

    private static List<ContentBlock> userContent(MessageParam turn) {
        List<ContentBlock> content = new ArrayList<>();
        if ("user".equals(turn.json().get("role"))) {
            Object given = turn.json().get("content");
            if (given instanceof JsonArray blocks) {
                blocks.objects().forEach(block -> content.add(ContentBlock.of(block)));
            } else {
                content.add(ContentBlock.of(JsonObject.of("type", "text", "text", given)));
            }
        }
        return content;
    }

    /** What somebody said of this, and no tool. */
    private static List<ContentBlock> words(List<ContentBlock> content) {
        return content.stream()
                .filter(block -> !"tool_result".equals(block.json().get("type")))
                .toList();
    }

    /** What the user says, in place of what was said before and not answered. */
    void say(List<ContentBlock> content) {
        conversation = said(ready(), content);
    }

    /** Text alone goes as text, the same each time, so that the cache of the prompt knows it. */
    private static Conversation said(Conversation ready, List<ContentBlock> content) {
        JsonObject only = content.size() == 1 ? content.get(0).json() : JsonObject.of();
        return only.size() == 2 && only.get("text") instanceof String text ? ready.say(text) : ready.say(content);
    }

    /** The conversation where something can be said: calls that wait are told that they don't run. */
    private Conversation ready() {
        Conversation settled = conversation.dropWaiting("the user stopped it");
        return unanswered() ? settled.undo() : settled;
    }

    /**
     * Makes it ask again: goes on where something went wrong, else takes the last answer back.
     *
     * @return false when there is nothing to ask
     */
    boolean askAgain() {
        if (turns() == 0) {
            return false;
        }
        Step next = conversation.next();
        if (next instanceof Step.End || next instanceof Step.Wait) {
            Conversation before = conversation.undo();
            List<ContentBlock> content = saidAfter(before);
            if (content.isEmpty()) {
                return false;
            }
            conversation = said(before, content);
        }
        return true;
    }

    /** What was said behind what is left; results of tools that stood before it stay. */
    private List<ContentBlock> saidAfter(Conversation before) {
        List<MessageParam> turns = conversation.messages();
        List<MessageParam> left = before.messages();
        int at = left.size();
        if (at > 0 && at <= turns.size() && !left.get(at - 1).equals(turns.get(at - 1))) {
            at--;
        }
        return at < turns.size() ? words(userContent(turns.get(at))) : List.of();
    }

    /** Forgets all turns. */
    void clear() {
        conversation = Conversation.of(MessageCreateParams.of(request()));
    }
}
