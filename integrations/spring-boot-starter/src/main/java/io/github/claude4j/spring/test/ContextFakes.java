package io.github.claude4j.spring.test;

import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.junit.FakeClaudeProvider;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Gives a test the fake of its application context. */
public final class ContextFakes implements FakeClaudeProvider {
    @Override
    public Optional<FakeClaude> fake(ExtensionContext test) {
        Class<?> type = test.getRequiredTestClass();
        boolean isSprings = TestContextAnnotationUtils.hasAnnotation(type, BootstrapWith.class)
                || TestContextAnnotationUtils.hasAnnotation(type, ContextConfiguration.class);
        return isSprings
                ? Optional.ofNullable(SpringExtension.getApplicationContext(test)
                        .getBeanProvider(FakeClaude.class)
                        .getIfAvailable())
                : Optional.empty();
    }
}
