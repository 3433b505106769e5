/** The command {@code batch}. */
@NullMarked
package io.github.claude4j.cli.batch;

import org.jspecify.annotations.NullMarked;
