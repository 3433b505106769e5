package io.github.claude4j.opentelemetry;

import io.github.claude4j.errors.ApiException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import org.jspecify.annotations.Nullable;

/** What is told of failures: of what kind they are, and never their messages, which may say what was asked. */
final class Failure {
    private Failure() {}

    /** The API's word for it, else the status, else the name of the class; null where nothing failed. */
    static @Nullable String type(@Nullable Throwable failure) {
        if (failure == null) {
            return null;
        }
        Throwable told = failure.getCause() instanceof ApiException error ? error : failure;
        return told instanceof ApiException error
                ? error.type().orElseGet(() -> String.valueOf(error.status()))
                : told.getClass().getName();
    }

    static void describe(Span span, @Nullable String type) {
        if (type != null) {
            span.setAttribute(Names.ERROR_TYPE, type).setStatus(StatusCode.ERROR);
        }
    }
}
