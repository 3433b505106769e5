/**
 * Which proxy leads to a URL, as options and the environment say. Not for programs: it may change at any time.
 */
@NullMarked
package io.github.claude4j.internal.proxy;

import org.jspecify.annotations.NullMarked;
