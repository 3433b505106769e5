package io.github.claude4j.testkit;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;

/** Makes whole messages out of what a script or the {@link Brain} says, and answers with them as the request wants. */
final class Messages {
    private final Spec spec;
    private final Ids ids;
    private final Samples samples;
    private final PromptCache cache;
    private final MessageEvents events;

    Messages(Spec spec, Ids ids, Samples samples, Clock clock) {
        this.spec = spec;
        this.ids = ids;
        this.samples = samples;
        this.cache = new PromptCache(clock);
        this.events = new MessageEvents(spec, samples);
    }

    /** The answer to a request: a stream if it asked for one, else JSON. */
    FakeResponse answer(JsonObject body, JsonObject partial) {
        JsonObject message = message(body, partial);
        return new Conversation(body).streamed() ? FakeResponse.events(events.of(message)) : FakeResponse.json(message);
    }

    /** A whole message: what the partial one lacks is what the API would say. */
    JsonObject message(JsonObject body, JsonObject partial) {
        Conversation conversation = new Conversation(body);
        JsonArray content = content(partial);
        JsonObject.Builder message = samples.answer(spec.operation("messages.create")).toBuilder();
        message.put("id", ids.next("message"))
                .put("model", conversation.model())
                .put("content", content);
        message.put("stop_reason", usesTool(content) ? "tool_use" : "end_turn");
        partial.forEach((name, value) -> {
            if (!name.equals("content") && !name.equals("usage")) {
                message.put(name, value);
            }
        });
        JsonObject usage = usage(conversation, Conversation.tokens(Json.write(content)));
        JsonObject.Builder merged = usage.toBuilder();
        partial.optObject("usage").orElse(JsonObject.of()).forEach(merged::put);
        return message.put("usage", merged.build()).build();
    }

    /** What was read from the cache or written to it is no input any more. */
    private JsonObject usage(Conversation conversation, long output) {
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

    /** The content of a message; blocks that lack an id get one, and text is one text block. */
    private JsonArray content(JsonObject partial) {
        JsonArray.Builder content = JsonArray.builder();
        for (JsonObject block : Conversation.blocks(partial.get("content"))) {
            boolean use = block.get("type") instanceof String type && type.endsWith("tool_use");
            content.add(use && !block.has("id") ? withId(block) : block);
        }
        return content.build();
    }

    private JsonObject withId(JsonObject block) {
        String kind = "tool_use".equals(block.get("type")) ? "toolu" : "srvtoolu";
        JsonObject.Builder named =
                JsonObject.builder().put("type", block.get("type")).put("id", ids.next(kind));
        block.forEach(named::put);
        return named.build();
    }

    private static boolean usesTool(JsonArray content) {
        for (Object block : content) {
            if (block instanceof JsonObject object && "tool_use".equals(object.get("type"))) {
                return true;
            }
        }
        return false;
    }

    static JsonObject text(String text) {
        return JsonObject.of("type", "text", "text", text);
    }

    static JsonObject toolUse(String name, JsonObject input) {
        return JsonObject.of("type", "tool_use", "name", name, "input", input);
    }

    /** Thinking with a signature that looks like one: whoever sends it back changed can be found out. */
    static JsonObject thinking(String thinking) {
        byte[] bytes = ("fake signature " + thinking.hashCode()).getBytes(StandardCharsets.UTF_8);
        String signature = Base64.getEncoder().encodeToString(bytes);
        return JsonObject.of("type", "thinking", "thinking", thinking, "signature", signature);
    }

    static JsonObject of(JsonObject... content) {
        return JsonObject.of("content", JsonArray.of(List.of(content)));
    }
}
