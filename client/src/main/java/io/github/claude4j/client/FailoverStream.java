package io.github.claude4j.client;

import io.github.claude4j.http.JsonSource;
import io.github.claude4j.http.ResponseInfo;
import io.github.claude4j.json.JsonObject;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The events of the first target that gives one. From then on nobody else is asked. */
final class FailoverStream implements JsonSource {
    private final Course course;
    private volatile @Nullable JsonSource current;
    private volatile boolean closed;

    /** Used, like the course, by one thread at a time. */
    private @Nullable Target target;

    private boolean delivered;

    FailoverStream(Course course) {
        this.course = course;
    }

    /** Opens the stream of the first target that does not fail at once. */
    FailoverStream open() {
        moveOn(false);
        return this;
    }

    /** Goes to the next target; what it is asked may be sent later, so that closing this ends also that. */
    JsonSource moveOn(boolean later) {
        for (Target next = course.next(); next != null; next = course.next()) {
            target = next;
            try {
                JsonSource source = next.caller().events(course.of(next), later);
                current = source;
                if (closed) {
                    source.close();
                }
                return source;
            } catch (RuntimeException e) {
                course.failed(next, e);
            }
        }
        throw course.failure();
    }

    @Override
    public @Nullable JsonObject next() {
        JsonSource source = current;
        if (source == null) {
            source = moveOn(true);
        }
        while (true) {
            try {
                JsonObject event = source.next();
                came(event);
                return event;
            } catch (RuntimeException e) {
                failed(e);
                source = moveOn(true);
            }
        }
    }

    /** An event, or the end, is about to be delivered. */
    void came(@Nullable JsonObject event) {
        Target from = target;
        if (from == null) {
            return;
        }
        if (!delivered) {
            delivered = true;
            from.health().succeeded();
        }
        if (event != null) {
            course.told(from, event);
        }
    }

    /**
     * It failed.
     *
     * @throws RuntimeException where nobody else is to be asked
     */
    void failed(RuntimeException problem) {
        Target from = target;
        if (from == null) {
            throw problem;
        }
        if (delivered || closed) {
            Course.noted(from, problem);
            throw problem;
        }
        course.failed(from, problem);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super JsonObject> subscriber) {
        new FailoverPush(this, subscriber).begin(current);
    }

    @Override
    public ResponseInfo response() {
        JsonSource source = current;
        if (source == null) {
            throw new IllegalStateException("the stream has not been answered yet");
        }
        return source.response();
    }

    @Override
    public void close() {
        closed = true;
        JsonSource source = current;
        if (source != null) {
            source.close();
        }
    }
}
