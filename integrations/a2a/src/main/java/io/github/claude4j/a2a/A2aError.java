package io.github.claude4j.a2a;

import java.util.Arrays;
import java.util.Optional;

/** Why an agent refuses a call: the numbers of JSON-RPC, and those of sections 5.4 and 9.5 of the specification of A2A 1.0. */
public enum A2aError {
    /** What was sent is no JSON. */
    PARSE_ERROR(-32700),
    /** What was sent is no call. */
    INVALID_REQUEST(-32600),
    /** The agent does not have the method; an agent of version 0.3 has none of those of 1.0. */
    METHOD_NOT_FOUND(-32601),
    /** Something is wrong in the message or the ids: see {@link A2aException#details()}. */
    INVALID_PARAMS(-32602),
    /** The agent failed. */
    INTERNAL_ERROR(-32603),
    /** There is no task of this id, or not for you. */
    TASK_NOT_FOUND(-32001),
    /** The task has ended. */
    TASK_NOT_CANCELABLE(-32002),
    /** The agent calls nobody back. */
    PUSH_NOTIFICATION_NOT_SUPPORTED(-32003),
    /** The agent does not do that, such as streaming, or taking messages for a task that has ended. */
    UNSUPPORTED_OPERATION(-32004),
    /** The agent does not read a media type of the message. */
    CONTENT_TYPE_NOT_SUPPORTED(-32005),
    /** The agent answered what it should not. */
    INVALID_AGENT_RESPONSE(-32006),
    /** The agent has no card for those who are known to it. */
    EXTENDED_AGENT_CARD_NOT_CONFIGURED(-32007),
    /** The agent wants an extension: name it in the header {@code a2a-extensions}. */
    EXTENSION_SUPPORT_REQUIRED(-32008),
    /** The agent does not speak this version. */
    VERSION_NOT_SUPPORTED(-32009);

    private final long code;

    A2aError(long code) {
        this.code = code;
    }

    static Optional<A2aError> of(long code) {
        return Arrays.stream(values()).filter(each -> each.code == code).findFirst();
    }

    /** The number on the wire. */
    public long code() {
        return code;
    }
}
