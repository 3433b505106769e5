/**
 * A local Claude API to build and test against: no key, no network, no mocks.
 * {@link io.github.claude4j.testkit.FakeClaude} is where to begin.
 */
@NullMarked
package io.github.claude4j.testkit;

import org.jspecify.annotations.NullMarked;
