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
    private StepReader() {}

    /**
     * Reads JSON lines, a step a line, or one step or a list of them as one piece of JSON.
     *
     * @throws IllegalArgumentException when one is no step; its message says which and why
     */
    public static List<Plan> read(String text) {
        List<Plan> plans = new ArrayList<>();
        for (Object step : steps(text)) {
            try {
                plans.add(plan(Members.of("", step)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("step " + (plans.size() + 1) + ": " + e.getMessage(), e);
            }
        }
        return plans;
    }

    private static List<@Nullable Object> steps(String text) {
        Object whole;
        try {
            whole = Json.parse(text);
        } catch (InvalidDataException e) {
            return lines(text);
        }
        List<@Nullable Object> steps = new ArrayList<>();
        if (whole instanceof JsonArray list) {
            list.forEach(steps::add);
        } else {
            steps.add(whole);
        }
        return steps;
    }

    private static List<@Nullable Object> lines(String text) {
        List<@Nullable Object> steps = new ArrayList<>();
        String[] lines = text.split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                try {
                    steps.add(Json.parse(lines[i]));
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
            case "content" -> message(JsonObject.of("content", step.objects(kind)));
            case "message" -> message(step.object(kind));
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

    private static Answer response(Members response) {
        int status = response.has("status") ? response.whole("status", 200, 599) : 200;
        Object body = response.any("body");
        Answer answer = body instanceof String text
                ? Answer.of(status, "text/plain; charset=utf-8", text)
                : Answer.of(status, "application/json", Json.write(body));
        if (response.has("headers")) {
            Members headers = response.inside("headers");
            for (String name : response.object("headers").names()) {
                answer = answer.header(name, headers.text(name));
            }
        }
        response.nothingElse();
        return answer;
    }
}
