package io.github.claude4j.webhooks;

import io.github.claude4j.errors.ClaudeException;

/**
 * A delivery is not what the API signed, or is not from now: do nothing of what it says, and answer with a 400. The message
 * says what is wrong, without anything secret.
 */
public final class WebhookVerificationException extends ClaudeException {
    private static final long serialVersionUID = 1L;

    public WebhookVerificationException(String message) {
        super(message);
    }
}
