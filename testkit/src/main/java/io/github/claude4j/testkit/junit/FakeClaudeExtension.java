package io.github.claude4j.testkit.junit;

import io.github.claude4j.Claude;
import io.github.claude4j.testkit.FakeClaude;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Keeps one fake a test. What JUnit closes by itself differs between its versions, so the fake is closed by hand. */
final class FakeClaudeExtension implements ParameterResolver, TestExecutionExceptionHandler, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(FakeClaudeExtension.class);

    /** Tells with a failure what the fake received; the stack trace of the failure itself says where. */
    private static final class Received extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Received(String requests) {
            super(requests, null, false, false);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == FakeClaude.class || type == Claude.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(
                    "each test has its own FakeClaude: ask for it in the test or in @BeforeEach, not in "
                            + parameter.getDeclaringExecutable());
        }
        FakeClaude fake = fake(context);
        return parameter.getParameter().getType() == Claude.class ? fake.client() : fake;
    }

    /** One test's callbacks run one after the other, so there is no race between looking and starting. */
    private static FakeClaude fake(ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(NAMESPACE);
        FakeClaude fake = running(context);
        if (fake == null) {
            fake = FakeClaude.start();
            store.put(context.getUniqueId(), fake);
        }
        return fake;
    }

    private static @Nullable FakeClaude running(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(context.getUniqueId(), FakeClaude.class);
    }

    /** A failed assertion is told in one text with what arrived; other exceptions keep their type, which says most. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        FakeClaude fake = running(context);
        if (fake != null && failure instanceof AssertionError) {
            AssertionError told =
                    new AssertionError(failure.getMessage() + "\n\nFakeClaude " + fake.describeRequests(), failure);
            told.setStackTrace(failure.getStackTrace());
            throw told;
        }
        if (fake != null) {
            failure.addSuppressed(new Received("FakeClaude " + fake.describeRequests()));
        }
        throw failure;
    }

    /** What a test that has passed scripted in vain shows that it does not test what it seems to. */
    @Override
    public void afterEach(ExtensionContext context) {
        FakeClaude fake = running(context);
        if (fake == null) {
            return;
        }
        try (fake) {
            if (context.getExecutionException().isEmpty()) {
                fake.assertUsed();
            }
        }
    }
}
