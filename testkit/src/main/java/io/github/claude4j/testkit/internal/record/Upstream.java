package io.github.claude4j.testkit.internal.record;

import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Delivery;
import io.github.claude4j.testkit.internal.server.Handler;
import io.github.claude4j.testkit.internal.server.HttpReader.Incoming;
import io.github.claude4j.testkit.internal.server.Piece;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.server.Sender;
import io.github.claude4j.testkit.internal.spec.ApiErrors;
import java.io.EOFException;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Passes requests on to an API and its answers back as they come, and takes note of both where that is asked for. */
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

    /** How long a client that has gone away is taken to wait for an answer. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String api;
    private final @Nullable Cassette cassette;
    private final Redaction redaction;
    private final Set<InputStream> streams = ConcurrentHashMap.newKeySet();

    /**
     * Passes on to this API.
     *
     * @param cassette null where nothing is to be recorded
     */
    public Upstream(URI api, @Nullable Cassette cassette, Redaction redaction) {
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
        Received request = incoming.request();
        Recording recording = Recording.NONE;
        if (cassette != null) {
            redaction.secrets().note(request);
            recording = new Recording.Into(cassette, cassette.begin(), request, redaction);
        }
        HttpResponse<InputStream> response;
        try {
            response = await(client.sendAsync(request(request), BodyHandlers.ofInputStream()), sender);
        } catch (ExecutionException | IllegalArgumentException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            return sender.send(unreachable(cause), new Delivery(), incoming.keepAlive(), incoming.chunks());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        streams.add(response.body());
        try (InputStream body = response.body()) {
            return answer(incoming, sender, response, body, recording);
        } finally {
            streams.remove(response.body());
        }
    }

    /** The head of the answer, for as long as somebody waits for it: an answer that nobody reads costs money too. */
    private static <T> T await(CompletableFuture<T> answer, Sender sender)
            throws ExecutionException, InterruptedException, IOException {
        try {
            while (true) {
                try {
                    return answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (sender.clientHasLeft()) {
                        throw new EOFException("the client did not wait for the answer");
                    }
                }
            }
        } finally {
            answer.cancel(true);
        }
    }

    private Answer unreachable(@Nullable Throwable cause) {
        return Answer.error(502, ApiErrors.type(502), "no answer from " + api + ": " + cause);
    }

    private static boolean answer(
            Incoming incoming, Sender sender, HttpResponse<InputStream> response, InputStream body, Recording recording)
            throws IOException {
        Map<String, String> headers = headers(response);
        int status = response.statusCode();
        recording.begin(status, headers);
        boolean bodiless = incoming.request().method().equals("HEAD") || status == NO_CONTENT || status == NOT_MODIFIED;
        long length = bodiless
                ? 0
                : response.headers().firstValueAsLong("content-length").orElse(-1);
        Passing passing = new Passing(body, length, recording);
        try {
            return sender.send(head(status, headers, new byte[0]), passing, length, incoming);
        } finally {
            recording.end(passing.cut());
        }
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

    /** A body on its way to the client. */
    private static final class Passing implements Piece.Source {
        private final InputStream in;
        private final Recording recording;
        private final byte[] buffer = new byte[8192];
        private final long length;
        private long passed;
        private boolean ended;

        /** A body of so many bytes; a negative length is not known. */
        Passing(InputStream in, long length, Recording recording) {
            this.in = in;
            this.length = length;
            this.recording = recording;
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
            recording.pass(bytes);
            passed += read;
            // Whoever knows the length does not wait for more, and may end the recorder before the next read would
            // tell.
            ended = passed == length;
            return new Piece(Duration.ZERO, bytes);
        }

        @Override
        public boolean cut() {
            return !ended;
        }
    }
}
