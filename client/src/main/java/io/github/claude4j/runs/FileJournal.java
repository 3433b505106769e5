package io.github.claude4j.runs;

import io.github.claude4j.internal.run.JournalFile;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A journal in a file. */
final class FileJournal implements Journal {
    private final Path path;
    private final JournalFile file;

    private FileJournal(Path path, JournalFile file) {
        this.path = path;
        this.file = file;
    }

    static FileJournal open(Path path) {
        try {
            JournalFile file = JournalFile.open(Objects.requireNonNull(path, "path"));
            if (file == null) {
                throw new JournalConflictException(
                        path + ": the journal is open elsewhere: somebody else goes on with this conversation");
            }
            return new FileJournal(path, file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the journal " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized List<JsonObject> events() {
        return file.events();
    }

    @Override
    public synchronized void append(long after, List<JsonObject> events) {
        if (file.isClosed()) {
            throw new IllegalStateException(path + ": the journal is closed");
        }
        if (after != file.size()) {
            throw new JournalConflictException(
                    path + ": expected " + after + " events in the journal, found " + file.size());
        }
        try {
            if (!file.isOurs()) {
                throw new JournalConflictException(path + ": somebody else has written to the journal");
            }
            file.append(events);
        } catch (FileAlreadyExistsException e) {
            throw new JournalConflictException(path + ": somebody else has begun the journal");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the journal " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized Conversation conversation() {
        if (file.size() == 0) {
            throw new IllegalStateException(path + ": nothing was run with this journal yet");
        }
        return Journal.super.conversation();
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the journal " + path + ": " + e.getMessage(), e);
        }
    }
}
