/**
 * Threads, the log, the version, and words about limits. Not for programs: it may change at any time.
 */
@NullMarked
package io.github.claude4j.internal;

import org.jspecify.annotations.NullMarked;
