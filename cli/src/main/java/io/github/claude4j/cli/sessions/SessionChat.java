package io.github.claude4j.cli.sessions;

import io.github.claude4j.Claude;
import io.github.claude4j.Page;
import io.github.claude4j.cli.terminal.ChatInput;
import io.github.claude4j.cli.terminal.Failures;
import io.github.claude4j.cli.terminal.Likeness;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.sessions.SentEvents;
import io.github.claude4j.sessions.SessionEvent;
import io.github.claude4j.sessions.SessionEventsService;
import io.github.claude4j.sessions.SessionInputEvent;
import io.github.claude4j.sessions.SessionRequiresAction;
import io.github.claude4j.sessions.SessionRetriesExhausted;
import io.github.claude4j.sessions.SessionStatus;
import io.github.claude4j.sessions.SessionStatusIdleEvent;
import io.github.claude4j.sessions.SessionStatusRunningEvent;
import io.github.claude4j.sessions.SessionStopReason;
import io.github.claude4j.sessions.SessionStreamEvent;
import io.github.claude4j.sessions.SortOrder;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A conversation with the agent of a session. The session is the server's; this is one who talks to it, and may leave and return. */
final class SessionChat {
    static final List<String> COMMANDS = List.of("/help", "/exit");

    private static final String HELP = """
            /help  show this
            /exit  leave, as Ctrl-D does; the session stays
            Ctrl-C interrupts the agent.
            """;
    /** So far back it is looked for calls that wait for an answer. */
    private static final long LOOKED_BACK = 100;

    private final Terminal terminal;
    private final Claude claude;
    private final String session;
    private final ChatInput input;
    private final EventFeed feed;
    private final EventView view;
    private final ToolAnswers answers;
    private final Failures failures;
    private boolean over;

    SessionChat(Terminal terminal, Claude claude, String session, ChatInput input, EventFeed feed) {
        this.terminal = terminal;
        this.claude = claude;
        this.session = session;
        this.input = input;
        this.feed = feed;
        this.view = new EventView(terminal, EventView.Form.TALK);
        this.answers = new ToolAnswers(terminal, input);
        this.failures = new Failures(terminal);
    }

    /** Goes on until the input, the user or the session ends it. */
    void run() throws IOException {
        Optional<SessionStopReason> before = lookBack();
        if (terminal.typed()) {
            terminal.note("talking to the agent of " + session + "; /help tells what else is there");
        }
        if (before.isPresent()) {
            guarded(() -> turn(null, before.get()));
        }
        for (String said = over ? null : input.next(); said != null; said = over ? null : input.next()) {
            String text = said.strip();
            if (text.equals("/exit")) {
                return;
            } else if (text.matches("/[a-z]+")) {
                guarded(() -> command(text));
            } else if (!text.isEmpty()) {
                guarded(() -> turn(text, null));
            }
        }
    }

    /** What goes wrong is told, and a person goes on; a program that cannot see it gets its error code. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (UsageException | ClaudeException | IllegalStateException e) {
            if (!terminal.typed()) {
                throw e;
            }
            failures.ofCommand(e);
        }
    }

    private void command(String command) {
        if (!command.equals("/help")) {
            throw new UsageException(
                    "unknown command " + command + Likeness.question(command, COMMANDS) + " (see /help)");
        }
        terminal.out().text(HELP);
    }

    /** What a session waits for that somebody has left. */
    private Optional<SessionStopReason> lookBack() {
        SessionStopReason waits = null;
        for (SessionStreamEvent event : feed.open(LOOKED_BACK)) {
            answers.note(event);
            if (event instanceof SessionStatusIdleEvent idle) {
                waits = idle.stopReason();
            } else if (event instanceof SessionStatusRunningEvent) {
                waits = null;
            }
        }
        return Optional.ofNullable(waits).filter(SessionRequiresAction.class::isInstance);
    }

    /** From what is said, or from what the agent waits for, until it waits for something to be said. */
    private void turn(@Nullable String said, @Nullable SessionStopReason waiting) {
        input.interruptibly(() -> {
            try {
                follow(said, waiting);
            } catch (CancelledException e) {
                interrupt(e);
            } finally {
                view.end();
            }
        });
        if (terminal.typed() && !over) {
            tellCost();
        }
    }

    private void follow(@Nullable String said, @Nullable SessionStopReason waiting) {
        SessionEventsService events = claude.sessions().events();
        SessionStopReason reason = said == null ? waiting : untilIdle(events.sendMessage(session, said));
        while (reason instanceof SessionRequiresAction action) {
            reason = untilIdle(events.send(session, answers.to(action)));
        }
        if (reason instanceof SessionRetriesExhausted && !terminal.typed()) {
            throw new IllegalStateException("the agent gave up");
        }
    }

    private static Set<String> ids(SentEvents sent) {
        return sent.data().stream()
                .map(SessionInputEvent::json)
                .map(json -> json.optString("id").orElse(""))
                .collect(Collectors.toSet());
    }

    /**
     * Shows what happens until the agent has taken up what was sent, and waits again. An earlier turn of the agent may end first.
     */
    private @Nullable SessionStopReason untilIdle(SentEvents events) {
        Set<String> sent = ids(events);
        boolean takenUp = false;
        for (SessionStreamEvent event = feed.next(); event != null; event = feed.next()) {
            view.show(event, !sent.contains(event.json().optString("id").orElse("")));
            answers.note(event);
            takenUp = takenUp || event instanceof SessionStatusRunningEvent;
            if (event instanceof SessionStatusIdleEvent idle && (takenUp || isEndOf(idle.id(), sent))) {
                return idle.stopReason();
            }
        }
        over = true;
        return null;
    }

    /** Whether an agent that was at work already took up what was sent before it stopped, and works at nothing since. */
    private boolean isEndOf(String idle, Set<String> sent) {
        Set<String> open = new HashSet<>(sent);
        boolean reached = false;
        Page<SessionEvent> newestFirst = claude.sessions()
                .events()
                .list(session, p -> p.order(SortOrder.DESC).limit(LOOKED_BACK));
        for (SessionEvent event : newestFirst.items()) {
            String id = event.json().optString("id").orElse("");
            reached = reached || id.equals(idle);
            if (!reached && event instanceof SessionStatusRunningEvent) {
                return false;
            }
            if (reached && event.json().get("processed_at") != null) {
                open.remove(id);
            }
        }
        return open.isEmpty();
    }

    /** Stops the agent, and shows what came of it. A second Ctrl-C meanwhile leaves it at that. */
    private void interrupt(CancelledException cancelled) {
        if (!terminal.typed() || !terminal.seen()) {
            // Here Ctrl-C ends the command.
            throw cancelled;
        }
        // The flag has done its work; what follows is to run as ever.
        boolean pressed = Thread.interrupted();
        if (!view.end() && pressed) {
            // The terminal has shown ^C, and no answer has ended the line.
            terminal.err().println();
        }
        claude.sessions().events().interrupt(session);
        feed.missed().forEach(event -> view.show(event, true));
        if (claude.sessions().retrieve(session).status().equals(SessionStatus.RUNNING)) {
            terminal.note("the agent was told to stop, and has not stopped yet");
        }
    }

    private void tellCost() {
        claude.sessions()
                .retrieve(session)
                .usage()
                .listCost()
                .ifPresent(cost ->
                        terminal.note(cost.amount() + " " + cost.currency().value() + " so far, at list prices"));
    }
}
