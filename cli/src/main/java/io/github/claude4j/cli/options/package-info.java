/** Options and arguments that several commands share, and what they stand for. */
@NullMarked
package io.github.claude4j.cli.options;

import org.jspecify.annotations.NullMarked;
