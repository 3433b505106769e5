package io.github.claude4j.tools;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.ToolResultItem;
import io.github.claude4j.types.JsonType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a tool gives back: text, JSON, a record, blocks, an error, or nothing yet. Code of a tool may return any of these as
 * it is; {@link #of} says what becomes of it.
 */
public final class ToolOutput {
    /** Text, or an array of blocks. */
    private final Object content;

    private final boolean error;
    private final @Nullable String question;

    private ToolOutput(Object content, boolean error, @Nullable String question) {
        this.content = content;
        this.error = error;
        this.question = question;
    }

    /** Text for the model. */
    public static ToolOutput text(String text) {
        return new ToolOutput(Objects.requireNonNull(text, "text"), false, null);
    }

    /** Blocks for the model: text, images, documents, search results. */
    public static ToolOutput blocks(ToolResultItem... blocks) {
        return blocks(List.of(Objects.requireNonNull(blocks, "blocks")));
    }

    /** Blocks for the model. */
    public static ToolOutput blocks(List<? extends ToolResultItem> blocks) {
        return new ToolOutput(JsonArray.of(List.copyOf(Objects.requireNonNull(blocks, "blocks"))), false, null);
    }

    /** Why the tool failed, for the model to read. */
    public static ToolOutput error(String reason) {
        return new ToolOutput(Objects.requireNonNull(reason, "reason"), true, null);
    }

    /** Why the tool failed, in blocks for the model. */
    public static ToolOutput error(List<? extends ToolResultItem> blocks) {
        return new ToolOutput(JsonArray.of(List.copyOf(Objects.requireNonNull(blocks, "blocks"))), true, null);
    }

    /**
     * The result comes later, from elsewhere: the run stops once nothing else is to be done, and
     * {@code Conversation.answer} goes on with it.
     *
     * @param reason what it waits for, to be shown to people
     */
    public static ToolOutput later(String reason) {
        return new ToolOutput("", false, Objects.requireNonNull(reason, "reason"));
    }

    /**
     * What this value is as output: an output as it is; null is empty text; text, numbers and booleans are text; a block, or a
     * list of them, is itself; JSON is its text; so is the JSON of maps, lists, records and whatever else {@link JsonType} can
     * say.
     *
     * @throws InvalidParamsException when JSON cannot say it: it names the place, and what was found there
     */
    public static ToolOutput of(@Nullable Object value) {
        if (value instanceof ToolOutput output) {
            return output;
        }
        if (value == null || value instanceof CharSequence || value instanceof Boolean) {
            return text(value == null ? "" : value.toString());
        }
        if (value instanceof Number number) {
            OutputJson.check(number, OutputJson.WHOLE);
            return text(number.toString());
        }
        if (value instanceof Optional<?> optional) {
            return of(optional.orElse(null));
        }
        if (value instanceof ToolResultItem block) {
            return blocks(block);
        }
        if (value instanceof List<?> list
                && !list.isEmpty()
                && list.stream().allMatch(ToolResultItem.class::isInstance)) {
            return blocks(list.stream().map(ToolResultItem.class::cast).toList());
        }
        Object json = OutputJson.of(value);
        return text(json instanceof String text ? text : Json.write(json));
    }

    /** Whether it says that the tool failed. */
    public boolean isError() {
        return error;
    }

    /** What it waits for; empty where the result is there. */
    public Optional<String> question() {
        return Optional.ofNullable(question);
    }

    /** What the model gets: text, or an array of blocks. */
    public Object content() {
        return content;
    }

    /** The same output with no more text than so many characters; what is cut says how much it was. */
    public ToolOutput atMost(int characters) {
        if (content instanceof String text) {
            return text.length() <= characters ? this : new ToolOutput(cut(text, characters), error, question);
        }
        JsonArray.Builder blocks = JsonArray.builder();
        int left = characters;
        boolean changed = false;
        for (Object block : (JsonArray) content) {
            if (block instanceof JsonObject object && object.get("text") instanceof String text) {
                changed |= text.length() > left;
                blocks.add(text.length() > left ? object.with("text", cut(text, left)) : block);
                left = Math.max(0, left - text.length());
            } else {
                blocks.add(block);
            }
        }
        return changed ? new ToolOutput(blocks.build(), error, question) : this;
    }

    private static String cut(String text, int characters) {
        boolean inPair = characters > 0 && Character.isHighSurrogate(text.charAt(characters - 1));
        int end = inPair ? characters - 1 : characters;
        return text.substring(0, end) + "\n[cut: the first " + end + " of " + text.length() + " characters]";
    }

    /** What kind of output it is; not what is in it. */
    @Override
    public String toString() {
        return "ToolOutput[" + (question != null ? "later" : error ? "error" : "result") + "]";
    }
}
