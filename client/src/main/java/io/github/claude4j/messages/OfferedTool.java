package io.github.claude4j.messages;

/**
 * What a run can offer to the model: a tool as a request has it, or one with the code that is run for it. There are no others;
 * one of your own is refused.
 */
public interface OfferedTool {}
