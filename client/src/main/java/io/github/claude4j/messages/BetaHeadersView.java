package io.github.claude4j.messages;

import io.github.claude4j.json.JsonObject;
import java.util.List;

/** What a message request needs beside its body, for those who send it themselves. */
public interface BetaHeadersView {
    /** The JSON underneath. */
    JsonObject json();

    /**
     * The {@code anthropic-beta} headers that the API wants for the fields of this request. The client sends them by itself.
     */
    default List<String> betas() {
        return MessagesService.CREATE.betas(json());
    }
}
