package io.github.claude4j.sessions;

/** Short ways to say something to a session. */
public interface SessionEventCalls {
    /** Sends events to a session. */
    SentEvents send(String sessionId, EventSendParams params);

    /** Says something to the agent. */
    default SentEvents sendMessage(String sessionId, String text) {
        return send(sessionId, EventSendParams.builder().addEvent(message(text)).build());
    }

    /** Stops what the agent is doing. */
    default SentEvents interrupt(String sessionId) {
        return send(
                sessionId,
                EventSendParams.builder()
                        .addEvent(UserInterruptEvent.builder().build())
                        .build());
    }

    /** Stops what the agent is doing and says what to do instead. */
    default SentEvents interrupt(String sessionId, String text) {
        return send(
                sessionId,
                EventSendParams.builder()
                        .addEvent(UserInterruptEvent.builder().build())
                        .addEvent(message(text))
                        .build());
    }

    private static UserMessageEvent message(String text) {
        return UserMessageEvent.builder().addContent(SessionTextBlock.of(text)).build();
    }
}
