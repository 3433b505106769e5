package io.github.claude4j.a2a;

import io.github.claude4j.ApiEnum;
import java.util.Objects;
import java.util.Set;

/** How far a task is. */
public final class TaskState extends ApiEnum {
    /** The agent has it. */
    public static final TaskState SUBMITTED = new TaskState("TASK_STATE_SUBMITTED");
    /** The agent works on it. */
    public static final TaskState WORKING = new TaskState("TASK_STATE_WORKING");
    /** It is done. */
    public static final TaskState COMPLETED = new TaskState("TASK_STATE_COMPLETED");
    /** It ended with an error. */
    public static final TaskState FAILED = new TaskState("TASK_STATE_FAILED");
    /** It was ended. */
    public static final TaskState CANCELED = new TaskState("TASK_STATE_CANCELED");
    /** The agent asks something: answer with {@link AgentMessage#in}. */
    public static final TaskState INPUT_REQUIRED = new TaskState("TASK_STATE_INPUT_REQUIRED");
    /** The agent will not do it. */
    public static final TaskState REJECTED = new TaskState("TASK_STATE_REJECTED");
    /** The agent needs credentials, by a way of its own. */
    public static final TaskState AUTH_REQUIRED = new TaskState("TASK_STATE_AUTH_REQUIRED");

    private static final Set<TaskState> ENDS = Set.of(COMPLETED, FAILED, CANCELED, REJECTED);

    private TaskState(String value) {
        super(value);
    }

    /** The state that A2A spells like this, known or not. */
    public static TaskState of(String value) {
        return switch (Objects.requireNonNull(value, "value")) {
            case "TASK_STATE_SUBMITTED" -> SUBMITTED;
            case "TASK_STATE_WORKING" -> WORKING;
            case "TASK_STATE_COMPLETED" -> COMPLETED;
            case "TASK_STATE_FAILED" -> FAILED;
            case "TASK_STATE_CANCELED" -> CANCELED;
            case "TASK_STATE_INPUT_REQUIRED" -> INPUT_REQUIRED;
            case "TASK_STATE_REJECTED" -> REJECTED;
            case "TASK_STATE_AUTH_REQUIRED" -> AUTH_REQUIRED;
            default -> new TaskState(value);
        };
    }

    /** Whether nothing more will happen: completed, failed, canceled or rejected. */
    public boolean isEnd() {
        return ENDS.contains(this);
    }
}
