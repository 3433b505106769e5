package io.github.claude4j.internal.run;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks a saved conversation over when it is loaded: what was broken by hand is told with its place, and not by a later request. */
final class SavedState {
    private static final String TEXT = "text";

    private final String prefix;
    private final JsonObject json;

    private SavedState(String prefix, JsonObject json) {
        this.prefix = prefix;
        this.json = json;
    }

    /**
     * Looks at all of it.
     *
     * @throws InvalidDataException when it is none, or was saved by a later version
     */
    static void check(JsonObject json) {
        new SavedState("", json).check();
    }

    private void check() {
        RunState.checkFormat(json);
        text("run", json);
        text("head", json);
        number("events", Long.MAX_VALUE);
        number("millis", Long.MAX_VALUE);
        bool("ask");
        bool("first");
        params();
        JsonArray messages = array("messages");
        for (int i = 0; i < messages.size(); i++) {
            String path = "messages[" + i + "]";
            JsonObject message = object(path, messages.get(i));
            text(path + ".role", "role", message);
            content(path + ".content", message.get("content"));
        }
        for (String names : new String[] {"code", "contexts", "missing"}) {
            JsonArray array = array(names);
            for (int i = 0; i < array.size(); i++) {
                is(array.get(i) instanceof String, names + "[" + i + "]", TEXT, array.get(i));
            }
        }
        places(messages.size());
        if (json.get("other") != null) {
            JsonObject other = object("other", json.get("other"));
            text("other.model", "model", other);
            is(other.get("from") instanceof Long from && from >= 0, "other.from", "a number", other.get("from"));
        }
        if (json.get("reply") != null) {
            JsonObject reply = object("reply", json.get("reply"));
            if (reply.get("content") != null) {
                content("reply.content", reply.get("content"));
            }
        }
        calls(messages);
    }

    private void params() {
        JsonObject params = object("params", json.get("params"));
        try {
            MessageCreateParams.of(params).toBuilder().addUserMessage("-").build();
        } catch (InvalidDataException | InvalidParamsException e) {
            throw new InvalidDataException(prefix + "params." + e.getMessage());
        }
    }

    /** What points into other lists. */
    private void places(int messages) {
        JsonArray spent = array("spent");
        for (int i = 0; i < spent.size(); i++) {
            object("spent[" + i + "]", spent.get(i));
        }
        number("since", spent.size());
        JsonArray said = array("said");
        for (int i = 0; i < said.size(); i++) {
            boolean there = said.get(i) instanceof Long at && at >= 0 && at <= messages;
            is(there, "said[" + i + "]", "the number of a message", said.get(i));
        }
    }

    private void content(String path, @Nullable Object content) {
        if (content instanceof String) {
            return;
        }
        if (!(content instanceof JsonArray blocks)) {
            throw wrong(path, "text or blocks", content);
        }
        for (int i = 0; i < blocks.size(); i++) {
            String at = path + "[" + i + "]";
            JsonObject block = object(at, blocks.get(i));
            text(at + ".type", "type", block);
            if ("tool_use".equals(block.get("type"))) {
                text(at + ".id", "id", block);
                text(at + ".name", "name", block);
            } else if ("tool_result".equals(block.get("type"))) {
                text(at + ".tool_use_id", "tool_use_id", block);
            }
        }
    }

    private void calls(JsonArray messages) {
        JsonArray calls = array("calls");
        Set<Object> asked = asked(messages);
        boolean open = calls.isEmpty();
        for (int i = 0; i < calls.size(); i++) {
            String path = "calls[" + i + "]";
            JsonObject call = object(path, calls.get(i));
            JsonObject use = object(path + ".use", call.get("use"));
            String id = text(path + ".use.id", "id", use);
            text(path + ".use.name", "name", use);
            is(asked.contains(id), path + ".use.id", "a call of the last message", id);
            open |= !phase(path, call);
            if (call.get("inner") != null) {
                new SavedState(prefix + path + ".inner.", object(path + ".inner", call.get("inner"))).check();
            }
        }
        is(open, "calls", "one that is not done", calls);
    }

    /** The ids of the calls in the last message. */
    private static Set<Object> asked(JsonArray messages) {
        Set<Object> ids = new HashSet<>();
        if (!messages.isEmpty() && messages.object(messages.size() - 1).get("content") instanceof JsonArray blocks) {
            for (JsonObject block : blocks.objects()) {
                ids.add(String.valueOf(block.get("id")));
            }
        }
        return ids;
    }

    /** Whether the call is done, which one is that has a result. */
    private boolean phase(String path, JsonObject call) {
        CallState.Phase phase;
        try {
            phase = CallState.phase(text(path + ".phase", "phase", call));
        } catch (InvalidDataException e) {
            throw new InvalidDataException(prefix + path + "." + e.getMessage());
        }
        if (call.get("input") != null) {
            object(path + ".input", call.get("input"));
        }
        boolean done = phase == CallState.Phase.DONE;
        if (done) {
            content(path + ".result", call.get("result"));
        } else {
            is(call.get("result") == null, path + ".result", "none before the call is done", call.get("result"));
        }
        return done;
    }

    private JsonArray array(String name) {
        if (json.get(name) instanceof JsonArray array) {
            return array;
        }
        throw wrong(name, "an array", json.get(name));
    }

    private JsonObject object(String path, @Nullable Object value) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw wrong(path, "an object", value);
    }

    private void number(String name, long most) {
        Object value = json.get(name);
        boolean good = value instanceof Long number && number >= 0 && number <= most;
        is(good, name, most == Long.MAX_VALUE ? "a number" : "a number up to " + most, value);
    }

    private void bool(String name) {
        is(json.get(name) instanceof Boolean, name, "true or false", json.get(name));
    }

    private String text(String name, JsonObject in) {
        return text(name, name, in);
    }

    private String text(String path, String name, JsonObject in) {
        Object value = in.get(name);
        is(value instanceof String, path, TEXT, value);
        return String.valueOf(value);
    }

    private void is(boolean good, String path, String expected, @Nullable Object found) {
        if (!good) {
            throw wrong(path, expected, found);
        }
    }

    private InvalidDataException wrong(String path, String expected, @Nullable Object found) {
        String what = found instanceof Long || found instanceof Boolean ? found.toString() : Json.kind(found);
        return new InvalidDataException(prefix + path + ": expected " + expected + ", found " + what);
    }
}
