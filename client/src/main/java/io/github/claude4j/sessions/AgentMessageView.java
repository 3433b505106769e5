package io.github.claude4j.sessions;

import java.util.List;
import java.util.stream.Collectors;

/** Short ways to read what an agent says. */
public interface AgentMessageView {
    /** The parts of the message. */
    List<AgentMessageContent> content();

    /** All text, joined. */
    default String text() {
        return content().stream()
                .map(part -> part instanceof SessionTextBlock text ? text.text() : "")
                .collect(Collectors.joining());
    }
}
