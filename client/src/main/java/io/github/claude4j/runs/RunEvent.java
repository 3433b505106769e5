package io.github.claude4j.runs;

import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;
import io.github.claude4j.messages.Message;
import io.github.claude4j.tools.ToolCall;
import java.util.Locale;
import java.util.Optional;

/** What happens in a run, as it happens: JSON that can be passed on, without the conversation itself. */
public sealed interface RunEvent extends JsonView {
    @Override
    JsonObject json();

    /** The kind of event, such as {@code text}. */
    default String type() {
        return json().string("type");
    }

    /** A piece of the model's text. */
    final class Text extends ApiObject implements RunEvent {
        Text(String text) {
            super(JsonObject.of("type", "text", "text", text));
        }

        /** The piece. */
        public String text() {
            return string("text");
        }
    }

    /** A piece of the model's thinking. */
    final class Thinking extends ApiObject implements RunEvent {
        Thinking(String thinking) {
            super(JsonObject.of("type", "thinking", "thinking", thinking));
        }

        /** The piece. */
        public String thinking() {
            return string("thinking");
        }
    }

    /** The answer begins once more: text and thinking since the last {@link Reply} are void. */
    final class Restarted extends ApiObject implements RunEvent {
        Restarted(String reason) {
            super(JsonObject.of("type", "restarted", "reason", reason));
        }

        /** Why, for people. */
        public String reason() {
            return string("reason");
        }
    }

    /** The model has answered; perhaps with calls. */
    final class Reply extends ApiObject implements RunEvent {
        Reply(JsonObject message) {
            super(JsonObject.of("type", "reply", "message", message));
        }

        /** The answer. */
        public Message message() {
            return object("message", Message::of);
        }
    }

    /** An event about a call. */
    sealed interface OfCall extends RunEvent {
        /** The id of the call. */
        default String callId() {
            return json().string("id");
        }

        /** The name of its tool. */
        default String name() {
            return json().string("name");
        }
    }

    /** The model wants a tool called. */
    final class Asked extends ApiObject implements OfCall {
        Asked(ToolCall call) {
            super(JsonObject.of("type", "asked", "id", call.id(), "name", call.name(), "input", call.input()));
        }

        /** The input. */
        public JsonObject input() {
            return object("input");
        }
    }

    /** The code of a tool begins. */
    final class Called extends ApiObject implements OfCall {
        private final ToolCall call;

        Called(ToolCall call) {
            super(JsonObject.of("type", "called", "id", call.id(), "name", call.name(), "input", call.input()));
            this.call = call;
        }

        /** The call. */
        public ToolCall call() {
            return call;
        }
    }

    /** The code of a tool says how far it is: {@link ToolCall#progress}. */
    final class Progress extends ApiObject implements OfCall {
        Progress(ToolCall call, String text) {
            super(JsonObject.of("type", "progress", "id", call.id(), "name", call.name(), "text", text));
        }

        /** What it says. */
        public String text() {
            return string("text");
        }
    }

    /** A call has its result. */
    final class Result extends ApiObject implements OfCall {
        Result(ToolCall call, Object content, boolean failed) {
            super(JsonObject.of(
                    "type", "result", "id", call.id(), "name", call.name(), "content", content, "is_error", failed));
        }

        /** Whether the tool failed, was denied, or did not run. */
        public boolean isError() {
            return bool("is_error");
        }

        /** The text of the result; that of its blocks, joined. */
        public String text() {
            Object content = json().get("content");
            if (content instanceof JsonArray blocks) {
                StringBuilder text = new StringBuilder();
                for (JsonObject block : blocks.objects()) {
                    text.append(block.optString("text").orElse(""));
                }
                return text.toString();
            }
            return content instanceof String text ? text : "";
        }
    }

    /** A call waits for somebody. */
    final class Waiting extends ApiObject implements OfCall {
        Waiting(ToolCall call) {
            super(JsonObject.of(
                    "type",
                    "waiting",
                    "id",
                    call.id(),
                    "name",
                    call.name(),
                    "input",
                    call.input(),
                    "question",
                    call.question().orElse(null)));
        }

        /** The input. */
        public JsonObject input() {
            return object("input");
        }

        /** What is asked; empty where nobody said. */
        public Optional<String> question() {
            return optionalString("question");
        }
    }

    /** Something that people should know: that another model answers, that a limit ended the run. */
    final class Warned extends ApiObject implements RunEvent {
        Warned(String text) {
            super(JsonObject.of("type", "warned", "text", text));
        }

        /** What it is. */
        public String text() {
            return string("text");
        }
    }

    /** The run is over: the last event. */
    final class Stopped extends ApiObject implements RunEvent {
        Stopped(Conversation end) {
            super(JsonObject.of("type", "stopped", "outcome", end.outcome().name().toLowerCase(Locale.ROOT)));
        }

        /** How far the conversation has come. */
        public Conversation.Outcome outcome() {
            return Conversation.Outcome.valueOf(string("outcome").toUpperCase(Locale.ROOT));
        }
    }

    /** Nothing is ever of this kind: it is there so that a switch over the kinds needs a default, as new ones may come. */
    final class Hidden extends ApiObject implements RunEvent {
        private Hidden() {
            super(JsonObject.of());
        }
    }
}
