package io.github.claude4j.cli.sessions;

import io.github.claude4j.cli.terminal.ChatInput;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.tools.Approval;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.sessions.AgentCustomToolUseEvent;
import io.github.claude4j.sessions.EvaluatedPermission;
import io.github.claude4j.sessions.EventSendParams;
import io.github.claude4j.sessions.SessionInputEvent;
import io.github.claude4j.sessions.SessionRequiresAction;
import io.github.claude4j.sessions.SessionStatusIdleEvent;
import io.github.claude4j.sessions.SessionStreamEvent;
import io.github.claude4j.sessions.SessionTextBlock;
import io.github.claude4j.sessions.ToolConfirmation;
import io.github.claude4j.sessions.UserCustomToolResultEvent;
import io.github.claude4j.sessions.UserToolConfirmationEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** What the person at the terminal answers to calls that wait: whether they may run, or what came of them. */
final class ToolAnswers {
    private final Terminal terminal;
    private final ChatInput input;
    private final Approval approval;
    private final Map<String, SessionStreamEvent> calls = new HashMap<>();

    ToolAnswers(Terminal terminal, ChatInput input) {
        this.terminal = terminal;
        this.input = input;
        this.approval = new Approval(terminal, input);
    }

    /** Whether somebody will be asked about it. */
    static boolean waits(SessionStreamEvent event) {
        return event instanceof AgentCustomToolUseEvent
                || EvaluatedPermission.ASK.value().equals(event.json().get("evaluated_permission"))
                || (event instanceof SessionStatusIdleEvent idle && idle.stopReason() instanceof SessionRequiresAction);
    }

    /** Remembers a call, so that it can be asked about. */
    void note(SessionStreamEvent event) {
        if (event.type().endsWith("tool_use")) {
            calls.put(event.json().string("id"), event);
        }
    }

    /** Asks for an answer to each call that waits. */
    EventSendParams to(SessionRequiresAction waiting) {
        EventSendParams.Builder events = EventSendParams.builder();
        for (String id : waiting.eventIds()) {
            SessionStreamEvent call = calls.remove(id);
            if (call == null) {
                throw new IllegalStateException("the agent waits for an answer to its call " + id
                        + ", which is too far back to be answered here");
            }
            events.addEvent(call instanceof AgentCustomToolUseEvent ? result(call) : confirmation(call));
        }
        return events.build();
    }

    private SessionInputEvent confirmation(SessionStreamEvent call) {
        Approval.Answer answer = approval.of(name(call), input(call));
        UserToolConfirmationEvent.Builder event = UserToolConfirmationEvent.builder()
                .toolUseId(call.json().string("id"))
                .result(answer.isAllowed() ? ToolConfirmation.ALLOW : ToolConfirmation.DENY);
        if (!answer.isAllowed()) {
            event.denyMessage(answer.reason());
        }
        return event.build();
    }

    /** A tool that belongs to another program, whose part the person can play. */
    private SessionInputEvent result(SessionStreamEvent call) {
        approval.tell(name(call), input(call));
        String answer = terminal.typed() ? ask() : "";
        return UserCustomToolResultEvent.builder()
                .customToolUseId(call.json().string("id"))
                .addContent(SessionTextBlock.of(answer.isEmpty() ? "nobody is here to run this tool" : answer))
                .isError(answer.isEmpty())
                .build();
    }

    private static String name(SessionStreamEvent call) {
        return call.json().string("name");
    }

    private static JsonObject input(SessionStreamEvent call) {
        return call.json().optObject("input").orElse(JsonObject.of());
    }

    private String ask() {
        try {
            String answer = input.ask("its result? (empty: an error) ");
            if (answer == null) {
                throw new CancelledException("nobody answered for the tool", null);
            }
            return answer.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
