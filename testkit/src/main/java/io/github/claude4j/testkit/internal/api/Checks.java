package io.github.claude4j.testkit.internal.api;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Multipart;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.spec.OlderForm;
import io.github.claude4j.testkit.internal.spec.Refusal;
import io.github.claude4j.testkit.internal.spec.Spec;
import io.github.claude4j.testkit.internal.spec.SpecOperation;
import io.github.claude4j.testkit.internal.spec.Texts;
import io.github.claude4j.testkit.internal.spec.TypeDef;
import io.github.claude4j.testkit.internal.spec.Validator;
import io.github.claude4j.testkit.internal.things.Understood;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Understands a request and, when the fake is strict, checks it as the API does. */
final class Checks {
    private final Spec spec;
    private final boolean strict;

    Checks(Spec spec, boolean strict) {
        this.spec = spec;
        this.strict = strict;
    }

    /** Refuses a request that says neither who sends it nor which version of the API it means. */
    void headers(Received request) {
        if (!strict) {
            return;
        }
        String authorization = request.header("authorization").orElse("");
        if (!authorization.startsWith("Bearer ")
                && request.header("x-api-key").orElse("").isEmpty()) {
            throw new Refusal(401, "x-api-key header is required");
        }
        if (request.header("anthropic-version").orElse("").isEmpty()) {
            throw Refusal.invalid("anthropic-version: header is required");
        }
    }

    /** Makes a call out of a request for this operation. */
    Understood call(SpecOperation operation, Received request) {
        OlderForm older = olderForm(operation, request);
        boolean hasBody = operation.method().equals("POST");
        TypeDef.ObjectDef params = operation.params() == null ? null : spec.object(operation.params());
        TypeDef.ObjectDef inQuery = params == null || !hasBody ? params : params.part(true);
        if (older != null && inQuery != null) {
            inQuery = older.query(operation, inQuery);
        }
        TypeDef.ObjectDef inBody = params == null || !hasBody ? null : params.part(false);
        JsonObject query = query(inQuery, request);
        List<Multipart.Part> parts = operation.multipart()
                ? Multipart.parse(request.header("content-type").orElse(""), request.body())
                : List.of();
        JsonObject body = operation.multipart() ? form(inBody, parts) : hasBody ? body(request) : JsonObject.of();
        if (older != null) {
            body = older.today(String.valueOf(operation.params()), body, strict);
        }
        if (strict) {
            Validator validator = validator(request);
            betas(operation, request);
            refuse(inQuery == null ? null : validator.object("", inQuery, query));
            if (query.get("limit") instanceof Long limit && limit < 1) {
                throw Refusal.invalid("limit: Input should be greater than or equal to 1");
            }
            refuse(inBody == null ? null : validator.object("", inBody, body));
        }
        SpecOperation asked = older == null ? operation : older.operation(operation);
        return new Understood(request, asked, operation.parameters(request.segments()), query, body, parts);
    }

    /** The form of before that a request asks for; null for today's. */
    @Nullable
    OlderForm olderForm(SpecOperation operation, Received request) {
        String version = request.header("anthropic-version").orElse("");
        return OlderForm.askedFor(spec, operation, version, request.listed("anthropic-beta"), isMarked(request));
    }

    private static boolean isMarked(Received request) {
        return List.of("true").equals(request.query().get("beta"));
    }

    /** What is wrong with the body of another operation's request, such as one in a batch; null when it is right. */
    @Nullable
    String problem(String operation, Received request, JsonObject body) {
        String params = spec.operation(operation).params();
        return strict && params != null ? validator(request).object("", spec.object(params), body) : null;
    }

    private Validator validator(Received request) {
        return Validator.ofRequests(
                spec, request.header("anthropic-version").orElse(""), request.listed("anthropic-beta"));
    }

    private void betas(SpecOperation operation, Received request) {
        List<String> sent = request.listed("anthropic-beta");
        for (String beta : operation.betas()) {
            if (!spec.isOpen(beta, sent)) {
                throw Refusal.invalid("this endpoint requires the header anthropic-beta: " + beta);
            }
        }
    }

    private static void refuse(@Nullable String problem) {
        if (problem != null) {
            throw Refusal.invalid(problem);
        }
    }

    /** Older clients mark calls of betas with {@code ?beta=true}, which is no parameter of any operation. */
    private static JsonObject query(TypeDef.@Nullable ObjectDef type, Received request) {
        Texts texts = new Texts(type == null ? Map.of() : type.fields());
        request.query().forEach((name, values) -> {
            if (!name.equals("beta")) {
                texts.add(name, values);
            }
        });
        return texts.build();
    }

    private static JsonObject form(TypeDef.@Nullable ObjectDef type, List<Multipart.Part> parts) {
        Texts texts = new Texts(type == null ? Map.of() : type.fields());
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Multipart.Part part : parts) {
            String value = part.filename() == null ? part.text() : part.filename();
            values.computeIfAbsent(part.name(), name -> new java.util.ArrayList<>())
                    .add(value);
        }
        values.forEach(texts::add);
        return texts.build();
    }

    private static JsonObject body(Received request) {
        if (request.body().length == 0) {
            return JsonObject.of();
        }
        try {
            return request.json();
        } catch (InvalidDataException e) {
            throw Refusal.invalid("The request body is not valid JSON: " + e.getMessage());
        }
    }
}
