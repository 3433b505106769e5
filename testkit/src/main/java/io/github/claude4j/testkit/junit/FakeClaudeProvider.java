package io.github.claude4j.testkit.junit;

import io.github.claude4j.testkit.FakeClaude;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives tests with {@link FakeClaudeTest} a fake that is there already, such as that of an application that is tested as a whole. Those
 * that {@link java.util.ServiceLoader} finds are asked before each test.
 */
@FunctionalInterface
public interface FakeClaudeProvider {
    /**
     * The fake for this test. It {@linkplain FakeClaude#clear starts over} before the test, and is not closed after it. Empty for a
     * test that has one of its own.
     */
    Optional<FakeClaude> fake(ExtensionContext test);
}
