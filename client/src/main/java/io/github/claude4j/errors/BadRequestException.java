package io.github.claude4j.errors;

/** Status 400: the request is wrong; the message says where. */
public final class BadRequestException extends ApiException {
    private static final long serialVersionUID = 1L;

    BadRequestException(Answer answer) {
        super(answer);
    }
}
