package io.github.claude4j.tools;

import org.jspecify.annotations.Nullable;

/** Stands around the code of every tool, on the thread that it runs on: for spans, transactions, logging context. */
@FunctionalInterface
public interface ToolInterceptor {
    /** The code of the tool, and the interceptors that stand closer to it. */
    @FunctionalInterface
    interface Next {
        /** Runs it; once. */
        @Nullable
        Object run() throws Exception;
    }

    /**
     * Runs a call, or does something in its place.
     *
     * @return what the tool gives, or what {@link ToolOutput#of} takes
     * @throws Exception what the tool threw, or another failure of it
     */
    @Nullable
    Object run(ToolCall call, Next next) throws Exception;
}
