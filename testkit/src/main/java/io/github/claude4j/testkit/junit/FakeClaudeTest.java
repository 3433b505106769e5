package io.github.claude4j.testkit.junit;

import io.github.claude4j.Claude;
import io.github.claude4j.testkit.FakeClaude;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class its own {@link FakeClaude}, and a {@link Claude} that talks to it, for the asking:
 *
 * <pre>{@code
 * @FakeClaudeTest
 * class GreeterTest {
 *     @Test
 *     void greets(FakeClaude fake, Claude claude) {
 *         fake.reply("Hello!");
 *         assertThat(new Greeter(claude).greet()).isEqualTo("Hello!");
 *     }
 * }
 * }</pre>
 *
 * <p>The parameters may stand in tests of every kind and in {@code @BeforeEach} and {@code @AfterEach} methods; within
 * one test they are the same. Tests may run in parallel. The fake starts when it is first asked for and is closed after
 * the test. When a test fails, a suppressed exception of its failure says which requests the fake received. A test that has passed
 * fails all the same when something that it scripted was never fetched, see {@link FakeClaude#assertUsed}.
 *
 * <p>On a method it gives the fake to that test alone. JUnit 5 or newer must be there.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(FakeClaudeExtension.class)
public @interface FakeClaudeTest {}
