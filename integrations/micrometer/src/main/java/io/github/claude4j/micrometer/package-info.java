/** Observations and meters of calls, runs and tools, under the names that Spring AI uses. */
@NullMarked
package io.github.claude4j.micrometer;

import org.jspecify.annotations.NullMarked;
