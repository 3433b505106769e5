/** Conversations as JSON: which turns are left when one has to become shorter. */
@NullMarked
package io.github.claude4j.internal.history;

import org.jspecify.annotations.NullMarked;
