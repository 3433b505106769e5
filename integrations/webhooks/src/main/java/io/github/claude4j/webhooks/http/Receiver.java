package io.github.claude4j.webhooks.http;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.webhooks.WebhookEvent;
import io.github.claude4j.webhooks.WebhookVerificationException;
import io.github.claude4j.webhooks.Webhooks;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes deliveries, whatever server they come through, and says what to answer. */
final class Receiver {
    static final int WRONG_METHOD = 405;
    private static final int TAKEN = 204;
    private static final int REFUSED = 400;
    private static final int TOO_LARGE = 413;
    private static final int FAILED = 500;

    /** A delivery carries ids only; anybody can send more. */
    private static final int MOST_BYTES = 1 << 20;

    private static final System.Logger LOGGER = System.getLogger("io.github.claude4j");

    private final Webhooks webhooks;
    private final Consumer<? super WebhookEvent> handler;

    Receiver(Webhooks webhooks, Consumer<? super WebhookEvent> handler) {
        this.webhooks = Objects.requireNonNull(webhooks, "webhooks");
        this.handler = Objects.requireNonNull(handler, "handler");
    }

    /** The status to answer with. */
    int receive(String method, InputStream in, Function<String, @Nullable String> header) throws IOException {
        if (!method.equals("POST")) {
            return WRONG_METHOD;
        }
        byte[] body = in.readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            return TOO_LARGE;
        }
        try {
            webhooks.receive(body, header, this::handle);
            return TAKEN;
        } catch (WebhookVerificationException | InvalidDataException e) {
            LOGGER.log(System.Logger.Level.WARNING, "a webhook was refused: " + e.getMessage());
            return REFUSED;
        } catch (HandlerFailure e) {
            LOGGER.log(
                    System.Logger.Level.ERROR, "the handler of a webhook failed; it is delivered again", e.getCause());
            return FAILED;
        }
    }

    /** What the handler throws is its own, also where it is of the kinds that tell of a bad delivery. */
    private void handle(WebhookEvent event) {
        try {
            handler.accept(event);
        } catch (RuntimeException e) {
            throw new HandlerFailure(e);
        }
    }

    private static final class HandlerFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        HandlerFailure(RuntimeException cause) {
            super(cause);
        }
    }
}
