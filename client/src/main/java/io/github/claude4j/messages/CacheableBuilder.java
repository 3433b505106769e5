package io.github.claude4j.messages;

/**
 * Short ways to set a cache breakpoint. A request may have four.
 *
 * @param <B> the builder itself
 */
public interface CacheableBuilder<B> {
    /** Sets the breakpoint. */
    B cacheControl(CacheControlEphemeral cacheControl);

    /** Caches the prompt up to and including this, until 5 minutes after its last use. */
    default B cached() {
        return cacheControl(CacheControlEphemeral.builder().build());
    }

    /** Caches the prompt up to and including this, until that long after its last use. */
    default B cached(CacheTtl ttl) {
        return cacheControl(CacheControlEphemeral.builder().ttl(ttl).build());
    }
}
