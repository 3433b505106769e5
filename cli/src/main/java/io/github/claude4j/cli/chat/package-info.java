/** The command {@code chat}. */
@NullMarked
package io.github.claude4j.cli.chat;

import org.jspecify.annotations.NullMarked;
