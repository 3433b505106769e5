package io.github.claude4j.errors;

/** Status 409: the request conflicts with the state of the resource. */
public final class ConflictException extends ApiException {
    private static final long serialVersionUID = 1L;

    ConflictException(Answer answer) {
        super(answer);
    }
}
