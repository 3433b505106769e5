/** A fake Claude API for each JUnit test: {@link io.github.claude4j.testkit.junit.FakeClaudeTest}. */
@NullMarked
package io.github.claude4j.testkit.junit;

import org.jspecify.annotations.NullMarked;
