package io.github.claude4j.testkit.internal.api;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Delivery;
import io.github.claude4j.testkit.internal.spec.ApiErrors;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads scripts that are written down: each step says what to answer, how to deliver it, and to which request. */
public final class StepReader {
    /**
     * A step as somebody has written it.
     *
     * @param place where, for people
     */
    private record Written(String place, @Nullable Object json) {}

    /** Answers that are no stream. */
    private static final List<String> WHOLE = List.of("error", "html_error", "response");

    private StepReader() {}

    /**
     * Reads JSON lines, a step a line, or one step or a list of them as one piece of JSON.
     *
     * @throws IllegalArgumentException when one is no step; its message says which and why
     */
    public static List<Plan> read(String text) {
        // Some editors begin a file with a byte order mark.
        String steps = text.startsWith("\ufeff") ? text.substring(1) : text;
        if (steps.isBlank()) {
            throw new IllegalArgumentException("expected steps, a JSON object a line, found nothing");
        }
        List<Plan> plans = new ArrayList<>();
        for (Written step : steps(steps)) {
            try {
                plans.add(plan(Members.of("", step.json())));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(step.place() + ": " + e.getMessage(), e);
            }
        }
        return plans;
    }

    private static List<Written> steps(String text) {
        Object whole;
        try {
            whole = Json.parse(text);
        } catch (InvalidDataException e) {
            return lines(text);
        }
        List<Written> steps = new ArrayList<>();
        if (whole instanceof JsonArray list) {
            list.forEach(step -> steps.add(new Written("step " + (steps.size() + 1), step)));
        } else {
            steps.add(new Written("step 1", whole));
        }
        return steps;
    }

    private static List<Written> lines(String text) {
        List<Written> steps = new ArrayList<>();
        String[] lines = text.split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                try {
                    steps.add(new Written("line " + (i + 1), Json.parse(lines[i])));
                } catch (InvalidDataException e) {
                    throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
                }
            }
        }
        return steps;
    }

    private static Plan plan(Members step) {
        Plan.Source source = source(step);
        Delivery delivery = Faults.of(step);
        for (String kind : WHOLE) {
            if (delivery.changesEvents() && step.has(kind)) {
                throw new IllegalArgumentException(
                        kind + ": expected no faults of events beside it, found some, which could not come about");
            }
        }
        Plan plan = new Plan(Condition.of(step), source, delivery, step.flag("repeat"));
        step.nothingElse();
        return plan;
    }

    private static Plan.Source source(Members step) {
        List<String> found = new ArrayList<>();
        for (String kind :
                List.of("text", "content", "message", "tool_use", "error", "html_error", "events", "response")) {
            if (step.has(kind)) {
                found.add(kind);
            }
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException("expected one answer, found " + String.join(" and ", found));
        }
        return found.isEmpty() ? Plan.Source.DEFAULT : source(step, found.get(0));
    }

    private static Plan.Source source(Members step, String kind) {
        return switch (kind) {
            case "text" -> message(Blocks.message(Blocks.text(step.text(kind))));
            case "content" -> {
                blocks(step, kind);
                yield message(JsonObject.of("content", step.objects(kind)));
            }
            case "message" -> {
                Members message = step.inside(kind);
                if (message.has("content")) {
                    blocks(message, "content");
                }
                List.of("id", "model", "stop_reason", "stop_sequence").forEach(message::textIfAny);
                List.of("usage", "stop_details", "container").forEach(message::objectIfAny);
                yield message(step.object(kind));
            }
            case "tool_use" -> toolUse(step.inside(kind));
            case "events" -> always(Answer.events(step.objects(kind).objects()));
            case "html_error" -> {
                int status = step.whole(kind, 400, 599);
                yield always(Answer.of(status, "text/html", ApiErrors.htmlPage(status)));
            }
            case "error" ->
                always(step.isObject(kind) ? error(step.inside(kind)) : Answer.error(step.whole(kind, 400, 599)));
            default -> always(response(step.inside(kind)));
        };
    }

    /** Blocks of types that nobody knows are let be, for programs that have to bear them. */
    private static void blocks(Members owner, String name) {
        for (Members block : owner.each(name)) {
            switch (block.text("type")) {
                case "text" -> block.text("text");
                case "thinking" -> block.text("thinking");
                case "tool_use" -> {
                    block.text("name");
                    block.objectIfAny("input");
                    block.textIfAny("id");
                }
                default -> {
                    // Of others nothing is known here.
                }
            }
        }
    }

    private static Plan.Source message(JsonObject message) {
        return (endpoints, request, body) -> endpoints.messages().answer(body, message);
    }

    private static Plan.Source always(Answer answer) {
        return (endpoints, request, body) -> answer;
    }

    private static Plan.Source toolUse(Members use) {
        JsonObject input = use.has("input") ? use.object("input") : JsonObject.of();
        JsonObject block = Blocks.toolUse(use.text("name"), input);
        use.nothingElse();
        return message(Blocks.message(block));
    }

    private static Answer error(Members error) {
        int status = error.whole("status", 400, 599);
        Answer answer = Answer.error(
                status,
                error.has("type") ? error.text("type") : ApiErrors.type(status),
                error.has("message") ? error.text("message") : ApiErrors.message(status));
        Answer whole = error.has("retry_after") ? answer.retryAfter(error.seconds("retry_after")) : answer;
        error.nothingElse();
        return whole;
    }

    private static Answer header(Answer answer, String name, String value) {
        try {
            return answer.ownHeader(name, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("response.headers: " + e.getMessage(), e);
        }
    }

    private static Answer response(Members response) {
        int status = response.has("status") ? response.whole("status", 200, 599) : 200;
        Object body = response.any("body");
        Answer answer = body instanceof String text
                ? Answer.of(status, "text/plain; charset=utf-8", text)
                : Answer.of(status, "application/json", Json.write(body));
        if (response.has("headers")) {
            Members headers = response.inside("headers");
            for (String name : response.object("headers").names()) {
                answer = header(answer, name, headers.text(name));
            }
        }
        response.nothingElse();
        return answer;
    }
}
