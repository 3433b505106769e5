// Generated from spec/ by codegen; edit that file instead.
package io.github.claude4j.admin;

import io.github.claude4j.Claude;
import io.github.claude4j.admin.members.MembersService;
import io.github.claude4j.client.Caller;

/** The endpoints of an organization: members, keys, workspaces, usage. It shares the client's connections. */
public final class ClaudeAdmin {
    private final Caller caller;

    private ClaudeAdmin(Caller caller) {
        this.caller = caller;
    }

    /** The organization that this client's credentials are of; an admin key is needed for most of it. */
    public static ClaudeAdmin of(Claude claude) {
        return new ClaudeAdmin(Caller.of(claude.http()));
    }

    /** The calls of {@code members}. */
    public MembersService members() {
        return new MembersService(caller);
    }
}
