package io.github.claude4j.webhooks.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.claude4j.webhooks.WebhookEvent;
import io.github.claude4j.webhooks.Webhooks;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Receives webhooks through the JDK's HTTP server:
 * {@code server.createContext("/webhooks", new WebhookHandler(Webhooks.fromEnv(), event -> …))}.
 *
 * <p>It answers 204 once the event was handled, now or before; 400 where a delivery is not to be believed; 500 where the handler
 * throws, so that it comes again. The handler runs on the server's thread: what takes long belongs elsewhere.
 */
public final class WebhookHandler implements HttpHandler {
    private final Receiver receiver;

    /** With what verifies deliveries, and what handles their events. */
    public WebhookHandler(Webhooks webhooks, Consumer<? super WebhookEvent> handler) {
        receiver = new Receiver(webhooks, handler);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            int status = receiver.receive(
                    exchange.getRequestMethod(), exchange.getRequestBody(), exchange.getRequestHeaders()::getFirst);
            if (status == Receiver.WRONG_METHOD) {
                exchange.getResponseHeaders().set("Allow", "POST");
            }
            exchange.sendResponseHeaders(status, -1);
        } finally {
            exchange.close();
        }
    }
}
