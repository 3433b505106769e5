package io.github.claude4j.errors;

/** Status 529: the API has too much to do at the moment. */
public final class OverloadedException extends ApiException {
    private static final long serialVersionUID = 1L;

    OverloadedException(Answer answer) {
        super(answer);
    }
}
