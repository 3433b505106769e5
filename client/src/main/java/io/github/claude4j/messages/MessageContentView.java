package io.github.claude4j.messages;

import io.github.claude4j.internal.messages.ToolCalls;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.prices.Cost;
import io.github.claude4j.prices.Prices;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What readers of a message mostly look for in it. */
public interface MessageContentView {
    /** The blocks of the message. */
    List<ContentBlock> content();

    /** All text of the message, joined; empty text where there is none. */
    default String text() {
        return joined(block -> block instanceof TextBlock text ? text.text() : "");
    }

    /** The first block of text. */
    default Optional<String> firstText() {
        return blocks(TextBlock.class).map(TextBlock::text).findFirst();
    }

    /** Why the model stopped; absent only while a message is being streamed. */
    Optional<StopReason> stopReason();

    /**
     * The tools that the model asks to be called. Look at {@link #stopReason()} first: an answer that was cut or refused asks
     * for nothing. Calls before a fallback block are not among them: they belong to the attempt that refused. Nor are those
     * of {@link #invalidToolUses()}.
     */
    default List<ToolUseBlock> toolUses() {
        return calls(true);
    }

    /**
     * Calls that must not be made, because their input was cut or is no JSON. {@link Content#invalidToolInput} tells the
     * model so; the API wants an answer to each of them as to any other call.
     */
    default List<ToolUseBlock> invalidToolUses() {
        return calls(false);
    }

    /** All thinking that is shown, joined; empty text where there is none. */
    default String thinking() {
        return joined(block -> block instanceof ThinkingBlock thinking ? thinking.thinking() : "");
    }

    /** The message as JSON. */
    JsonObject json();

    /**
     * What the message cost: every call behind it at the price of the model that was called. Unknown where one has no price.
     *
     * @param prices mostly {@link Prices#standard()}
     */
    default Cost cost(Prices prices) {
        return prices.cost(json());
    }

    /** Mostly there is one text, which then need not be copied. */
    private String joined(Function<ContentBlock, String> text) {
        String joined = "";
        StringBuilder several = new StringBuilder(0);
        for (ContentBlock block : content()) {
            String next = text.apply(block);
            if (joined.isEmpty()) {
                joined = next;
            } else if (!next.isEmpty()) {
                several.append(several.isEmpty() ? joined : "").append(next);
            }
        }
        return several.isEmpty() ? joined : several.toString();
    }

    private List<ToolUseBlock> calls(boolean valid) {
        List<JsonObject> blocks = content().stream().map(ContentBlock::json).toList();
        return ToolCalls.of(blocks, stopReason().map(StopReason::value).orElse(""), valid).stream()
                .map(ToolUseBlock::of)
                .toList();
    }

    private <T extends ContentBlock> Stream<T> blocks(Class<T> type) {
        return content().stream().filter(type::isInstance).map(type::cast);
    }
}
