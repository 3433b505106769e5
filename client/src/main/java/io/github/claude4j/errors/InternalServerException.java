package io.github.claude4j.errors;

/** Status 500 and above, but 529: something went wrong at the API or before it. */
public final class InternalServerException extends ApiException {
    private static final long serialVersionUID = 1L;

    InternalServerException(Answer answer) {
        super(answer);
    }
}
