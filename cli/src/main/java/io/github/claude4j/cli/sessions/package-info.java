/** Managed agents at hand: agents and their sessions, what happens in them, and a word to them. */
@NullMarked
package io.github.claude4j.cli.sessions;

import org.jspecify.annotations.NullMarked;
