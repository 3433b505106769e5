/**
 * Messages as JSON: what of an answer is a call, what of it goes back, how its blocks grow. It names no view of the API. Not
 * for programs: it may change at any time.
 */
@NullMarked
package io.github.claude4j.internal.messages;

import org.jspecify.annotations.NullMarked;
