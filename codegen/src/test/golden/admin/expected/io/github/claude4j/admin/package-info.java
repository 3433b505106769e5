// Generated from spec/ by codegen; edit that file instead.
/** The endpoints of an organization: {@link io.github.claude4j.admin.ClaudeAdmin}. */
@NullMarked
package io.github.claude4j.admin;

import org.jspecify.annotations.NullMarked;
