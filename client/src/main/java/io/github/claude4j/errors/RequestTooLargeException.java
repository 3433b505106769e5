package io.github.claude4j.errors;

/** Status 413: the request has more bytes than the API takes. */
public final class RequestTooLargeException extends ApiException {
    private static final long serialVersionUID = 1L;

    RequestTooLargeException(Answer answer) {
        super(answer);
    }
}
