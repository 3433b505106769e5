/** Clouds that answer as Claude does: what they make of requests and answers, and whose signatures they take. */
@NullMarked
package io.github.claude4j.testkit.internal.cloud;

import org.jspecify.annotations.NullMarked;
