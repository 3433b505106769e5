/**
 * The log, the version, and what a base URL looks like. Not for programs: it may change at any time.
 */
@NullMarked
package io.github.claude4j.internal;

import org.jspecify.annotations.NullMarked;
