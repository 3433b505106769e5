/** Cassettes: what was said between an application and an API, written without secrets, and replayed. */
@NullMarked
package io.github.claude4j.testkit.internal.record;

import org.jspecify.annotations.NullMarked;
