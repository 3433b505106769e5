// Generated from spec/ by codegen; edit that file instead.
package io.github.claude4j.admin;

import io.github.claude4j.admin.members.MemberKeysService;
import io.github.claude4j.admin.members.MembersService;
import io.github.claude4j.http.Operation;
import java.util.List;

/** Every operation of this module. */
public final class AdminOperations {
    private static final List<Operation> ALL = List.of(
            MemberKeysService.CREATE,
            MembersService.LIST);

    private AdminOperations() {}

    /** All of them, by name. */
    public static List<Operation> all() {
        return ALL;
    }
}
