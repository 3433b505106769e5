/**
 * What can be said of a request before it is sent: findings ({@link io.github.claude4j.lint.Lint}), where it loses the cache
 * of an earlier one ({@link io.github.claude4j.lint.CacheBreak}), where it should be marked to be cached
 * ({@link io.github.claude4j.lint.CachePlan}).
 */
@NullMarked
package io.github.claude4j.lint;

import org.jspecify.annotations.NullMarked;
