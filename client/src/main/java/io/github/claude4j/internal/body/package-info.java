/**
 * Bytes that become answers, errors and events. Not for programs: it may change at any time.
 */
@NullMarked
package io.github.claude4j.internal.body;

import org.jspecify.annotations.NullMarked;
