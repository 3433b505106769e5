package io.github.claude4j.cli.sessions;

import io.github.claude4j.Claude;
import io.github.claude4j.EventStream;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.NotFoundException;
import io.github.claude4j.sessions.EventDelta;
import io.github.claude4j.sessions.EventDeltaType;
import io.github.claude4j.sessions.EventStart;
import io.github.claude4j.sessions.EventStreamParams;
import io.github.claude4j.sessions.SessionDeletedEvent;
import io.github.claude4j.sessions.SessionEvent;
import io.github.claude4j.sessions.SessionEventsService;
import io.github.claude4j.sessions.SessionStatus;
import io.github.claude4j.sessions.SessionStatusTerminatedEvent;
import io.github.claude4j.sessions.SessionStreamEvent;
import io.github.claude4j.sessions.SortOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a session, each event once and none left out: when the stream breaks off, it is opened again, and what
 * happened meanwhile is fetched.
 */
final class EventFeed implements AutoCloseable {
    /** So many ids are remembered, far more than a stream and a list of events can overlap by. */
    private static final int REMEMBERED = 10_000;

    private static final long PAGE = 100;
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final long LONGEST_PAUSE_MILLIS = 8_000;

    private final Claude claude;
    private final String session;
    private final boolean pieces;
    private final Set<String> seen = new LinkedHashSet<>();
    private final Deque<SessionStreamEvent> waiting = new ArrayDeque<>();
    private @Nullable EventStream<SessionStreamEvent> stream;
    private @Nullable Iterator<SessionStreamEvent> events;
    private boolean ended;
    private long pause = FIRST_PAUSE_MILLIS;

    /** @param pieces whether to have what the agent says while it says it */
    EventFeed(Claude claude, String session, boolean pieces) {
        this.claude = claude;
        this.session = session;
        this.pieces = pieces;
    }

    /** Begins to listen; gives the last events before, the oldest first. They do not come again. */
    List<SessionStreamEvent> open(long last) {
        listen();
        return fetch(last);
    }

    /** The next event; null when the session has ended. It waits for it. */
    @Nullable
    SessionStreamEvent next() {
        while (waiting.isEmpty() && !ended) {
            if (events == null) {
                listen();
                waiting.addAll(fetch(Long.MAX_VALUE));
            } else {
                receive(events);
            }
        }
        SessionStreamEvent event = waiting.poll();
        if (event instanceof SessionStatusTerminatedEvent || event instanceof SessionDeletedEvent) {
            ended = true;
        }
        return event;
    }

    /** What has happened since, without waiting for more. */
    List<SessionStreamEvent> missed() {
        List<SessionStreamEvent> missed = new ArrayList<>(waiting);
        waiting.clear();
        missed.addAll(fetch(Long.MAX_VALUE));
        return missed;
    }

    private void receive(Iterator<SessionStreamEvent> from) {
        try {
            if (from.hasNext()) {
                SessionStreamEvent event = from.next();
                pause = FIRST_PAUSE_MILLIS;
                if (isNew(event)) {
                    waiting.add(event);
                }
                return;
            }
        } catch (ConnectionException e) {
            // It is opened again.
        } catch (CancelledException e) {
            drop();
            throw e;
        }
        drop();
        ended = hasEnded();
        if (!ended) {
            rest();
        }
    }

    private boolean hasEnded() {
        try {
            return claude.sessions().retrieve(session).status().equals(SessionStatus.TERMINATED);
        } catch (NotFoundException e) {
            return true;
        }
    }

    /** A server that closes each stream at once must not be asked without a pause. */
    private void rest() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted between two streams", e);
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }

    private void listen() {
        EventStreamParams.Builder params = EventStreamParams.builder();
        if (pieces) {
            params.addEventDelta(EventDeltaType.AGENT_MESSAGE);
        }
        SessionEventsService service = claude.sessions().events();
        EventStream<SessionStreamEvent> opened = service.stream(session, params.build());
        stream = opened;
        events = opened.iterator();
    }

    /** The events that were not seen yet, back to the last one that was; so many at most. */
    private List<SessionStreamEvent> fetch(long most) {
        List<SessionStreamEvent> missed = new ArrayList<>();
        if (most > 0) {
            Iterable<SessionEvent> newestFirst = claude.sessions()
                    .events()
                    .list(session, p -> p.order(SortOrder.DESC).limit(Math.min(most, PAGE)));
            for (SessionEvent event : newestFirst) {
                SessionStreamEvent found = SessionStreamEvent.of(event.json());
                if (missed.size() == most || !isNew(found)) {
                    break;
                }
                missed.add(0, found);
            }
        }
        return missed;
    }

    /** Remembers an event by its id. A piece is new as long as its event is not there as a whole. */
    private boolean isNew(SessionStreamEvent event) {
        if (event instanceof EventStart || event instanceof EventDelta) {
            String whole = event instanceof EventDelta piece
                    ? piece.eventId()
                    : event.json().object("event").string("id");
            return !seen.contains(whole);
        }
        return event.json().optString("id").map(this::remember).orElse(true);
    }

    private boolean remember(String id) {
        if (seen.size() >= REMEMBERED) {
            Iterator<String> oldest = seen.iterator();
            oldest.next();
            oldest.remove();
        }
        return seen.add(id);
    }

    private void drop() {
        if (stream != null) {
            stream.close();
        }
        stream = null;
        events = null;
    }

    @Override
    public void close() {
        drop();
    }
}
