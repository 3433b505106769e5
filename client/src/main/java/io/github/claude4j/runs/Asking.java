package io.github.claude4j.runs;

import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.internal.run.Models;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.ContentBlockDeltaEvent;
import io.github.claude4j.messages.ContentBlockStopEvent;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.MessageStreamEvent;
import io.github.claude4j.messages.StreamInterruptedException;
import io.github.claude4j.messages.TextDelta;
import io.github.claude4j.messages.ThinkingDelta;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the model, whole or piece by piece; again where a stream was cut, and another model where this one has no room. */
final class Asking {
    /** So often an answer begins once more whose stream was cut. */
    private static final int MOST_RESTARTS = 2;

    private final RunnerOptions options;
    private final Consumer<RunEvent> tell;
    private final boolean streamed;

    private @Nullable MessageCreateParams params;
    private @Nullable MessageStream stream;
    private @Nullable Iterator<MessageStreamEvent> events;
    private int restarts;

    /** How many messages there were when the other model took over; less than 0 before it did. */
    private int otherModelFrom = -1;

    Asking(RunnerOptions options, Consumer<RunEvent> tell, boolean streamed) {
        this.options = options;
        this.tell = tell;
        this.streamed = streamed;
    }

    /**
     * The answer; null while it is still coming: then once more.
     *
     * @param request makes the request, when there is none under way
     * @param onBlock is told each block of the answer that is complete
     */
    @Nullable
    Message next(Supplier<MessageCreateParams> request, Consumer<JsonObject> onBlock) {
        try {
            if (stream != null) {
                return piece(onBlock);
            }
            params = request.get();
            MessageCreateParams asked = otherModelFrom < 0 ? params : other(params);
            if (!streamed) {
                return options.claude.messages().create(asked);
            }
            stream = options.claude.messages().stream(asked);
            events = stream.iterator();
            return null;
        } catch (OverloadedException e) {
            if (options.fallback == null || otherModelFrom >= 0) {
                throw e;
            }
            MessageCreateParams asked = Objects.requireNonNull(params);
            if (close()) {
                tell.accept(new RunEvent.Restarted("the model has no room"));
            }
            otherModelFrom = asked.messages().size();
            tell.accept(new RunEvent.Warned(asked.model() + " has no room: " + options.fallback + " goes on"));
            return null;
        } catch (StreamInterruptedException e) {
            close();
            if (restarts == MOST_RESTARTS) {
                throw e;
            }
            restarts++;
            tell.accept(new RunEvent.Restarted("the connection was lost"));
            return null;
        }
    }

    private MessageCreateParams other(MessageCreateParams params) {
        return MessageCreateParams.of(Models.other(params.json(), String.valueOf(options.fallback), otherModelFrom));
    }

    private @Nullable Message piece(Consumer<JsonObject> onBlock) {
        MessageStream open = Objects.requireNonNull(stream);
        Iterator<MessageStreamEvent> pieces = Objects.requireNonNull(events);
        if (pieces.hasNext()) {
            MessageStreamEvent event = pieces.next();
            if (event instanceof ContentBlockDeltaEvent delta) {
                if (delta.delta() instanceof TextDelta text) {
                    tell.accept(new RunEvent.Text(text.text()));
                } else if (delta.delta() instanceof ThinkingDelta thinking) {
                    tell.accept(new RunEvent.Thinking(thinking.thinking()));
                }
            } else if (event instanceof ContentBlockStopEvent stop) {
                open.soFar().ifPresent(message -> block(message, stop.index(), onBlock));
            }
            return null;
        }
        Message message = open.message();
        close();
        restarts = 0;
        return message;
    }

    private static void block(Message message, long index, Consumer<JsonObject> onBlock) {
        if (index < message.content().size()) {
            onBlock.accept(message.content().get((int) index).json());
        }
    }

    /** Whether part of an answer has come. */
    boolean isUnderWay() {
        return stream != null;
    }

    /** Ends a stream that is open; false where none is. */
    boolean close() {
        MessageStream open = stream;
        stream = null;
        events = null;
        if (open != null) {
            open.close();
        }
        return open != null;
    }
}
