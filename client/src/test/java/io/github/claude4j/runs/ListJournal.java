package io.github.claude4j.runs;

import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A journal of somebody's own, in memory; it can fail. */
final class ListJournal implements Journal {
    private final List<JsonObject> events = new ArrayList<>();
    private int appends;
    private int failing = -1;

    /** From the append of this number on, counted from 0, it fails; never where it is less than 0. */
    void failAt(int number) {
        failing = number;
        appends = 0;
    }

    int appends() {
        return appends;
    }

    @Override
    public synchronized List<JsonObject> events() {
        return List.copyOf(events);
    }

    @Override
    public synchronized void append(long after, List<JsonObject> more) {
        if (after != events.size()) {
            throw new JournalConflictException("expected " + after + ", found " + events.size());
        }
        if (failing >= 0 && appends >= failing) {
            throw new IllegalStateException("no room");
        }
        appends++;
        for (JsonObject event : more) {
            events.add(JsonObject.parse(event.toJson()));
        }
    }

    @Override
    public void close() {}
}
