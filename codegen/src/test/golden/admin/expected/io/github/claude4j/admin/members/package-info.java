// Generated from spec/organization/members.yaml by codegen; edit that file instead.
/** Members of the organization. */
@NullMarked
package io.github.claude4j.admin.members;

import org.jspecify.annotations.NullMarked;
