package io.github.claude4j.errors;

/** Status 404: there is no such thing, or not in this workspace. */
public final class NotFoundException extends ApiException {
    private static final long serialVersionUID = 1L;

    NotFoundException(Answer answer) {
        super(answer);
    }
}
