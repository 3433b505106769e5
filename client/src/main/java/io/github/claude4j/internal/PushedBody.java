package io.github.claude4j.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A body that says when something of it has come, so that no thread has to wait for that. */
public interface PushedBody {
    /** From now on runs this whenever something has come, or the end, on a thread that is not to be held up. */
    void onArrival(Runnable action);

    /** Takes what has come; null where nothing has, or nothing will. */
    @Nullable
    List<ByteBuffer> take() throws IOException;

    /** Whether all of it was taken. */
    boolean hasEnded();
}
