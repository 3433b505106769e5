package io.github.claude4j.models;

import io.github.claude4j.client.Caller;
import io.github.claude4j.errors.NotFoundException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The models as the API last described them; {@code claude.models().catalog()} gives it. Looking into it costs a request
 * once an hour, or as often as it was told. {@code claude.models().list()} and {@code retrieve(id)} always ask the API.
 */
public final class ModelCatalog {
    private final Caller caller;
    private final KeptModels kept;
    private final Duration age;

    ModelCatalog(Caller caller, KeptModels kept, Duration age) {
        this.caller = caller;
        this.kept = kept;
        this.age = age;
    }

    /** All models that can be used, deprecated ones included. */
    public List<ModelInfo> list() {
        return kept.list(age, this::ask);
    }

    /**
     * A model by id or alias.
     *
     * @throws NotFoundException when there is none
     */
    public ModelInfo get(String id) {
        return kept.get(
                age, id, this::ask, () -> caller.send(ModelsService.RETRIEVE, JsonObject.of(), ModelInfo::of, id));
    }

    /**
     * What the API would refuse in a request, by what it says its model can do: too many tokens, an effort, a way of
     * thinking, images or an output schema that the model does not know, more than four cache breakpoints. Empty when there
     * is nothing of the kind, or the model's capabilities are not known.
     */
    public List<String> problems(MessageCreateParams params) {
        return new CapabilityCheck(get(params.model()), params).problems();
    }

    /** Forgets what the API said; the next question goes to it again. */
    public void clear() {
        kept.clear();
    }

    private Stream<ModelInfo> ask() {
        return caller.page(ModelsService.LIST, JsonObject.of("limit", 1000), ModelInfo::of).stream();
    }
}
