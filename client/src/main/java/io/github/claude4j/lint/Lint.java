package io.github.claude4j.lint;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a request before it is sent: {@code Lint.of(params).forEach(System.out::println)}. It knows what the API says of
 * schemas and what models take, as {@link ModelFacts} has it; it asks nobody, and finding nothing is no promise.
 */
public final class Lint {
    private Lint() {}

    /** What is wrong with this request, by what is known of its model. */
    public static List<Finding> of(MessageCreateParams params) {
        return of(params, ModelFacts.known());
    }

    /** What is wrong with this request, by these facts on models instead of those that are known here. */
    public static List<Finding> of(MessageCreateParams params, List<ModelFacts> models) {
        List<Finding> findings = new ArrayList<>();
        JsonObject request = params.json();
        SchemaRules.check(request, findings);
        ModelRules.check(request, models, findings);
        return List.copyOf(findings);
    }
}
