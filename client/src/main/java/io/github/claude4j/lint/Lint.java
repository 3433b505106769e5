package io.github.claude4j.lint;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Interceptor;
import io.github.claude4j.internal.Log;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Looks at a request before it is sent: {@code Lint.of(params).forEach(System.out::println)}. It knows what the API says of
 * requests and of schemas, and what models take, as {@link ModelFacts} has it; it asks nobody, and finding nothing is no
 * promise. {@code claude.with(o -> o.lint())} looks at every request.
 */
public final class Lint {
    private Lint() {}

    /** What is wrong with this request, by what is known of its model. */
    public static List<Finding> of(MessageCreateParams params) {
        return of(Objects.requireNonNull(params, "params").json());
    }

    /** What is wrong with this request, by these facts on models instead of those that are known here. */
    public static List<Finding> of(MessageCreateParams params, List<ModelFacts> models) {
        return of(Objects.requireNonNull(params, "params").json(), Objects.requireNonNull(models, "models"));
    }

    /** What is wrong with the body of a request for a message or for the count of its tokens, as it is sent. */
    public static List<Finding> of(JsonObject request) {
        return of(Objects.requireNonNull(request, "request"), ModelFacts.known());
    }

    private static List<Finding> of(JsonObject request, List<ModelFacts> models) {
        Inspection look = new Inspection(request);
        LimitRules.check(look);
        TurnRules.check(look);
        ToolRules.check(look);
        ResultRules.check(look);
        CacheRules.check(look);
        MediaRules.check(look);
        ModelRules.check(look, models);
        SchemaRules.check(look);
        return look.findings();
    }

    /**
     * Looks at each request for messages before it is sent, those of a batch too, and tells what it finds. What is thrown ends
     * the call. Set with {@code lint()} on a client or a copy of it.
     */
    public static Interceptor interceptor(Consumer<Finding> findings) {
        Objects.requireNonNull(findings, "findings");
        return (request, chain) -> {
            of(chain.call()).forEach(findings);
            return chain.proceed(request);
        };
    }

    /** Refuses what the API is known to refuse, all of it in one exception, and logs advices as warnings. */
    public static Interceptor refusing() {
        return (request, chain) -> {
            List<String> refused = new ArrayList<>();
            for (Finding finding : of(chain.call())) {
                if (finding.isRefused()) {
                    refused.add(finding.toString());
                } else {
                    Log.LOGGER.log(Level.WARNING, finding.toString());
                }
            }
            if (!refused.isEmpty()) {
                throw new InvalidParamsException(String.join("; ", refused));
            }
            return chain.proceed(request);
        };
    }

    private static List<Finding> of(Call call) {
        return switch (call.operation().name()) {
            case "messages.create", "messages.count_tokens" -> of(call.params());
            case "messages.batches.create" -> ofBatch(call.params());
            default -> List.of();
        };
    }

    private static List<Finding> ofBatch(JsonObject batch) {
        List<Finding> findings = new ArrayList<>();
        List<JsonObject> requests = Inspection.objects(batch.get("requests"));
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i).get("params") instanceof JsonObject params) {
                String path = Inspection.at("requests", i) + ".params.";
                for (Finding found : of(params)) {
                    findings.add(new Finding(
                            found.severity(), path + found.path(), found.reason(), found.fix(), found.apiMessage()));
                }
            }
        }
        return findings;
    }
}
