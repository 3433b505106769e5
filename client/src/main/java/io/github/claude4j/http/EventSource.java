package io.github.claude4j.http;

import io.github.claude4j.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Where the events of a stream come from. One thread reads; any may close. */
public interface EventSource extends AutoCloseable {
    /** The next event; null at the end. */
    @Nullable
    JsonObject next();

    /** What HTTP said when the stream began. */
    ResponseInfo response();

    /** Ends the stream; a thread that waits in {@link #next()} is told. */
    @Override
    void close();
}
