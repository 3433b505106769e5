package io.github.claude4j.testkit.internal.window;

import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageAccumulator;
import io.github.claude4j.messages.MessageStreamEvent;
import io.github.claude4j.prices.Cost;
import io.github.claude4j.prices.Prices;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says at a glance.
 *
 * @param message the message that it is, or that its events add up to; null where it is none
 * @param error what went wrong; null where nothing did
 * @param text what it says, for searching
 */
record AnswerFacts(@Nullable JsonObject message, @Nullable Problem error, String text) {
    static final AnswerFacts NONE = new AnswerFacts(null, null, "");

    private static final int SEARCHED = 32 * 1024;
    private static final int FAILED = 400;

    /** What went wrong. */
    record Problem(String type, String message) {
        JsonObject json() {
            return JsonObject.of("type", type, "message", message);
        }
    }

    static AnswerFacts of(KeptExchange exchange, KeptExchange.Answer answer) {
        if (Events.are(answer)) {
            return ofEvents(Events.of(exchange, answer).data(), answer.end() != null);
        }
        JsonObject body;
        try {
            body = JsonObject.parse(answer.body());
        } catch (InvalidDataException e) {
            boolean silent = answer.status() < FAILED || answer.bytes() == 0;
            String found = "expected JSON, found " + answer.header("content-type");
            return silent ? NONE : new AnswerFacts(null, new Problem("", found), "");
        }
        if (answer.status() >= FAILED || "error".equals(body.get("type"))) {
            return new AnswerFacts(null, problem(body), "");
        }
        return "message".equals(body.get("type")) ? ofMessage(body, null) : NONE;
    }

    /**
     * The message that these events add up to, as far as they came.
     *
     * @param over whether no more come
     */
    static AnswerFacts ofEvents(List<JsonObject> events, boolean over) {
        MessageAccumulator sum = new MessageAccumulator();
        Problem error = null;
        for (JsonObject event : events) {
            if ("error".equals(event.get("type"))) {
                error = problem(event);
            }
            try {
                sum.add(MessageStreamEvent.of(event));
            } catch (ClaudeException e) {
                error = error == null ? new Problem("", String.valueOf(e.getMessage())) : error;
            }
        }
        JsonObject message = sum.soFar().map(Message::json).orElse(null);
        if (message == null) {
            return new AnswerFacts(null, error, "");
        }
        if (error == null && over && !sum.isComplete()) {
            error = new Problem("", "the stream ended before its message did");
        }
        return ofMessage(message, error);
    }

    private static AnswerFacts ofMessage(JsonObject message, @Nullable Problem error) {
        String text = Blocks.textOf(Blocks.objects(message.get("content")));
        return new AnswerFacts(message, error, text.length() > SEARCHED ? text.substring(0, SEARCHED) : text);
    }

    private static Problem problem(JsonObject body) {
        JsonObject error = body.get("error") instanceof JsonObject object ? object : body;
        return new Problem(RequestFacts.text(error, "type"), RequestFacts.text(error, "message"));
    }

    /** What its message took; null where it says nothing. */
    @Nullable
    JsonObject usage() {
        return message != null && message.get("usage") instanceof JsonObject usage ? usage : null;
    }

    long tokens(String counter) {
        JsonObject usage = usage();
        return usage != null && usage.get(counter) instanceof Long count ? count : 0;
    }

    /** By list prices; null where there is nothing to pay, or nobody can tell. */
    @Nullable
    Cost cost() {
        try {
            return usage() == null || message == null ? null : Prices.standard().cost(message);
        } catch (InvalidDataException e) {
            return null;
        }
    }

    /** The calls of tools, of the program's and of the API's own. */
    List<JsonObject> toolUses() {
        return message == null
                ? List.of()
                : Blocks.objects(message.get("content")).stream()
                        .filter(block -> RequestFacts.text(block, "type").endsWith("tool_use"))
                        .toList();
    }
}
