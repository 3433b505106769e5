/**
 * Which work runs on which thread: the pools of the library, and turns on them. It names nothing else of the library. Not for
 * programs: it may change at any time.
 */
@NullMarked
package io.github.claude4j.internal.threads;

import org.jspecify.annotations.NullMarked;
