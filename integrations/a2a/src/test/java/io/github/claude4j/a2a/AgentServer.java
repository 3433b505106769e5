package io.github.claude4j.a2a;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An agent on loopback that answers as a test says, and keeps what it was asked. */
final class AgentServer implements AutoCloseable {
    /** A call as it came. */
    record Received(JsonObject call, String version, String authorization, List<String> headers) {}

    final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile String card;
    private volatile int status = 200;
    private volatile String type = "application/json";
    private volatile Function<JsonObject, String> answer = call -> "";

    AgentServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        card = card(url() + "/rpc?of=1", "JSONRPC", "1.0");
        server.createContext(
                "/.well-known/agent-card.json", exchange -> respond(exchange, 200, "application/json", card));
        server.createContext("/cards/one.json", exchange -> respond(exchange, 200, "application/json", card));
        server.createContext("/rpc", this::call);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    static String card(String url, String binding, String version) {
        return """
                {"name": "Planner", "description": "Plans routes", "version": "7", "capabilities": {"streaming": true},
                 "supportedInterfaces": [{"url": "grpc.example.com:443", "protocolBinding": "GRPC", "protocolVersion": "1.0"},
                  {"url": "%s", "protocolBinding": "%s", "protocolVersion": "%s", "tenant": "t1"}],
                 "defaultInputModes": ["text/plain"], "defaultOutputModes": ["text/plain"],
                 "skills": [{"id": "route", "name": "Routes", "description": "A route", "tags": ["maps"]}]}""".formatted(url, binding, version);
    }

    void card(String newCard) {
        card = newCard;
    }

    /** Answers calls with this result. */
    void result(String json) {
        answer = call -> JsonObject.of("jsonrpc", "2.0", "id", call.get("id"), "result", JsonObject.parse(json))
                .toJson();
    }

    /** Refuses calls. */
    void refusal(int httpStatus, long code, String message, JsonObject... details) {
        status = httpStatus;
        JsonObject error = JsonObject.of("code", code, "message", message, "data", JsonArray.of((Object[]) details));
        answer = call -> JsonObject.of("jsonrpc", "2.0", "id", call.get("id"), "error", error)
                .toJson();
    }

    /** Answers with these bytes. */
    void text(int httpStatus, String contentType, String text) {
        status = httpStatus;
        type = contentType;
        answer = call -> text;
    }

    private void call(HttpExchange exchange) throws IOException {
        JsonObject call = JsonObject.parse(exchange.getRequestBody().readAllBytes());
        received.add(new Received(
                call,
                exchange.getRequestHeaders().getFirst("a2a-version"),
                exchange.getRequestHeaders().getFirst("authorization"),
                exchange.getRequestHeaders().keySet().stream()
                        .map(String::toLowerCase)
                        .toList()));
        respond(exchange, status, type, answer.apply(call));
    }

    private static void respond(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
