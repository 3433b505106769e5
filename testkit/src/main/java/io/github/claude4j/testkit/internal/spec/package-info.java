/** The spec at work: holds JSON against it, and makes the smallest values that fit it. */
@NullMarked
package io.github.claude4j.testkit.internal.spec;

import org.jspecify.annotations.NullMarked;
