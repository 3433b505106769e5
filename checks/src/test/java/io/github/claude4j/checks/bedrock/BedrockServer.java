package io.github.claude4j.checks.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.cloud.AwsSignatures;
import io.github.claude4j.testkit.internal.cloud.EventFrames;
import io.github.claude4j.testkit.internal.server.Received;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * Amazon Bedrock on loopback, as far as a client of messages meets it: takes only requests that are signed well, knows the
 * routes to invoke a model and to count tokens, and streams in frames that it cuts anywhere.
 */
final class BedrockServer implements AutoCloseable {
    static final String KEY_ID = "AKIDEXAMPLE";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    static final String REGION = "us-west-2";

    static final List<String> EVENTS = List.of(
            "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_bdrk_1\",\"type\":\"message\",\"role\":\"assistant\","
                    + "\"model\":\"claude-opus-5-5\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                    + "\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}",
            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hel\"}}",
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"lo\"}}",
            "{\"type\":\"content_block_stop\",\"index\":0}",
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":2}}",
            "{\"type\":\"message_stop\",\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":3,\"outputTokenCount\":2,"
                    + "\"invocationLatency\":40,\"firstByteLatency\":20}}");

    private static final String MESSAGE = "{\"id\":\"msg_bdrk_1\",\"type\":\"message\",\"role\":\"assistant\","
            + "\"model\":\"claude-opus-5-5\",\"content\":[{\"type\":\"text\",\"text\":\"Hello\"}],\"stop_reason\":\"end_turn\","
            + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":3,\"output_tokens\":2}}";

    private static final Pattern ROUTE =
            Pattern.compile("/model/([^/]+)/(invoke|invoke-with-response-stream|count-tokens)");

    /** What a request gets instead of a good answer. */
    @FunctionalInterface
    interface Script {
        void play(Reply reply) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "bedrock-server");
        thread.setDaemon(true);
        return thread;
    });
    private final AwsSignatures signatures = new AwsSignatures(KEY_ID, SECRET, REGION, "bedrock", true);
    private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
    private final List<Received> requests = new CopyOnWriteArrayList<>();
    private volatile int piece = Integer.MAX_VALUE;

    BedrockServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Adds what the next request gets that is signed well. */
    BedrockServer then(Script script) {
        scripts.add(script);
        return this;
    }

    /** Sends streams in pieces of so many bytes, wherever they end. */
    BedrockServer cutEvery(int bytes) {
        piece = bytes;
        return this;
    }

    /** What came, signed well or not. */
    List<Received> requests() {
        return requests;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, List.copyOf(values)));
            Received request = new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    exchange.getRequestBody().readAllBytes());
            requests.add(request);
            answer(request, new Reply(exchange, requests.size()));
        }
    }

    private void answer(Received request, Reply reply) throws IOException {
        Optional<String> problem = signatures.problem(request);
        if (problem.isPresent()) {
            reply.error(403, "InvalidSignatureException", problem.get());
            return;
        }
        var route = ROUTE.matcher(request.target());
        if (!request.method().equals("POST") || !route.matches()) {
            reply.error(404, "UnknownOperationException", "no such operation");
            return;
        }
        Script script = scripts.poll();
        if (script != null) {
            script.play(reply);
            return;
        }
        JsonObject body = JsonObject.parse(request.body());
        boolean counting = route.group(2).equals("count-tokens");
        if (!counting && (!body.has("anthropic_version") || body.has("model") || body.has("stream"))) {
            reply.error(400, "ValidationException", "expected anthropic_version, and neither model nor stream");
            return;
        }
        switch (route.group(2)) {
            case "count-tokens" -> reply.json(200, "{\"inputTokens\":3}");
            case "invoke" -> reply.json(200, MESSAGE);
            default -> reply.stream(EVENTS.stream().map(EventFrames::chunk).toArray(byte[][]::new));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Answers one request. */
    final class Reply {
        private final HttpExchange exchange;

        Reply(HttpExchange exchange, int number) {
            this.exchange = exchange;
            exchange.getResponseHeaders().set("x-amzn-requestid", "request-" + number);
        }

        void json(int status, String body) throws IOException {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }

        /** As Bedrock says that something is wrong: the type is in a header only, with more behind a colon. */
        void error(int status, String type, String message) throws IOException {
            exchange.getResponseHeaders().set("x-amzn-errortype", type + ":http://internal.amazon.com/coral/");
            json(status, JsonObject.of("message", message).toString());
        }

        /** A stream of these frames, and its end. */
        void stream(byte[]... frames) throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            Arrays.stream(frames).forEach(all::writeBytes);
            send(all.toByteArray());
            exchange.getResponseBody().close();
        }

        /** A stream that does something between its frames, such as to wait. */
        void stream(byte[] first, Runnable between, byte[] rest) throws IOException {
            send(first);
            between.run();
            exchange.getResponseBody().write(rest);
            exchange.getResponseBody().close();
        }

        /** A stream that ends before the last bytes of these frames. */
        void cut(int last, byte[]... frames) throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            Arrays.stream(frames).forEach(all::writeBytes);
            stream(Arrays.copyOf(all.toByteArray(), all.size() - last));
        }

        private void send(byte[] bytes) throws IOException {
            exchange.getResponseHeaders().set("content-type", "application/vnd.amazon.eventstream");
            exchange.getResponseHeaders().set("x-amzn-bedrock-content-type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            for (int at = 0; at < bytes.length; ) {
                int count = Math.min(piece, bytes.length - at);
                out.write(bytes, at, count);
                out.flush();
                at += count;
            }
        }
    }
}
