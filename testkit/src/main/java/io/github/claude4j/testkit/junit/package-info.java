/**
 * For JUnit: a fake Claude API for each test ({@link io.github.claude4j.testkit.junit.FakeClaudeTest}), and what a transport
 * has to do ({@link io.github.claude4j.testkit.junit.TransportContract}).
 */
@NullMarked
package io.github.claude4j.testkit.junit;

import org.jspecify.annotations.NullMarked;
