/** The commands that are one class each. */
@NullMarked
package io.github.claude4j.cli.commands;

import org.jspecify.annotations.NullMarked;
