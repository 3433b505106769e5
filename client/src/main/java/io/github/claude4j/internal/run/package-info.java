/**
 * What a conversation is: state as JSON, the events that change it, and what it needs next; journals of such events. It runs
 * nothing and knows no tool's code. Not for programs: it may change at any time.
 */
@NullMarked
package io.github.claude4j.internal.run;

import org.jspecify.annotations.NullMarked;
