package io.github.claude4j.runs;

import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;
import io.github.claude4j.messages.Message;
import io.github.claude4j.tools.ToolCall;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a run, as it happens. Of each call there is {@link Asked}, then {@link Called} where its code runs, with its
 * {@link Progress}, then one {@link Result} or {@link Waiting}; all behind the {@link Reply} that has it, but for what begins
 * before that has ended: if it then has no such call, its result says so. {@link #json()} can be passed on to a browser: it has the text that the model writes and
 * which tools are called, but not what they are given and what they give; {@link #details()} has that too.
 */
public sealed interface RunEvent extends JsonView {
    @Override
    JsonObject json();

    /** All of it: with the input and results of tools, and whole answers. */
    default JsonObject details() {
        return json();
    }

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

    /** The answer begins once more: text and thinking since the last {@link Reply} are void, and calls that had begun are dropped. */
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
        private final JsonObject message;

        Reply(JsonObject message) {
            super(JsonObject.of("type", "reply", "stop_reason", message.get("stop_reason")));
            this.message = message;
        }

        /** The answer. */
        public Message message() {
            return Message.of(message);
        }

        @Override
        public JsonObject details() {
            return json().with("message", message);
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
        private final ToolCall call;

        Asked(ToolCall call) {
            super(JsonObject.of("type", "asked", "id", call.id(), "name", call.name()));
            this.call = call;
        }

        /** The input. */
        public JsonObject input() {
            return call.input();
        }

        @Override
        public JsonObject details() {
            return json().with("input", call.input());
        }
    }

    /** The code of a tool begins. */
    final class Called extends ApiObject implements OfCall {
        private final ToolCall call;

        Called(ToolCall call) {
            super(JsonObject.of("type", "called", "id", call.id(), "name", call.name()));
            this.call = call;
        }

        /** The call. */
        public ToolCall call() {
            return call;
        }

        @Override
        public JsonObject details() {
            return json().with("input", call.input());
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

    /** A call has its result: that of its code, or why it did not run. */
    final class Result extends ApiObject implements OfCall {
        private final @Nullable Object content;

        Result(ToolCall call, @Nullable Object content, boolean failed) {
            super(JsonObject.of("type", "result", "id", call.id(), "name", call.name(), "is_error", failed));
            this.content = content;
        }

        /** Whether the tool failed, was denied, or did not run. */
        public boolean isError() {
            return bool("is_error");
        }

        /** The text of the result; that of its blocks, joined. */
        public String text() {
            if (content instanceof JsonArray blocks) {
                StringBuilder text = new StringBuilder();
                for (JsonObject block : blocks.objects()) {
                    text.append(block.optString("text").orElse(""));
                }
                return text.toString();
            }
            return content instanceof String text ? text : "";
        }

        @Override
        public JsonObject details() {
            return json().with("content", content);
        }
    }

    /** A call waits for somebody. */
    final class Waiting extends ApiObject implements OfCall {
        private final ToolCall call;

        Waiting(ToolCall call) {
            super(JsonObject.of(
                    "type",
                    "waiting",
                    "id",
                    call.id(),
                    "name",
                    call.name(),
                    "question",
                    call.question().orElse(null)));
            this.call = call;
        }

        /** The input. */
        public JsonObject input() {
            return call.input();
        }

        @Override
        public JsonObject details() {
            return json().with("input", call.input());
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
            super(JsonObject.of(
                    "type", "stopped", "outcome", end.outcome().name().toLowerCase(Locale.ROOT)));
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
