package io.github.claude4j.tools;

import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.messages.ToolResultItem;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a tool throws to tell the model why it failed. The message goes to the model as it is; that of any other exception does
 * not.
 */
public class ToolException extends ClaudeException {
    private static final long serialVersionUID = 1L;

    /** What the model is told, as it was given: a message for people shows no control characters. */
    private final transient ToolOutput output;

    /** A failure, in words for the model. */
    public ToolException(String message) {
        this(message, (Throwable) null);
    }

    /** A failure, in words for the model, and what was behind it, which the model does not see. */
    public ToolException(String message, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        output = ToolOutput.error(message);
    }

    /** A failure, in blocks for the model: a picture of the screen, say. */
    public ToolException(String message, List<? extends ToolResultItem> content) {
        super(Objects.requireNonNull(message, "message"), null);
        output = ToolOutput.error(content);
    }

    /** What the model is told. */
    public ToolOutput output() {
        return output;
    }
}
