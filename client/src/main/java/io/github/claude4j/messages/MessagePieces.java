package io.github.claude4j.messages;

import io.github.claude4j.internal.messages.WholeCharacters;
import io.github.claude4j.json.JsonObject;

/** What the events of a message mean to those who want to be told of text, thinking and inputs instead. */
final class MessagePieces {
    private static final String TEXT = "text";
    private static final String THINKING = "thinking";

    private final MessageAccumulator accumulator;
    private final WholeCharacters text = new WholeCharacters();
    private final WholeCharacters thinking = new WholeCharacters();
    private final WholeCharacters input = new WholeCharacters();

    /** Of events that are added here before they are asked about. */
    MessagePieces(MessageAccumulator accumulator) {
        this.accumulator = accumulator;
    }

    /** The text that an event brings; empty for none. */
    String text(MessageStreamEvent event) {
        if (event instanceof ContentBlockDeltaEvent piece && piece.delta() instanceof TextDelta delta) {
            return text.of(piece.index(), delta.text());
        }
        return event instanceof ContentBlockStopEvent stop ? text.rest(stop.index()) : "";
    }

    /** The thinking that an event brings; empty for none. */
    String thinking(MessageStreamEvent event) {
        if (event instanceof ContentBlockDeltaEvent piece && piece.delta() instanceof ThinkingDelta delta) {
            return thinking.of(piece.index(), delta.thinking());
        }
        return event instanceof ContentBlockStopEvent stop ? thinking.rest(stop.index()) : "";
    }

    void tell(MessageListener listener, MessageStreamEvent event) {
        if (event instanceof ContentBlockDeltaEvent piece) {
            tell(listener, piece, piece.index());
        } else if (event instanceof ContentBlockStopEvent stop) {
            tellRests(listener, stop.index());
            accumulator.ended(stop.index()).forEach(block -> listener.onBlock(ContentBlock.of(block)));
        }
    }

    private void tell(MessageListener listener, ContentBlockDeltaEvent piece, long index) {
        ContentBlockDelta delta = piece.delta();
        if (delta instanceof TextDelta) {
            listener.onText(text(piece), () -> WholeCharacters.withoutHalf(accumulator.grown(index, TEXT)));
        } else if (delta instanceof ThinkingDelta) {
            listener.onThinking(thinking(piece), () -> WholeCharacters.withoutHalf(accumulator.grown(index, THINKING)));
        } else if (delta instanceof InputJsonDelta more) {
            listener.onToolInput(input.of(index, more.partialJson()), () -> input(index));
        } else if (delta instanceof CitationsDelta citation) {
            listener.onCitation(citation.citation());
        }
    }

    /** Halves whose other half never came: nothing is lost silently. */
    private void tellRests(MessageListener listener, long index) {
        String moreText = text.rest(index);
        if (!moreText.isEmpty()) {
            listener.onText(moreText, () -> accumulator.grown(index, TEXT));
        }
        String moreThinking = thinking.rest(index);
        if (!moreThinking.isEmpty()) {
            listener.onThinking(moreThinking, () -> accumulator.grown(index, THINKING));
        }
        String moreInput = input.rest(index);
        if (!moreInput.isEmpty()) {
            listener.onToolInput(moreInput, () -> input(index));
        }
    }

    private JsonObject input(long index) {
        return accumulator.toolInput(index).orElseGet(JsonObject::of);
    }
}
