/** Decides which answer a request gets: a rule, a refusal, a step of the script, or what the API would say. */
@NullMarked
package io.github.claude4j.testkit.internal.api;

import org.jspecify.annotations.NullMarked;
