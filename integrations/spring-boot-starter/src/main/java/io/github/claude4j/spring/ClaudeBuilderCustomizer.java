package io.github.claude4j.spring;

import io.github.claude4j.Claude;

/**
 * Says of a client what no property can: interceptors, listeners, credentials that change. Beans of this type are asked for each client
 * that the starter makes, in their order, after the properties were applied.
 *
 * <pre>{@code
 * @Bean
 * ClaudeBuilderCustomizer audited(Audit audit) {
 *     return (builder, client) -> builder.listener(audit);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface ClaudeBuilderCustomizer {
    /**
     * Changes what a client will be.
     *
     * @param client its name under {@code claude.clients}, or {@code claude} for the one that has no name
     */
    void customize(Claude.Builder builder, String client);
}
