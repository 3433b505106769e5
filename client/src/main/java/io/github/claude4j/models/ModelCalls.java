package io.github.claude4j.models;

import io.github.claude4j.http.Http;

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
        return new ModelCatalog(http, http.shared(KeptModels.class, KeptModels::new));
    }
}
