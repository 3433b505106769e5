package io.github.claude4j.cli.sessions;

import io.github.claude4j.cli.options.AnswerView;
import io.github.claude4j.cli.terminal.Table;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.cli.terminal.Wording;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.sessions.AgentCustomToolUseEvent;
import io.github.claude4j.sessions.AgentMcpToolUseEvent;
import io.github.claude4j.sessions.AgentMessageEvent;
import io.github.claude4j.sessions.AgentToolUseEvent;
import io.github.claude4j.sessions.EventDelta;
import io.github.claude4j.sessions.SessionErrorEvent;
import io.github.claude4j.sessions.SessionStatusIdleEvent;
import io.github.claude4j.sessions.SessionStreamEvent;
import io.github.claude4j.sessions.UserMessageEvent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows what happens in a session: what is said on standard output, what is done on standard error, a line each. What matters to
 * nobody who reads along, such as the counts of single requests to the model, is left out.
 */
final class EventView {
    /** So much of a tool's input or result is shown where the width of the terminal is not known. */
    private static final int USUAL_WIDTH = 200;

    private final Terminal terminal;
    private final Form form;
    private final AnswerView answer;
    /** How many letters are shown of messages that are being said, by their ids. */
    private final Map<String, Integer> shown = new HashMap<>();

    /** For whom it is. */
    enum Form {
        /** For a program: the events as they are, a line each. */
        JSON,
        /** For somebody who looks on. */
        WATCH,
        /** For somebody who takes part, and is asked about the calls that wait. */
        TALK
    }

    EventView(Terminal terminal, Form form) {
        this.terminal = terminal;
        this.form = form;
        this.answer = new AnswerView(terminal);
    }

    /** Shows an event; what the user said only where it was not said here. */
    void show(SessionStreamEvent event, boolean withUser) {
        if (form == Form.JSON) {
            terminal.out().jsonLine(event.json());
            return;
        }
        if (event instanceof EventDelta piece) {
            String text = piece.delta().content().text();
            answer.text(text);
            shown.merge(piece.eventId(), text.length(), Integer::sum);
        } else if (event instanceof AgentMessageEvent message) {
            Integer before = shown.remove(message.id());
            answer.text(message.text()
                    .substring(
                            before == null ? 0 : Math.min(before, message.text().length())));
            end();
        } else if (event instanceof UserMessageEvent message) {
            if (withUser) {
                end();
                terminal.answer("> " + text(message.json().get("content")).replace("\n", "\n> ") + "\n");
            }
        } else {
            String done = done(event);
            if (!done.isEmpty()) {
                end();
                terminal.note(done);
            }
        }
    }

    /** Ends the line, so that something else can be said; whether there was one to end. */
    boolean end() {
        return answer.end();
    }

    /** In words what happened; empty where it is not worth a line. */
    private String done(SessionStreamEvent event) {
        if (form == Form.TALK && ToolAnswers.waits(event)) {
            return "";
        }
        if (event instanceof AgentToolUseEvent use) {
            return call(use.name(), use.input());
        }
        if (event instanceof AgentMcpToolUseEvent use) {
            return call(use.mcpServerName() + "/" + use.name(), use.input());
        }
        if (event instanceof AgentCustomToolUseEvent use) {
            return call(use.name(), use.input());
        }
        if (event instanceof SessionErrorEvent error) {
            JsonObject reason = error.error().json();
            return reason.optString("type").orElse("error") + ": "
                    + reason.optString("message").orElse("");
        }
        if (event instanceof SessionStatusIdleEvent idle) {
            return why(idle);
        }
        return switch (event.type()) {
            case "agent.tool_result", "agent.mcp_tool_result" -> result(event.json());
            case "user.interrupt" -> "interrupted";
            case "session.status_terminated" -> "the session has ended for good";
            case "session.deleted" -> "the session was deleted";
            case "session.status_rescheduled" -> "the session was interrupted and goes on by itself";
            case "agent.thread_context_compacted" -> "the agent's context was compacted";
            case "session.thread_created" ->
                "another agent begins: " + event.json().optString("agent_name").orElse("");
            default -> event.type().startsWith("workflow_run.") ? event.type().replace('_', ' ') : "";
        };
    }

    /** Why a session waits; empty where the agent has just ended its turn. */
    private static String why(SessionStatusIdleEvent idle) {
        String reason = idle.stopReason().type();
        return switch (reason) {
            case "end_turn" -> "";
            case "requires_action" -> "the agent waits for an answer to its call";
            case "retries_exhausted" -> "the agent gave up; say something to let it try again";
            case "budget_reached" -> "the session's budget is used up";
            case "refusal" -> "the model declined to go on";
            default -> "the agent waits: " + reason.replace('_', ' ');
        };
    }

    private String call(String name, JsonObject input) {
        return cut("the agent calls " + name + " with " + Terminal.visible(Json.write(input)));
    }

    private String result(JsonObject event) {
        boolean failed = Boolean.TRUE.equals(event.get("is_error"));
        return cut((failed ? "it failed: " : "it gave: ")
                + text(event.get("content")).strip());
    }

    private String cut(String text) {
        int room = terminal.watched() ? terminal.screen().columns() - Terminal.NOTE.length() : USUAL_WIDTH;
        return Table.fit(Table.plain(Wording.oneLine(text)), Math.max(room, 1));
    }

    private static String text(@Nullable Object content) {
        StringBuilder text = new StringBuilder();
        if (content instanceof JsonArray blocks) {
            for (JsonObject block : blocks.objects()) {
                text.append(text.isEmpty() ? "" : "\n")
                        .append(block.optString("text")
                                .orElse("[" + block.optString("type").orElse("?") + "]"));
            }
        }
        return text.toString();
    }
}
