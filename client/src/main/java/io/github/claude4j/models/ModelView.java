package io.github.claude4j.models;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Effort;
import java.util.Optional;

/** What is asked of a model most. What the API does not say counts as not supported. */
public interface ModelView {
    /** What the model can do; empty when this is not known. */
    Optional<ModelCapabilities> capabilities();

    /** How long the model will be there; empty when the API does not say. */
    Optional<ModelLifecycle> lifecycle();

    /** Whether the model can still be used, but has an end in sight; false also when the API does not say. */
    default boolean isDeprecated() {
        return lifecycle().filter(ModelLifecycle.DEPRECATED::equals).isPresent();
    }

    /** Whether the model is gone; false also when the API does not say. */
    default boolean isRetired() {
        return lifecycle().filter(ModelLifecycle.RETIRED::equals).isPresent();
    }

    /** Whether the model can see images. */
    default boolean supportsVision() {
        return supports("image_input");
    }

    /** Whether the model can read PDFs. */
    default boolean supportsPdf() {
        return supports("pdf_input");
    }

    /** Whether the model can be used in batches. */
    default boolean supportsBatches() {
        return supports("batch");
    }

    /** Whether the model can cite documents and search results. */
    default boolean supportsCitations() {
        return supports("citations");
    }

    /** Whether the model can write JSON by a schema, and strict input of tools. */
    default boolean supportsStructuredOutputs() {
        return supports("structured_outputs");
    }

    /** Whether the model decides by itself how much to think. */
    default boolean supportsAdaptiveThinking() {
        return supports("thinking", "types", "adaptive");
    }

    /** Whether the model takes a fixed budget for thinking. */
    default boolean supportsThinkingBudget() {
        return supports("thinking", "types", "enabled");
    }

    /** Whether the model takes this effort. */
    default boolean supportsEffort(Effort effort) {
        return supports("effort", effort.value());
    }

    private boolean supports(String... path) {
        Optional<JsonObject> found = capabilities().map(ModelCapabilities::json);
        for (String name : path) {
            found = found.flatMap(object -> object.optObject(name));
        }
        return found.map(CapabilitySupport::of)
                .map(CapabilitySupport::supported)
                .orElse(false);
    }
}
