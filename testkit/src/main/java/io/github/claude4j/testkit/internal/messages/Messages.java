package io.github.claude4j.testkit.internal.messages;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.spec.Blocks;
import io.github.claude4j.testkit.internal.spec.Ids;
import io.github.claude4j.testkit.internal.spec.Samples;
import io.github.claude4j.testkit.internal.spec.Spec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes whole messages out of what a script or the {@link Brain} says, and answers with them as the request wants. */
public final class Messages {
    private static final Duration CONTAINER_LIFE = Duration.ofMinutes(5);

    private final Spec spec;
    private final Ids ids;
    private final Samples samples;
    private final Clock clock;
    private final UnaryOperator<List<JsonObject>> skills;
    private final PromptCache cache;
    private final MessageEvents events;

    /**
     * Messages.
     *
     * @param skills tells which skills a container has that was asked for with these
     */
    public Messages(Spec spec, Ids ids, Samples samples, Clock clock, UnaryOperator<List<JsonObject>> skills) {
        this.clock = clock;
        this.skills = skills;
        this.spec = spec;
        this.ids = ids;
        this.samples = samples;
        this.cache = new PromptCache(clock);
        this.events = new MessageEvents(spec, samples);
    }

    /** The answer to a request: a stream if it asked for one, else JSON. */
    public Answer answer(JsonObject body, JsonObject partial) {
        JsonObject message = message(body, partial);
        return new Dialogue(body).streamed() ? Answer.events(events.of(message)) : Answer.json(message);
    }

    /** A whole message: what the partial one lacks is what the API would say. */
    public JsonObject message(JsonObject body, JsonObject partial) {
        Dialogue conversation = new Dialogue(body);
        JsonArray content = content(conversation, partial);
        JsonObject.Builder message = samples.answer(spec.operation("messages.create")).toBuilder();
        message.put("id", ids.next("message"))
                .put("model", conversation.model())
                .put("content", content);
        message.put("stop_reason", uses(content, "tool_use", null) > 0 ? "tool_use" : "end_turn");
        message.put("container", container(body, content));
        partial.forEach((name, value) -> {
            if (!name.equals("content") && !name.equals("usage")) {
                message.put(name, value);
            }
        });
        JsonObject.Builder merged =
                usage(conversation, Math.min(OutputLimit.tokens(content), OutputLimit.of(body))).toBuilder();
        merged.put("server_tool_use", serverTools(content));
        partial.optObject("usage").orElse(JsonObject.of()).forEach(merged::put);
        return message.put("usage", merged.build()).build();
    }

    /** What was read from the cache or written to it is no input any more. */
    private JsonObject usage(Dialogue conversation, long output) {
        JsonObject sample = samples.answer(spec.operation("messages.create"));
        PromptCache.Use cached = cache.use(conversation);
        long written = cached.written5m() + cached.written1h();
        return sample.object("usage").toBuilder()
                .put("input_tokens", conversation.inputTokens() - cached.read() - written)
                .put("cache_creation_input_tokens", written)
                .put("cache_read_input_tokens", cached.read())
                .put(
                        "cache_creation",
                        JsonObject.of(
                                "ephemeral_5m_input_tokens",
                                cached.written5m(),
                                "ephemeral_1h_input_tokens",
                                cached.written1h()))
                .put("output_tokens", output)
                .put("service_tier", "standard")
                .build();
    }

    /** The content of a message; ids and places that blocks lack are added, and text is one text block. */
    private JsonArray content(Dialogue conversation, JsonObject partial) {
        JsonArray.Builder content = JsonArray.builder();
        Citations citations = new Citations(conversation);
        Object lastUse = null;
        for (JsonObject block : Blocks.of(partial.get("content"))) {
            String type = block.optString("type").orElse("");
            JsonObject whole = citations.complete(block);
            if (type.endsWith("tool_use")) {
                whole = block.has("id") ? block : first("id", ids.next(useKind(type)), block);
                lastUse = whole.get("id");
            } else if (type.endsWith("_tool_result") && !block.has("tool_use_id")) {
                whole = first("tool_use_id", lastUse, block);
            }
            citations.see(whole);
            content.add(whole);
        }
        return content.build();
    }

    private static String useKind(String type) {
        return switch (type) {
            case "tool_use" -> "toolu";
            case "mcp_tool_use" -> "mcptoolu";
            default -> "srvtoolu";
        };
    }

    private static JsonObject first(String name, @Nullable Object value, JsonObject block) {
        JsonObject.Builder named =
                JsonObject.builder().put("type", block.get("type")).put(name, value);
        block.forEach(named::put);
        return named.build();
    }

    /** The container that ran the model's code: that of the request, or a new one; null when there was none. */
    private @Nullable JsonObject container(JsonObject body, JsonArray content) {
        Object asked = body.get("container");
        JsonObject config = asked instanceof JsonObject json ? json : JsonObject.of();
        boolean ran = Blocks.objects(content).stream()
                .anyMatch(block -> String.valueOf(block.get("type")).endsWith("code_execution_tool_result"));
        if (asked == null && !ran) {
            return null;
        }
        Object id = asked instanceof String ? asked : config.get("id");
        return JsonObject.of(
                "id",
                id == null ? ids.next("container") : id,
                "expires_at",
                Samples.time(clock.instant().plus(CONTAINER_LIFE)),
                "skills",
                skills.apply(Blocks.objects(config.get("skills"))));
    }

    private static @Nullable JsonObject serverTools(JsonArray content) {
        if (uses(content, "server_tool_use", null) == 0) {
            return null;
        }
        return JsonObject.of(
                "web_search_requests",
                uses(content, "server_tool_use", "web_search"),
                "web_fetch_requests",
                uses(content, "server_tool_use", "web_fetch"));
    }

    /** How many blocks of a type there are, with that name if one is given. */
    private static long uses(JsonArray content, String type, @Nullable String name) {
        return Blocks.objects(content).stream()
                .filter(block -> type.equals(block.get("type")) && (name == null || name.equals(block.get("name"))))
                .count();
    }
}
