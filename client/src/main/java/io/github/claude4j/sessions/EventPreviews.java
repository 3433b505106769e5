package io.github.claude4j.sessions;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the agents of a session are saying, before they have said it: put together from the pieces that come on a stream
 * which was opened with {@code stream(id, p -> p.addEventDelta(EventDeltaType.AGENT_MESSAGE))}. For one stream, and the
 * thread that reads it.
 *
 * <pre>{@code
 * EventPreviews previews = new EventPreviews();
 * for (SessionStreamEvent event : stream) {
 *     previews.add(event);
 *     if (event instanceof EventDelta piece) {
 *         show(previews.soFar(piece.eventId()).orElseThrow().text());
 *     }
 * }
 * }</pre>
 */
public final class EventPreviews {
    /** The text of each block by its index, of each message by its id. */
    private final Map<String, TreeMap<Long, StringBuilder>> messages = new HashMap<>();

    /** Previews of a stream that has just been opened. */
    public EventPreviews() {}

    /** Takes the next event of the stream; one that has to do with no preview changes nothing. */
    public void add(SessionStreamEvent event) {
        Objects.requireNonNull(event, "event");
        if (event instanceof EventStart start && start.event() instanceof AgentMessagePreview preview) {
            messages.put(preview.id(), new TreeMap<>());
        } else if (event instanceof EventDelta piece) {
            EventDeltaContent delta = piece.delta();
            messages.computeIfAbsent(piece.eventId(), begun -> new TreeMap<>())
                    .computeIfAbsent(delta.index().orElse(0), begun -> new StringBuilder())
                    .append(delta.content().json().get("text") instanceof String text ? text : "");
        } else if (event instanceof AgentMessageEvent whole) {
            messages.remove(whole.id());
        }
    }

    /**
     * As much of a message as has come, without the time at which it was processed. Empty when there is no message of this
     * id, or when it has come as a whole, as an {@link AgentMessageEvent} of the stream.
     */
    public Optional<AgentMessageEvent> soFar(String eventId) {
        TreeMap<Long, StringBuilder> blocks = messages.get(Objects.requireNonNull(eventId, "eventId"));
        if (blocks == null) {
            return Optional.empty();
        }
        JsonArray.Builder content = JsonArray.builder();
        blocks.values().forEach(text -> content.add(JsonObject.of("type", "text", "text", text.toString())));
        return Optional.of(AgentMessageEvent.of(
                JsonObject.of("type", "agent.message", "id", eventId, "content", content.build())));
    }
}
