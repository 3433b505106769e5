package io.github.claude4j.spring.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.util.ClassUtils;

/** Puts a fake into the context of a test with {@code @FakeClaudeTest}. Those who test without the test kit have none. */
final class FakeContextCustomizerFactory implements ContextCustomizerFactory {
    private static final boolean PRESENT =
            ClassUtils.isPresent("io.github.claude4j.testkit.junit.FakeClaudeTest", null);

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        return PRESENT ? Present.customizer(testClass) : null;
    }

    /** Loaded only where the test kit is there. */
    private static final class Present {
        static @Nullable ContextCustomizer customizer(Class<?> testClass) {
            return TestContextAnnotationUtils.hasAnnotation(
                            testClass, io.github.claude4j.testkit.junit.FakeClaudeTest.class)
                    ? new FakeContextCustomizer()
                    : null;
        }
    }
}
