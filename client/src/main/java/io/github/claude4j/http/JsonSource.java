package io.github.claude4j.http;

import io.github.claude4j.json.JsonObject;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Where the events of a stream come from. They are either read by one thread or pushed to one subscriber; any thread may close. */
public interface JsonSource extends AutoCloseable {
    /** The next event, waiting for it; null at the end. */
    @Nullable
    JsonObject next();

    /** Pushes the events; once, and instead of reading them. */
    void subscribe(Flow.Subscriber<? super JsonObject> subscriber);

    /** What HTTP said when the stream began. */
    ResponseInfo response();

    /** Ends the stream; a thread that waits in {@link #next()} is told. */
    @Override
    void close();
}
