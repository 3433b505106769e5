/** Shell commands that the model may call: their description in a file, and how they run. */
@NullMarked
package io.github.claude4j.cli.tools;

import org.jspecify.annotations.NullMarked;
