package io.github.claude4j.models;

import io.github.claude4j.internal.messages.CacheMarks;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Compares a request with what its model can do. */
final class CapabilityCheck {
    private final ModelInfo model;
    private final JsonObject capabilities;
    private final JsonObject params;
    private final List<String> problems = new ArrayList<>();

    private boolean images;
    private boolean pdfs;
    private boolean citations;

    CapabilityCheck(ModelInfo model, MessageCreateParams params) {
        this.model = model;
        this.capabilities = model.json().optObject("capabilities").orElse(JsonObject.of());
        this.params = params.json();
    }

    List<String> problems() {
        if (model.isRetired()) {
            problems.add("model: " + model.id() + " is retired");
        }
        tokens();
        settings();
        walk(params.get("tools"));
        walk(params.get("system"));
        walk(params.get("messages"));
        unless(images, "messages: images", "image_input");
        unless(pdfs, "messages: PDFs", "pdf_input");
        unless(citations, "messages: citations", "citations");
        int breakpoints = CacheMarks.count(params);
        if (breakpoints > CacheMarks.MOST) {
            problems.add("cache_control: expected " + CacheMarks.MOST + " breakpoints at most, found " + breakpoints);
        }
        return List.copyOf(problems);
    }

    private void tokens() {
        OptionalLong most = model.maxTokens();
        if (most.isPresent() && params.get("max_tokens") instanceof Long asked && asked > most.getAsLong()) {
            problems.add(
                    "max_tokens: expected " + most.getAsLong() + " at most for " + model.id() + ", found " + asked);
        }
    }

    private void settings() {
        String thinking = word(params.get("thinking"), "type");
        unless(thinking != null, "thinking: \"" + thinking + "\"", "thinking", "types", String.valueOf(thinking));
        String effort = word(params.get("output_config"), "effort");
        unless(effort != null, "output_config.effort: \"" + effort + "\"", "effort", String.valueOf(effort));
        boolean schema = params.get("output_config") instanceof JsonObject output && output.get("format") != null;
        unless(schema, "output_config.format", "structured_outputs");
        if (params.get("context_management") instanceof JsonObject management
                && management.get("edits") instanceof JsonArray edits) {
            for (Object edit : edits) {
                String type = word(edit, "type");
                unless(
                        type != null,
                        "context_management: \"" + type + "\"",
                        "context_management",
                        String.valueOf(type));
            }
        }
    }

    private static @Nullable String word(@Nullable Object value, String name) {
        return value instanceof JsonObject object && object.get(name) instanceof String text ? text : null;
    }

    /** Notes a problem if something is asked for that the API says the model does not support; silence is no refusal. */
    private void unless(boolean asked, String what, String... path) {
        Object capability = capabilities;
        for (String name : path) {
            capability = capability instanceof JsonObject object ? object.get(name) : null;
        }
        if (asked && capability instanceof JsonObject found && Boolean.FALSE.equals(found.get("supported"))) {
            problems.add(what + ": not supported by " + model.id());
        }
    }

    /** Looks at every block, also those within tool results and documents. */
    private void walk(@Nullable Object value) {
        if (value instanceof JsonArray list) {
            list.forEach(this::walk);
        } else if (value instanceof JsonObject block) {
            images |= "image".equals(block.get("type"));
            if ("document".equals(block.get("type"))) {
                pdfs |= block.get("source") instanceof JsonObject source
                        && "application/pdf".equals(source.get("media_type"));
            }
            citations |=
                    block.get("citations") instanceof JsonObject config && Boolean.TRUE.equals(config.get("enabled"));
            walk(block.get("content"));
        }
    }
}
