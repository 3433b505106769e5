package io.github.claude4j.runs;

import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.internal.messages.WholeCharacters;
import io.github.claude4j.internal.run.CutAnswer;
import io.github.claude4j.internal.run.Hops;
import io.github.claude4j.internal.run.Models;
import io.github.claude4j.internal.run.OtherModel;
import io.github.claude4j.internal.run.RunState;
import io.github.claude4j.internal.run.ServerThread;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.lint.CachePlan;
import io.github.claude4j.messages.ContentBlock;
import io.github.claude4j.messages.ContentBlockDeltaEvent;
import io.github.claude4j.messages.ContentBlockStopEvent;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.MessageStreamEvent;
import io.github.claude4j.messages.StreamInterruptedException;
import io.github.claude4j.messages.TextBlock;
import io.github.claude4j.messages.TextDelta;
import io.github.claude4j.messages.ThinkingDelta;
import java.util.Iterator;
import java.util.List;
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
    private @Nullable Message partial;

    /** Which other model took over, and when; null before one did. */
    private @Nullable OtherModel other;

    private WholeCharacters text = new WholeCharacters();
    private WholeCharacters thinking = new WholeCharacters();
    private final CutAnswer cut = new CutAnswer();
    private final Hops hops;
    private final ServerThread thread;

    /**
     * An answer.
     *
     * @param events what happened on the way to it
     * @param other the model that gave it; null where that is the request's
     */
    record Answer(
            List<JsonObject> events,
            JsonObject message,
            @Nullable OtherModel other) {}

    /**
     * For one run.
     *
     * @param begin where it begins: another model that had taken over goes on
     */
    Asking(RunnerOptions options, RunState begin, Consumer<RunEvent> tell, boolean streamed) {
        this.options = options;
        this.tell = tell;
        this.streamed = streamed;
        hops = new Hops(options.refusalFallbacks);
        thread = new ServerThread(options.serverThreads);
        OtherModel known = begin.other();
        other = known != null && known.name().equals(options.fallback) ? known : null;
    }

    /** Whether another model than the request's is asked, for want of room. */
    boolean isOtherModel() {
        return other != null;
    }

    /**
     * The answer; null while it is still coming, or is asked for otherwise: then once more.
     *
     * @param request makes the request, when there is none under way
     * @param onBlock is told each block of the answer that is complete
     */
    @Nullable
    Answer next(RunState state, Supplier<MessageCreateParams> request, Consumer<JsonObject> onBlock) {
        try {
            Message message = stream != null ? piece(onBlock) : ask(state, request.get());
            return message == null ? null : answered(cut.joined(message.json()));
        } catch (StreamInterruptedException e) {
            close();
            interrupted(e);
            return null;
        } catch (ApiException e) {
            if (close()) {
                tell.accept(new RunEvent.Restarted("the request failed: " + e.status()));
            }
            return failed(e);
        }
    }

    /** An answer that was cut goes on where the model takes its beginning, else it begins once more. */
    private void interrupted(StreamInterruptedException failure) {
        if (restarts == MOST_RESTARTS) {
            throw failure;
        }
        restarts++;
        boolean goesOn = cut.isEmpty()
                && failure.partial().isPresent()
                && cut.begin(params().json(), failure.partial().get().json());
        if (!goesOn) {
            cut.clear();
        }
        tell.accept(
                goesOn
                        ? new RunEvent.Warned("the connection was lost: the answer goes on where it was cut")
                        : new RunEvent.Restarted("the connection was lost"));
    }

    private @Nullable Message ask(RunState state, MessageCreateParams whole) {
        params = whole;
        JsonObject request = cut.isEmpty() && !hops.isUnderWay()
                ? thread.request(whole.json(), state)
                : hops.request(cut.request(whole.json()));
        MessageCreateParams planned = MessageCreateParams.of(other == null ? request : other(other, request));
        // Last of all: marks are for what is sent.
        MessageCreateParams asked = options.cachePlan ? CachePlan.apply(planned) : planned;
        if (!streamed) {
            return options.claude.messages().create(asked);
        }
        stream = options.claude.messages().stream(asked);
        events = stream.iterator();
        text = new WholeCharacters();
        thinking = new WholeCharacters();
        return null;
    }

    private MessageCreateParams params() {
        return Objects.requireNonNull(params);
    }

    private @Nullable Answer answered(JsonObject message) {
        if (hops.refused(params().model(), message)) {
            String why = "the model refused: another one is asked";
            tell.accept(hops.goesOn() ? new RunEvent.Warned(why) : new RunEvent.Restarted(why));
            return null;
        }
        JsonObject joined = thread.answered(hops.joined(message));
        return new Answer(hops.events(), joined, other);
    }

    private @Nullable Answer failed(ApiException failure) {
        if (failure instanceof BadRequestException && !cut.isEmpty()) {
            cut.clear();
            tell.accept(new RunEvent.Restarted("the model does not go on with its answer"));
            return null;
        }
        if (thread.failed(failure) || hops.failed(failure)) {
            return null;
        }
        if (hops.isUnderWay()) {
            tell.accept(new RunEvent.Warned("no other model could be asked: " + failure.status()));
            JsonObject refusal = hops.last();
            return new Answer(hops.events(), refusal, other);
        }
        if (failure instanceof OverloadedException && options.fallback != null && other == null) {
            other = new OtherModel(
                    options.fallback, params().json().array("messages").size());
            tell.accept(new RunEvent.Warned(params().model() + " has no room: " + options.fallback + " goes on"));
            return null;
        }
        throw failure;
    }

    private static JsonObject other(OtherModel model, JsonObject request) {
        return Models.other(request, model.name(), model.from());
    }

    private @Nullable Message piece(Consumer<JsonObject> onBlock) {
        MessageStream open = Objects.requireNonNull(stream);
        Iterator<MessageStreamEvent> pieces = Objects.requireNonNull(events);
        if (pieces.hasNext()) {
            tell(open, pieces.next(), onBlock);
            return null;
        }
        Message message = open.message();
        close();
        partial = null;
        restarts = 0;
        return message;
    }

    private void tell(MessageStream open, MessageStreamEvent event, Consumer<JsonObject> onBlock) {
        if (event instanceof ContentBlockDeltaEvent delta) {
            if (delta.delta() instanceof TextDelta piece) {
                tellText(text.of(delta.index(), piece.text()));
            } else if (delta.delta() instanceof ThinkingDelta piece) {
                tellThinking(thinking.of(delta.index(), piece.thinking()));
            }
        } else if (event instanceof ContentBlockStopEvent stop) {
            tellText(text.rest(stop.index()));
            tellThinking(thinking.rest(stop.index()));
            open.soFar().ifPresent(message -> block(message, stop.index(), onBlock));
        }
    }

    private void tellText(String piece) {
        if (!piece.isEmpty()) {
            tell.accept(new RunEvent.Text(piece));
        }
    }

    private void tellThinking(String piece) {
        if (!piece.isEmpty()) {
            tell.accept(new RunEvent.Thinking(piece));
        }
    }

    private static void block(Message message, long index, Consumer<JsonObject> onBlock) {
        JsonArray content = message.json().array("content");
        if (index < content.size()) {
            onBlock.accept(content.object((int) index));
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
            partial = open.soFar().orElse(null);
            open.close();
        }
        return open != null;
    }

    /** The text of the answer that was closed last, as an answer; null where there was none. */
    @Nullable
    JsonObject partial() {
        JsonArray.Builder said = JsonArray.builder();
        Message begun = partial;
        for (ContentBlock block : begun == null ? List.<ContentBlock>of() : begun.content()) {
            if (block instanceof TextBlock text && !text.text().isBlank()) {
                said.add(text);
            }
        }
        JsonArray content = said.build();
        return begun == null || content.isEmpty()
                ? null
                : begun.json().with("content", content).with("stop_reason", Conversation.PARTIAL);
    }
}
