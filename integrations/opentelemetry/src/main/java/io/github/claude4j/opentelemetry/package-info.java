/** Spans and metrics of calls, runs and tools, by the GenAI conventions of OpenTelemetry. */
@NullMarked
package io.github.claude4j.opentelemetry;

import org.jspecify.annotations.NullMarked;
