/** Findings on a request before it is sent: {@link io.github.claude4j.lint.Lint}. */
@NullMarked
package io.github.claude4j.lint;

import org.jspecify.annotations.NullMarked;
