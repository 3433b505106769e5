package io.github.claude4j.models;

import io.github.claude4j.client.Http;
import io.github.claude4j.errors.InvalidParamsException;
import java.time.Duration;

/** What is known of the models without asking each time. */
abstract class ModelCalls {
    private final Http http;

    ModelCalls(Http http) {
        this.http = http;
    }

    /**
     * The models as the API last described them: asked for once an hour, and shared by a client and its copies as far as
     * they have the same base URL, credentials and workspace.
     */
    public ModelCatalog cached() {
        return cached(Duration.ofHours(1));
    }

    /**
     * The models as the API described them no longer ago than this, out of the same memory as {@link #cached()}; with zero
     * it is asked each time.
     */
    public ModelCatalog cached(Duration age) {
        if (age.isNegative()) {
            throw new InvalidParamsException("age: expected zero or more, found " + age);
        }
        return new ModelCatalog(http, http.shared(KeptModels.class, KeptModels::new), age);
    }
}
