// Generated from spec/organization/members.yaml by codegen; edit that file instead.
package io.github.claude4j.admin.members;

import io.github.claude4j.client.Caller;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonObject;

/** The calls of {@code members.keys}. */
public final class MemberKeysService {
    /** {@code POST /v1/members/{member_id}/keys} */
    public static final Operation CREATE = Operation.of("organization.members.keys.create", "POST",
            "/v1/members/{member_id}/keys")
            .withoutBody()
            .build();

    private final Caller caller;

    /** For the client; users get theirs from it. */
    public MemberKeysService(Caller caller) {
        this.caller = caller;
    }

    /** {@code POST /v1/members/{member_id}/keys} */
    public Member create(String memberId) {
        return caller.send(CREATE, JsonObject.of(), Member::of, memberId);
    }
}
