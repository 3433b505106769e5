package io.github.claude4j.runs;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.internal.run.History;
import io.github.claude4j.internal.run.RunFold;
import io.github.claude4j.internal.run.RunState;
import io.github.claude4j.json.JsonObject;
import java.nio.file.Path;
import java.util.List;

/**
 * What happened in one conversation, event by event, where it survives the process: with it a call runs at most once, and
 * {@code runner.run(params, journal)} both starts a run and goes on with it.
 *
 * <p>{@link #file} keeps one in a file. For a database implement it: {@link #append} has to write all events or none, for
 * good, and only where nobody else has written. Keep events as text or bytes: what reorders members or respells numbers breaks
 * signatures and caches.
 */
public interface Journal extends AutoCloseable {
    /**
     * A journal in a file. Where there is none the first thing that is written makes it, its folders too. It is locked, forced to
     * the disk before a tool's code runs and after, and readable by its owner only. What a crash cut off at its end never counted.
     *
     * @throws JournalConflictException when it is open elsewhere, in this process or another
     * @throws InvalidDataException when the file is no journal, or lines of it are missing
     * @throws java.io.UncheckedIOException when it cannot be read or written
     */
    static Journal file(Path path) {
        return FileJournal.open(path);
    }

    /** The events so far, oldest first. */
    List<JsonObject> events();

    /**
     * Writes events, all or none, so that they are there after a crash.
     *
     * @param after how many events there are before them
     * @throws JournalConflictException when there are more or fewer: then nothing is written
     */
    void append(long after, List<JsonObject> events);

    /**
     * The conversation as it stands, to decide about calls or to look at.
     *
     * @throws IllegalStateException when nothing is written yet
     */
    default Conversation conversation() {
        List<JsonObject> events = events();
        if (events.isEmpty()) {
            throw new IllegalStateException("the journal is empty: nothing was run with it yet");
        }
        RunState state = RunFold.begin(events.get(0));
        for (int i = 1; i < events.size(); i++) {
            state = RunFold.next(state, events.get(i));
        }
        return new Conversation(History.of(state), null);
    }

    /** Ends its use. */
    @Override
    void close();
}
