package io.github.claude4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.claude4j.Claude;
import io.github.claude4j.agents.Agent;
import io.github.claude4j.messages.Model;
import io.github.claude4j.webhooks.AgentArchivedWebhook;
import io.github.claude4j.webhooks.WebhookEvent;
import io.github.claude4j.webhooks.WebhookVerificationException;
import io.github.claude4j.webhooks.Webhooks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;

/** Receives webhooks: checks their signatures, drops repeats, reads the events. */
public final class WebhookReceiver {
    private static final Webhooks WEBHOOKS = Webhooks.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private WebhookReceiver() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (Claude claude = Claude.fromEnv()) {
            server.createContext("/webhooks", exchange -> receive(claude, exchange));
            server.start();
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks");
            Agent agent = claude.agents().create(a -> a.name("Helper").model(Model.CLAUDE_OPUS_5_5));
            claude.agents().archive(agent.id());
            System.out.println(deliver(url, "msg_1", agent.id())); // 204
            System.out.println(deliver(url, "msg_1", agent.id())); // 204: dropped, it was handled
        } finally {
            server.stop(0);
        }
    }

    private static void receive(Claude claude, HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status = 204;
        try {
            WEBHOOKS.receive(body, exchange.getRequestHeaders(), event -> handle(claude, event));
        } catch (WebhookVerificationException e) {
            status = 400;
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** An event carries ids only: what they stand for is asked of the API. */
    private static void handle(Claude claude, WebhookEvent event) {
        if (event.data() instanceof AgentArchivedWebhook archived) {
            System.out.println(
                    "archived: " + claude.agents().retrieve(archived.id()).name());
        } else {
            System.out.println(event.data().type());
        }
    }

    /** Does as the API does. */
    private static int deliver(URI url, String id, String agentId) throws IOException, InterruptedException {
        byte[] body = """
                {"type": "event", "id": "wevt_1", "created_at": "2026-11-20T08:00:00Z", "data":
                 {"type": "agent.archived", "id": "%s", "organization_id": "org_1", "workspace_id": "w_1"}}""".formatted(agentId).getBytes(UTF_8);
        Instant now = Instant.now();
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                .header("webhook-signature", WEBHOOKS.sign(id, now, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
