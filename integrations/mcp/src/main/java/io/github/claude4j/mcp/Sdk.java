package io.github.claude4j.mcp;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.tools.ToolException;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpError;
import java.io.IOException;
import java.util.function.Supplier;

/** What both clients of the official SDK have in common: its JSON, and what they throw. */
final class Sdk {
    private Sdk() {}

    static JsonObject json(Object result) throws IOException {
        return JsonObject.parse(McpJsonDefaults.getMapper().writeValueAsBytes(result));
    }

    /** The SDK hides interrupts, and what the server says behind what its threads throw. */
    static <T> T asked(Supplier<T> call) throws InterruptedException {
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
                if (cause instanceof McpError error && error.getJsonRpcError() != null) {
                    throw new ToolException(
                            String.valueOf(error.getJsonRpcError().message()), e);
                }
            }
            throw e;
        }
    }
}
