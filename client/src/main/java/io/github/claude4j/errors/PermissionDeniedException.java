package io.github.claude4j.errors;

/** Status 403: the credentials may not do this. */
public final class PermissionDeniedException extends ApiException {
    private static final long serialVersionUID = 1L;

    PermissionDeniedException(Answer answer) {
        super(answer);
    }
}
