package io.github.claude4j.runs;

import io.github.claude4j.internal.run.History;
import io.github.claude4j.internal.run.RunFold;
import io.github.claude4j.internal.run.SecretFields;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps a journal level with a conversation; does nothing where there is none. */
final class Saving {
    private final @Nullable Journal journal;
    private final List<JsonObject> unsaved = new ArrayList<>();
    private final Conversation begin;
    private long saved;

    Saving(@Nullable Journal journal, Conversation begin) {
        this.journal = journal;
        if (journal == null) {
            this.begin = begin;
            return;
        }
        List<JsonObject> known = journal.events();
        saved = known.size();
        String head = known.isEmpty()
                ? ""
                : known.get(known.size() - 1).optString("id").orElse("");
        List<JsonObject> ahead = begin.history().after(saved, head);
        if (ahead == null && known.isEmpty()) {
            // Its events are not known any more: it goes on from what it has become.
            JsonObject all = begin.history().snapshot();
            unsaved.add(all);
            this.begin = new Conversation(History.of(RunFold.begin(all)), null);
        } else if (ahead == null) {
            throw new JournalConflictException("expected a conversation that goes on from the " + saved
                    + " events of the journal, found one of version " + begin.version()
                    + " that does not: take journal.conversation()");
        } else {
            unsaved.addAll(ahead);
            this.begin = begin;
        }
    }

    Conversation begin() {
        return begin;
    }

    void add(JsonObject event) {
        if (journal != null) {
            unsaved.add(event);
        }
    }

    /** Writes what is not written yet; it is there after a crash. */
    void flush() {
        if (journal != null && !unsaved.isEmpty()) {
            journal.append(
                    saved, unsaved.stream().map(SecretFields::withoutSecrets).toList());
            saved += unsaved.size();
            unsaved.clear();
        }
    }

    /** Writes what was brought along before anything else is done. */
    void rest() {
        if (saved == 0) {
            flush();
        }
    }

    /** The conversation without the events that the journal has: nobody needs them twice. */
    Conversation settled(Conversation end) {
        return journal == null || !unsaved.isEmpty() ? end : end.settled();
    }
}
