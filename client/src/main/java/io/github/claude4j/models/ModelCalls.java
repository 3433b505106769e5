package io.github.claude4j.models;

import io.github.claude4j.client.Caller;
import io.github.claude4j.errors.InvalidParamsException;
import java.time.Duration;

/** What is known of the models without asking each time. */
abstract class ModelCalls {
    private final Caller caller;

    ModelCalls(Caller caller) {
        this.caller = caller;
    }

    /**
     * The models as the API last described them: asked for once an hour, and shared by a client and its copies as far as
     * they have the same base URL, credentials and workspace.
     */
    public ModelCatalog catalog() {
        return catalog(Duration.ofHours(1));
    }

    /**
     * The models as the API described them no longer ago than this, out of the same memory as {@link #catalog()}; with zero
     * it is asked each time.
     */
    public ModelCatalog catalog(Duration age) {
        if (age.isNegative()) {
            throw new InvalidParamsException("age: expected zero or more, found " + age);
        }
        return new ModelCatalog(caller, caller.shared(KeptModels.class, KeptModels::new), age);
    }
}
