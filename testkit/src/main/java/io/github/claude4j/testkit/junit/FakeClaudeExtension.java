package io.github.claude4j.testkit.junit;

import io.github.claude4j.Claude;
import io.github.claude4j.testkit.FakeClaude;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Keeps one fake a test, its own or that of a {@link FakeClaudeProvider}. What JUnit closes by itself differs between its versions, so the fake is closed by hand. */
final class FakeClaudeExtension
        implements BeforeEachCallback, ParameterResolver, TestExecutionExceptionHandler, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(FakeClaudeExtension.class);

    /**
     * The fake of a test.
     *
     * @param isLent whether it goes on after the test
     */
    private record Kept(FakeClaude fake, boolean isLent) {}

    /** Tells with a failure what the fake received; the stack trace of the failure itself says where. */
    private static final class Received extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Received(String requests) {
            super(requests, null, false, false);
        }
    }

    /** A fake that others have is used by what is tested, also where the test does not ask for it. */
    @Override
    public void beforeEach(ExtensionContext context) {
        for (FakeClaudeProvider provider : ServiceLoader.load(FakeClaudeProvider.class)) {
            Optional<FakeClaude> lent = provider.fake(context);
            if (lent.isPresent()) {
                keep(context, new Kept(lent.get().clear(), true));
                return;
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        // One with an annotation is for who knows that, such as Spring.
        boolean isPlain = parameter.getParameter().getAnnotations().length == 0;
        return isPlain && (type == FakeClaude.class || type == Claude.class);
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
        FakeClaude fake = running(context);
        if (fake == null) {
            fake = FakeClaude.start();
            keep(context, new Kept(fake, false));
        }
        return fake;
    }

    private static void keep(ExtensionContext context, Kept kept) {
        context.getStore(NAMESPACE).put(context.getUniqueId(), kept);
    }

    private static @Nullable Kept kept(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(context.getUniqueId(), Kept.class);
    }

    private static @Nullable FakeClaude running(ExtensionContext context) {
        Kept kept = kept(context);
        return kept == null ? null : kept.fake;
    }

    /** The failure stays itself: what it expected and found is compared by editors. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        FakeClaude fake = running(context);
        if (fake != null) {
            failure.addSuppressed(new Received("FakeClaude " + fake.describeRequests()));
        }
        throw failure;
    }

    /** What a test that has passed scripted in vain shows that it does not test what it seems to. */
    @Override
    public void afterEach(ExtensionContext context) {
        Kept kept = kept(context);
        if (kept == null) {
            return;
        }
        try {
            if (context.getExecutionException().isEmpty()) {
                kept.fake.assertUsed();
            }
        } finally {
            if (!kept.isLent) {
                kept.fake.close();
            }
        }
    }
}
