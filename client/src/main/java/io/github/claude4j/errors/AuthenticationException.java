package io.github.claude4j.errors;

/** Status 401: the credentials are missing or not accepted. */
public final class AuthenticationException extends ApiException {
    private static final long serialVersionUID = 1L;

    AuthenticationException(Answer answer) {
        super(answer);
    }
}
