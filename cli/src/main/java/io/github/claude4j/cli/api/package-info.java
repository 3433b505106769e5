/** The command {@code api}, which calls any operation. */
@NullMarked
package io.github.claude4j.cli.api;

import org.jspecify.annotations.NullMarked;
