package io.github.claude4j.messages;

/**
 * Short ways to set up what the model can cite.
 *
 * @param <B> the builder itself
 */
public interface CitableBuilder<B> extends CacheableBuilder<B> {
    /** Says whether the model cites this. */
    B citations(CitationsConfig citations);

    /** Has the model cite this. A request has citations on for all of its documents or for none. */
    default B cited() {
        return citations(CitationsConfig.builder().enabled(true).build());
    }
}
