package io.github.claude4j.sessions;

import java.util.List;
import java.util.stream.Collectors;

/** What readers of an agent's message mostly look for in its content. */
public interface AgentMessageView {
    /** The parts of the message. */
    List<AgentMessageContent> content();

    /** All text of the message, joined; empty text where there is none. */
    default String text() {
        return content().stream()
                .map(part -> part instanceof SessionTextBlock text ? text.text() : "")
                .collect(Collectors.joining());
    }
}
