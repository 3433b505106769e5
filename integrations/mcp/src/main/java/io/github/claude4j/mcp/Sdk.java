package io.github.claude4j.mcp;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.tools.ToolException;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What both clients of the official SDK have in common: its JSON, and what they throw. */
final class Sdk {
    private Sdk() {}

    static JsonObject json(Object result) throws IOException {
        return JsonObject.parse(McpJsonDefaults.getMapper().writeValueAsBytes(result));
    }

    /**
     * The SDK hides interrupts, and what the server says behind what its threads throw.
     *
     * @param words what the server says, where this is how the client throws it
     */
    static <T> T asked(Supplier<T> call, Function<Throwable, @Nullable String> words) throws InterruptedException {
        try {
            return call.get();
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                InterruptedException interrupted =
                        new InterruptedException("interrupted while an MCP server was asked");
                interrupted.initCause(e);
                throw interrupted;
            }
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                String said = words.apply(cause);
                if (said != null) {
                    throw new ToolException(said, e);
                }
            }
            throw e;
        }
    }
}
