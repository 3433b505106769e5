/** Several places for the same call: which of them is well, and what each keeps. Nothing here makes calls. */
@NullMarked
package io.github.claude4j.internal.failover;

import org.jspecify.annotations.NullMarked;
