package io.github.claude4j.models;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Effort;
import java.util.Optional;
import java.util.function.Function;

/** What is asked of a model most. What the API does not say counts as not supported. */
public interface ModelView {
    /** What the model can do; empty when this is not known. */
    Optional<ModelCapabilities> capabilities();

    /** How long the model will be there. */
    ModelLifecycle lifecycle();

    /** Whether the model can still be used, but has an end in sight. */
    default boolean isDeprecated() {
        return lifecycle().equals(ModelLifecycle.DEPRECATED);
    }

    /** Whether the model is gone. */
    default boolean isRetired() {
        return lifecycle().equals(ModelLifecycle.RETIRED);
    }

    /** Whether the model can see images. */
    default boolean supportsVision() {
        return supports(ModelCapabilities::imageInput);
    }

    /** Whether the model can read PDFs. */
    default boolean supportsPdf() {
        return supports(ModelCapabilities::pdfInput);
    }

    /** Whether the model can be used in batches. */
    default boolean supportsBatches() {
        return supports(ModelCapabilities::batch);
    }

    /** Whether the model can cite documents and search results. */
    default boolean supportsCitations() {
        return supports(ModelCapabilities::citations);
    }

    /** Whether the model can write JSON by a schema, and strict input of tools. */
    default boolean supportsStructuredOutputs() {
        return supports(ModelCapabilities::structuredOutputs);
    }

    /** Whether the model decides by itself how much to think. */
    default boolean supportsAdaptiveThinking() {
        return supports(capabilities -> capabilities.thinking().types().adaptive());
    }

    /** Whether the model takes a fixed budget for thinking. */
    default boolean supportsThinkingBudget() {
        return supports(capabilities -> capabilities.thinking().types().enabled());
    }

    /** Whether the model takes this effort. */
    default boolean supportsEffort(Effort effort) {
        return capabilities()
                .map(capabilities -> capabilities.json().object("effort").get(effort.value()))
                .filter(JsonObject.class::isInstance)
                .map(support -> CapabilitySupport.of((JsonObject) support).supported())
                .orElse(false);
    }

    private boolean supports(Function<ModelCapabilities, CapabilitySupport> capability) {
        return capabilities().map(capability).map(CapabilitySupport::supported).orElse(false);
    }
}
