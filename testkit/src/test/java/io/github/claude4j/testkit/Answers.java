package io.github.claude4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Holds what a fake answers against the spec: JSON, pages, lines of JSON, streams and errors. */
final class Answers {
    private static final Spec SPEC = Spec.get();

    /** Types of errors that the spec's union of errors leaves out. */
    private static final Set<String> ELSEWHERE = Set.of(
            "conflict_error", "request_too_large", "memory_path_conflict_error", "memory_precondition_failed_error");

    private Answers() {}

    /** Checks an answer of the operation at this path; an answer to anything else may only be an error. */
    static void check(String method, String target, int status, String contentType, String body) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        Operation operation = SPEC.match(method, Operation.segments(path));
        if (status >= 400) {
            assertThat(contentType).isEqualTo("application/json");
            error(JsonObject.parse(body));
            assertThat(JsonObject.parse(body).string("request_id")).startsWith("req_01");
        } else if (operation != null) {
            check(operation, contentType, body);
        }
    }

    static void check(Operation operation, String contentType, String body) {
        if (contentType.startsWith("text/event-stream")) {
            TypeExpr event = new TypeExpr.Named(operation.streams());
            events(body).forEach(json -> event(event, json));
        } else if (operation.pageOf() != null) {
            TypeExpr item = new TypeExpr.Named(operation.pageOf());
            Conversation.objects(JsonObject.parse(body).array("data")).forEach(json -> valid(item, json));
        } else if (operation.lines() != null) {
            TypeExpr line = new TypeExpr.Named(operation.lines());
            body.lines().filter(text -> !text.isEmpty()).forEach(text -> valid(line, JsonObject.parse(text)));
        } else if (operation.returns() != null && !operation.binary()) {
            Object value = Json.parse(body);
            if (value != null || !operation.mayBeNull()) {
                valid(operation.returns(), value);
            }
        }
    }

    /** Pings and errors may come in any stream, so the spec does not list them among the events of one. */
    private static void event(TypeExpr type, JsonObject event) {
        switch (event.string("type")) {
            case "ping" -> assertThat(event.size()).isEqualTo(1);
            case "error" -> error(event);
            default -> valid(type, event);
        }
    }

    private static void error(JsonObject error) {
        JsonObject inside = error.object("error");
        // Details depend on the code; the types of errors do not list them.
        JsonObject plain = inside.without("details");
        boolean elsewhere = ELSEWHERE.contains(inside.string("type"));
        JsonObject known = elsewhere ? plain.with("type", "api_error") : plain;
        valid(new TypeExpr.Named("common.ErrorResponse"), error.with("error", known));
        TypeDef.UnionDef details = (TypeDef.UnionDef) SPEC.type("common.ErrorDetails");
        inside.optObject("details")
                .filter(json -> SPEC.variant(details, json) != null)
                .ifPresent(json -> valid(new TypeExpr.Named("common.ErrorDetails"), json));
    }

    /** The events of a stream that came whole. */
    static List<JsonObject> events(String body) {
        List<JsonObject> events = new ArrayList<>();
        for (String line : body.split("\r?\n")) {
            if (line.startsWith("data: ") && line.endsWith("}")) {
                events.add(JsonObject.parse(line.substring("data: ".length())));
            }
        }
        return events;
    }

    static void valid(TypeExpr type, Object value) {
        assertThat(Validator.ofAnswers(SPEC).check("", type, value))
                .as(Json.write(value))
                .isNull();
    }
}
