package io.github.claude4j.webhooks;

/**
 * Remembers which deliveries were handled, by their {@code webhook-id}: the API delivers again what was not answered in
 * time, perhaps to another process. One guard serves all threads. Implement it over a store that your processes share, such
 * as a table with the id as its key, or Redis' {@code SET id 1 NX EX 86400}.
 */
public interface WebhookGuard {
    /** Notes this id and says whether it was new. Of two that ask at the same time, one is told so. */
    boolean begin(String webhookId);

    /** Forgets this id, because the handling of its delivery failed and should happen again. */
    void forget(String webhookId);

    /** A guard in the memory of this process, for the last 10,000 deliveries. */
    static WebhookGuard inMemory() {
        return inMemory(10_000);
    }

    /**
     * A guard in the memory of this process.
     *
     * @param most how many ids it remembers; the oldest are forgotten first
     */
    static WebhookGuard inMemory(int most) {
        return new MemoryGuard(most);
    }
}
