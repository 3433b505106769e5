/** Speaks to the person in front of the terminal: input, output, tables, wording, failures. */
@NullMarked
package io.github.claude4j.cli.terminal;

import org.jspecify.annotations.NullMarked;
