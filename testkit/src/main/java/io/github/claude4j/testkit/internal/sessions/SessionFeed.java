package io.github.claude4j.testkit.internal.sessions;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.messages.MessageEvents;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One open stream of a session: what happens from now on, with previews if they were asked for. */
final class SessionFeed implements Answer.Feed {
    private static final JsonObject END = JsonObject.of("type", "end of feed");

    private final List<Object> previews;
    private final Predicate<JsonObject> wanted;
    private final Runnable onClose;
    private final BlockingQueue<JsonObject> events = new LinkedBlockingQueue<>();

    /**
     * A feed.
     *
     * @param previews the types of events to announce and to give piece by piece before they come whole
     * @param wanted which events belong to the stream
     * @param onClose told when nobody listens any more
     */
    SessionFeed(List<Object> previews, Predicate<JsonObject> wanted, Consumer<SessionFeed> onClose) {
        this.previews = previews;
        this.wanted = wanted;
        this.onClose = () -> onClose.accept(this);
    }

    void add(JsonObject event) {
        if (!wanted.test(event)) {
            return;
        }
        Object type = event.get("type");
        if (previews.contains(type)) {
            preview(event);
        }
        events.add(event);
        if ("session.deleted".equals(type) || "session.status_terminated".equals(type)) {
            events.add(END);
        }
    }

    private void preview(JsonObject event) {
        JsonObject preview = JsonObject.of("type", event.get("type"), "id", event.get("id"));
        events.add(JsonObject.of("type", "event_start", "event", preview));
        List<JsonObject> blocks = Blocks.objects(event.get("content"));
        for (int i = 0; i < blocks.size(); i++) {
            for (String word :
                    MessageEvents.words(blocks.get(i).optString("text").orElse(""))) {
                JsonObject delta =
                        JsonObject.of("type", "content_delta", "content", Blocks.text(word), "index", (long) i);
                events.add(JsonObject.of("type", "event_delta", "event_id", event.get("id"), "delta", delta));
            }
        }
    }

    @Override
    public @Nullable JsonObject next() throws InterruptedException {
        JsonObject event = events.take();
        return event.equals(END) ? null : event;
    }

    @Override
    public void close() {
        onClose.run();
        events.add(END);
    }
}
