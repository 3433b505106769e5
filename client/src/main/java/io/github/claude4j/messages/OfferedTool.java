package io.github.claude4j.messages;

/** What a run can offer to the model: a tool as a request has it, or one with the code that is run for it. */
public interface OfferedTool {
    /** The tool as the request has it. */
    default ToolUnion definition() {
        if (this instanceof ToolUnion tool) {
            return tool;
        }
        throw new UnsupportedOperationException("definition() is to be overridden");
    }
}
