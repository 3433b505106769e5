package io.github.claude4j.webhooks.http;

import io.github.claude4j.webhooks.WebhookEvent;
import io.github.claude4j.webhooks.Webhooks;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Receives webhooks in a servlet container: {@code context.addServlet("webhooks", new WebhookServlet(Webhooks.fromEnv(), event -> …))}.
 *
 * <p>It answers 204 once the event was handled, now or before; 400 where a delivery is not to be believed; 500 where the handler
 * throws, so that it comes again. The handler runs on the container's thread: what takes long belongs elsewhere.
 */
public final class WebhookServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Receiver receiver;

    /** With what verifies deliveries, and what handles their events. */
    public WebhookServlet(Webhooks webhooks, Consumer<? super WebhookEvent> handler) {
        receiver = new Receiver(webhooks, handler);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = receiver.receive(request.getMethod(), request.getInputStream(), request::getHeader);
        if (status == Receiver.WRONG_METHOD) {
            response.setHeader("Allow", "POST");
        }
        response.setStatus(status);
    }
}
