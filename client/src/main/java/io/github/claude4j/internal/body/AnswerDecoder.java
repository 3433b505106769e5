package io.github.claude4j.internal.body;

import io.github.claude4j.http.ByteSource;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Makes objects of the bytes of one answer. Whether those are waited for or come by themselves, it does not know. */
public interface AnswerDecoder {
    /**
     * Takes what comes next, waiting for it or not.
     *
     * @return whether there was something: bytes, or the end
     */
    boolean take(ByteSource source, boolean waiting) throws IOException;

    /**
     * The next object; null when more has to come first, or after the end there is none.
     *
     * @throws io.github.claude4j.errors.ClaudeException for an error among them, one that is none, and an end before its time
     */
    @Nullable
    JsonObject next() throws IOException;

    /** Whether nothing comes any more. */
    boolean hasEnded();

    /** Whether an object has been given away, so that the answer cannot be asked for again. */
    boolean isDelivering();

    /** Whether all that matters was given away: what becomes of the rest of the answer is no concern of anybody's. */
    boolean isComplete();

    /** Whether what follows an object that is none can still be read. */
    boolean goesOn();
}
