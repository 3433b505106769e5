package io.github.claude4j.messages;

import io.github.claude4j.errors.ConnectionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stream ended before its message did. What arrived until then is in {@link #partial()}. */
public final class StreamInterruptedException extends ConnectionException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Message partial;

    public StreamInterruptedException(String message, @Nullable Message partial, @Nullable Throwable cause) {
        super(message, cause);
        this.partial = partial;
    }

    /**
     * The message as far as it arrived, without a stop reason: finished blocks, and the unfinished one with the text it has.
     * Empty when not even its beginning arrived, or the stream was none of a message.
     */
    public Optional<Message> partial() {
        return Optional.ofNullable(partial);
    }
}
