/**
 * The {@code claude4j} command. {@link io.github.claude4j.cli.Cli} is all of it but the process around it. Commands use
 * options, options use terminal; commands do not use each other.
 */
@NullMarked
package io.github.claude4j.cli;

import org.jspecify.annotations.NullMarked;
