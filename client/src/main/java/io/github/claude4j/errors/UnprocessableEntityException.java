package io.github.claude4j.errors;

/** Status 422: the request is well formed and still cannot be carried out. */
public final class UnprocessableEntityException extends ApiException {
    private static final long serialVersionUID = 1L;

    UnprocessableEntityException(Answer answer) {
        super(answer);
    }
}
