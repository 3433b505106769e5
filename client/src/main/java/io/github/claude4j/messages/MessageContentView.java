package io.github.claude4j.messages;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What readers of a message mostly look for in its content. */
public interface MessageContentView {
    /** The blocks of the message. */
    List<ContentBlock> content();

    /** All text of the message, joined; empty text where there is none. */
    default String text() {
        return blocks(TextBlock.class).map(TextBlock::text).collect(Collectors.joining());
    }

    /** The first block of text. */
    default Optional<String> firstText() {
        return blocks(TextBlock.class).map(TextBlock::text).findFirst();
    }

    /** The tools that the model asks to be called. */
    default List<ToolUseBlock> toolUses() {
        return blocks(ToolUseBlock.class).toList();
    }

    /** All thinking that is shown, joined; empty text where there is none. */
    default String thinking() {
        return blocks(ThinkingBlock.class).map(ThinkingBlock::thinking).collect(Collectors.joining());
    }

    private <T extends ContentBlock> Stream<T> blocks(Class<T> type) {
        return content().stream().filter(type::isInstance).map(type::cast);
    }
}
