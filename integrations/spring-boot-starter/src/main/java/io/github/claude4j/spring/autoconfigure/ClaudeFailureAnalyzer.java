package io.github.claude4j.spring.autoconfigure;

import io.github.claude4j.spring.ClaudeSetupException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells of a wrong set-up in two lines instead of a stack trace. */
final class ClaudeFailureAnalyzer extends AbstractFailureAnalyzer<ClaudeSetupException> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, ClaudeSetupException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
