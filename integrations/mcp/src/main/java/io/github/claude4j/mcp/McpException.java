package io.github.claude4j.mcp;

import io.github.claude4j.errors.ClaudeException;
import org.jspecify.annotations.Nullable;

/** An MCP server cannot be asked, refuses, or gives what Claude cannot be given; the message says which. */
public final class McpException extends ClaudeException {
    private static final long serialVersionUID = 1L;

    McpException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
