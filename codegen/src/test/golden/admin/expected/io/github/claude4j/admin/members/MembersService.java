// Generated from spec/organization/members.yaml by codegen; edit that file instead.
package io.github.claude4j.admin.members;

import io.github.claude4j.Page;
import io.github.claude4j.client.Caller;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.people.ListParams;
import java.util.function.Consumer;

/** The calls of {@code members}. */
public final class MembersService {
    /** {@code GET /v1/members} */
    public static final Operation LIST = Operation.of("organization.members.list", "GET", "/v1/members")
            .pages("ids")
            .build();

    private final Caller caller;

    /** For the client; users get theirs from it. */
    public MembersService(Caller caller) {
        this.caller = caller;
    }

    /** {@code GET /v1/members} */
    public Page<Member> list() {
        return caller.page(LIST, JsonObject.of(), Member::of);
    }

    /** {@code GET /v1/members} */
    public Page<Member> list(ListParams params) {
        return caller.page(LIST, params.json(), Member::of);
    }

    /** {@code GET /v1/members} */
    public Page<Member> list(Consumer<ListParams.Builder> params) {
        ListParams.Builder builder = ListParams.builder();
        params.accept(builder);
        return list(builder.build());
    }

    /** The calls of {@code members.keys}. */
    public MemberKeysService keys() {
        return new MemberKeysService(caller);
    }
}
