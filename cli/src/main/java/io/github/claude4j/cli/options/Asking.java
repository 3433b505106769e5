package io.github.claude4j.cli.options;

import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.Model;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that asks a model: which one, and how. */
public final class Asking {
    public static final String USUAL_MODEL = Model.CLAUDE_OPUS_5_5;
    private static final long USUAL_MAX_TOKENS = 4096;

    @Option(
            names = "--model",
            paramLabel = "ID",
            completionCandidates = KnownModels.class,
            description = "The model. Default: " + USUAL_MODEL + ".")
    private @Nullable String model;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            description = "The most tokens that the answer may have. Default: " + USUAL_MAX_TOKENS + ".")
    private @Nullable Long maxTokens;

    @Option(names = "--system", paramLabel = "TEXT", description = "The system prompt.")
    private @Nullable String system;

    @Option(
            names = "--effort",
            paramLabel = "LEVEL",
            completionCandidates = KnownEfforts.class,
            description = "How much work to put into the answer: low, medium, high, xhigh or max.")
    private @Nullable String effort;

    @Option(
            names = "--thinking",
            description = "Let the model think first, as long as it sees fit; what it thinks goes to standard error.")
    private boolean thinking;

    /** A request without a conversation: what was given, over what was asked before, over the defaults. */
    public JsonObject over(JsonObject before) {
        if (maxTokens != null && maxTokens < 0) {
            throw new UsageException("--max-tokens: expected 0 or more, found " + maxTokens);
        }
        JsonObject.Builder request = before.toBuilder();
        put(request, "model", model, USUAL_MODEL);
        put(request, "max_tokens", maxTokens, USUAL_MAX_TOKENS);
        if (system != null) {
            request.put("system", system);
        }
        if (effort != null) {
            JsonObject config = before.optObject("output_config").orElse(JsonObject.of());
            request.put("output_config", config.with("effort", effort));
        }
        if (thinking) {
            request.put("thinking", JsonObject.of("type", "adaptive", "display", "summarized"));
        }
        return request.build();
    }

    private static void put(JsonObject.Builder request, String name, @Nullable Object given, Object usual) {
        if (given != null || !request.has(name)) {
            request.put(name, given != null ? given : usual);
        }
    }

    /** A request without a conversation. */
    public MessageCreateParams.Builder params() {
        return MessageCreateParams.of(over(JsonObject.of())).toBuilder();
    }
}
