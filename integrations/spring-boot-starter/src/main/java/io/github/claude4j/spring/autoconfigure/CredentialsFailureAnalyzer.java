package io.github.claude4j.spring.autoconfigure;

import io.github.claude4j.errors.MissingCredentialsException;
import io.github.claude4j.spring.internal.clients.PropertySetter;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells of an application that asks the model while it starts, and has no credentials. */
final class CredentialsFailureAnalyzer extends AbstractFailureAnalyzer<MissingCredentialsException> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, MissingCredentialsException cause) {
        return new FailureAnalysis(
                new PropertySetter("claude").inProperties(String.valueOf(cause.getMessage())),
                "Set claude.api-key, or the variable ANTHROPIC_API_KEY; for a client with a name"
                        + " claude.clients.<name>.api-key; in a test, add @FakeClaudeTest.",
                cause);
    }
}
