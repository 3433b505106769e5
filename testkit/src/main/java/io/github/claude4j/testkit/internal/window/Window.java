package io.github.claude4j.testkit.internal.window;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Delivery;
import io.github.claude4j.testkit.internal.server.Handler;
import io.github.claude4j.testkit.internal.server.HttpReader.Incoming;
import io.github.claude4j.testkit.internal.server.HttpServer;
import io.github.claude4j.testkit.internal.server.Origins;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.server.Sender;
import io.github.claude4j.testkit.internal.server.Watcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page that shows a history, and what the page asks for. It has a port of its own, and so an origin of its own: what the
 * API answers is hostile, and a browser that is led to it must not be on the page's side. The address has a secret in it, since
 * others on this machine can reach the port too.
 */
final class Window implements Handler, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ROWS = 500;
    private static final int EVENTS = 1_000;
    private static final int SECRET_BYTES = 16;

    /** Nothing but the page's own files, no code and no style in its text, and nobody's frame. */
    private static final Map<String, String> STRICT = Map.of(
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
            "x-content-type-options",
            "nosniff",
            "x-frame-options",
            "DENY",
            "referrer-policy",
            "no-referrer",
            "cross-origin-opener-policy",
            "same-origin",
            "cross-origin-resource-policy",
            "same-origin",
            "cache-control",
            "no-store");

    private static final Map<String, String> KINDS = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final History history;
    private final URI watched;
    private final @Nullable URI api;
    private final String path;
    private final HttpServer server;

    /**
     * Opens the window.
     *
     * @param watched the server whose requests it shows
     * @param api where that server passes them on to; null where it answers them itself
     */
    Window(int port, History history, URI watched, @Nullable URI api) {
        this.history = history;
        this.watched = watched;
        this.api = api;
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        path = "/" + HexFormat.of().formatHex(secret) + "/";
        server = new HttpServer(port, this, new Origins(List.of()), Watcher.NOBODY);
        server.start();
    }

    URI url() {
        return server.url().resolve(path);
    }

    @Override
    public void close() {
        server.close();
    }

    @Override
    public Answer signed(Answer response) {
        return strict(response);
    }

    private static Answer strict(Answer response) {
        Answer strict = response;
        for (Map.Entry<String, String> header : STRICT.entrySet()) {
            strict = strict.header(header.getKey(), header.getValue());
        }
        return strict;
    }

    @Override
    public boolean handle(Incoming incoming, Sender sender) throws IOException {
        Answer answer;
        try {
            answer = answer(incoming.request());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return sender.send(strict(answer), new Delivery(), incoming.keepAlive(), incoming.chunks());
    }

    private Answer answer(Received request) throws InterruptedException {
        String origin = request.header("origin").orElse(null);
        String own = "http://" + request.header("host").orElse("");
        if (origin != null && !origin.equals(own)) {
            return text(403, "Origin: expected the page itself, " + own + ", found " + origin);
        }
        if (!request.path().startsWith(path)) {
            return text(404, "the address of the window has a secret in it: open it as it was printed");
        }
        if (!request.method().equals("GET")) {
            return text(405, "method: expected GET, found " + request.method());
        }
        String name = request.path().substring(path.length());
        return switch (name) {
            case "changes" -> changes(request);
            case "search" -> search(first(request, "text"));
            case "exchange" -> exchange(request);
            case "events" -> events(request);
            case "part" -> part(request);
            case "compare" -> compare(request);
            default -> file(name.isEmpty() ? "index.html" : name);
        };
    }

    private JsonObject details(KeptExchange exchange) {
        return Details.of(exchange, history, api == null ? watched : api);
    }

    private Answer changes(Received request) throws InterruptedException {
        // A page that knows nothing yet is answered at once, and does not wait for the first request.
        long known = request.query().containsKey("since") ? number(request, "since") : -1;
        History.News news = history.since(known, ROWS, PATIENCE);
        JsonArray.Builder rows = JsonArray.builder();
        news.exchanges().forEach(exchange -> rows.add(Row.of(exchange, history)));
        return Answer.json(JsonObject.builder()
                .put("version", news.version())
                .put("oldest", news.oldest())
                .put("watched", watched.toString())
                .put("api", api == null ? null : api.toString())
                .put("rows", rows.build())
                .build());
    }

    private Answer search(String text) {
        JsonArray.Builder ids = JsonArray.builder();
        Search search = new Search(text);
        history.all().stream().filter(search::finds).forEach(exchange -> ids.add(exchange.id));
        return Answer.json(JsonObject.of("ids", ids.build()));
    }

    private Answer exchange(Received request) {
        KeptExchange exchange = history.find(number(request, "id"));
        return exchange == null ? forgotten() : Answer.json(Cut.of(details(exchange)));
    }

    private Answer events(Received request) {
        KeptExchange exchange = history.find(number(request, "id"));
        if (exchange == null) {
            return forgotten();
        }
        Object all = details(exchange).get("events");
        JsonArray events = all instanceof JsonArray array ? array : JsonArray.of();
        int from = (int) Math.min(number(request, "from"), events.size());
        int to = Math.min(events.size(), from + EVENTS);
        return Answer.json(Cut.of(JsonArray.of(events.asList().subList(from, to))));
    }

    private Answer part(Received request) {
        KeptExchange exchange = history.find(number(request, "id"));
        Object part = exchange == null ? null : Cut.at(details(exchange), first(request, "at"));
        if (part == null) {
            return forgotten();
        }
        Answer answer = text(200, part instanceof String text ? text : Json.writePretty(part));
        return request.query().containsKey("save")
                ? answer.header("content-disposition", "attachment; filename=\"" + saved(first(request, "save")) + "\"")
                : answer;
    }

    private static String saved(String name) {
        return name.replaceAll("[^A-Za-z0-9.-]", "_");
    }

    private Answer compare(Received request) {
        KeptExchange first = history.find(number(request, "first"));
        KeptExchange second = history.find(number(request, "second"));
        return first == null || second == null ? forgotten() : Answer.json(Comparison.of(first, second, history));
    }

    private static Answer forgotten() {
        return text(404, "it is not kept any more");
    }

    private static Answer file(String name) {
        String kind = KINDS.get(name.substring(name.lastIndexOf('.') + 1));
        if (kind == null || !name.matches("[a-z]+\\.[a-z]+")) {
            return text(404, "there is no such file");
        }
        try (InputStream in = Window.class.getResourceAsStream("page/" + name)) {
            return in == null ? text(404, "there is no such file") : Answer.of(200, kind, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer text(int status, String text) {
        return Answer.of(status, "text/plain; charset=utf-8", text);
    }

    private static String first(Received request, String name) {
        List<String> values = request.query().get(name);
        return values == null ? "" : Objects.requireNonNull(values.get(0));
    }

    private static long number(Received request, String name) {
        String value = first(request, name);
        return value.matches("\\d{1,15}") ? Long.parseLong(value) : 0;
    }
}
