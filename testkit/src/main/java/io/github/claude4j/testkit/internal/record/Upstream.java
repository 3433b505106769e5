package io.github.claude4j.testkit.internal.record;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Delivery;
import io.github.claude4j.testkit.internal.server.Handler;
import io.github.claude4j.testkit.internal.server.HttpReader.Incoming;
import io.github.claude4j.testkit.internal.server.Piece;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.server.Sender;
import io.github.claude4j.testkit.internal.spec.ApiErrors;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Passes requests on to an API and its answers back, and takes note of both. */
public final class Upstream implements Handler {
    /** What belongs to one connection, and what would make the answer unreadable. */
    private static final Set<String> NOT_PASSED = Set.of(
            "host",
            "connection",
            "keep-alive",
            "content-length",
            "transfer-encoding",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "accept-encoding",
            "http2-settings");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String api;
    private final Cassette cassette;
    private final Redaction redaction;
    private final Set<InputStream> streams = ConcurrentHashMap.newKeySet();

    public Upstream(URI api, Cassette cassette, Redaction redaction) {
        String text = api.toString();
        this.api = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.cassette = cassette;
        this.redaction = redaction;
    }

    @Override
    public Answer signed(Answer response) {
        return response;
    }

    @Override
    public boolean handle(Incoming incoming, Sender sender) throws IOException {
        int place = cassette.begin();
        HttpResponse<InputStream> response;
        try {
            response = client.send(request(incoming.request()), BodyHandlers.ofInputStream());
        } catch (IOException | IllegalArgumentException e) {
            return sender.send(unreachable(e), new Delivery(), incoming.keepAlive(), incoming.chunks());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        streams.add(response.body());
        try (InputStream body = response.body()) {
            return answer(incoming, sender, place, response, body);
        } finally {
            streams.remove(response.body());
        }
    }

    private Answer unreachable(Exception cause) {
        return Answer.error(502, ApiErrors.type(502), "Recorder: no answer from " + api + ": " + cause);
    }

    private boolean answer(
            Incoming incoming, Sender sender, int place, HttpResponse<InputStream> response, InputStream body)
            throws IOException {
        Map<String, String> headers = headers(response);
        int status = response.statusCode();
        Received request = incoming.request();
        if (headers.getOrDefault("content-type", "").startsWith("text/event-stream")) {
            Passing passing = new Passing(body);
            try {
                return sender.send(head(status, headers, new byte[0]), passing, incoming);
            } finally {
                put(
                        place,
                        request,
                        CassetteEntry.streamed(
                                request, status, headers, passing.tap.events(), !passing.ended, redaction));
            }
        }
        byte[] bytes;
        try {
            bytes = body.readAllBytes();
        } catch (IOException e) {
            return sender.send(unreachable(e), new Delivery(), incoming.keepAlive(), incoming.chunks());
        }
        put(place, request, CassetteEntry.response(request, status, headers, bytes, redaction));
        return sender.send(head(status, headers, bytes), new Delivery(), incoming.keepAlive(), incoming.chunks());
    }

    private void put(int place, Received request, JsonObject response) {
        cassette.set(place, new CassetteEntry(CassetteEntry.request(request, redaction), response));
    }

    private HttpRequest request(Received request) {
        byte[] body = request.body();
        HttpRequest.Builder passed = HttpRequest.newBuilder(URI.create(api + request.target()))
                .method(
                        request.method(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        request.headers().forEach((name, values) -> {
            if (!NOT_PASSED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> passed.header(name, value));
            }
        });
        return passed.build();
    }

    private static Map<String, String> headers(HttpResponse<?> response) {
        Map<String, String> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> {
            if (!NOT_PASSED.contains(name) && !name.startsWith(":") && !name.equals("set-cookie")) {
                headers.put(name, String.join(", ", values));
            }
        });
        return headers;
    }

    static Answer head(int status, Map<String, String> headers, byte[] body) {
        Answer response = Answer.of(status, headers.getOrDefault("content-type", "application/octet-stream"), body);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            response = response.header(header.getKey(), header.getValue());
        }
        return response;
    }

    /** Ends the streams that still run; nothing else wakes up who reads them on JDK 17. */
    public void close() {
        for (InputStream stream : streams) {
            try {
                stream.close();
            } catch (IOException e) {
                // It is closed as far as it can be.
            }
        }
    }

    /** A stream on its way to the client. */
    private static final class Passing implements Piece.Source {
        private final InputStream in;
        private final EventTap tap = new EventTap();
        private final byte[] buffer = new byte[8192];
        private boolean ended;

        Passing(InputStream in) {
            this.in = in;
        }

        @Override
        public @Nullable Piece next() {
            int read;
            try {
                read = in.read(buffer);
            } catch (IOException e) {
                return null;
            }
            if (read < 0) {
                ended = true;
                return null;
            }
            byte[] bytes = Arrays.copyOf(buffer, read);
            tap.pass(bytes);
            return new Piece(Duration.ZERO, bytes);
        }

        @Override
        public boolean cut() {
            return !ended;
        }
    }
}
