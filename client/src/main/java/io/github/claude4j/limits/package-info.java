/** Keeps calls within the limits of the account: {@link io.github.claude4j.limits.RateLimiter}. */
@NullMarked
package io.github.claude4j.limits;

import org.jspecify.annotations.NullMarked;
