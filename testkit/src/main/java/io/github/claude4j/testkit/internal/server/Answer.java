package io.github.claude4j.testkit.internal.server;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.ApiErrors;
import io.github.claude4j.testkit.internal.spec.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is answered to one request. */
public final class Answer {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t -~]*");
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding", "connection");

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final @Nullable List<JsonObject> events;
    private final @Nullable Feed feed;
    private final @Nullable Encoder encoder;

    /** Writes events in another way than as server-sent events. */
    @FunctionalInterface
    public interface Encoder {
        byte[] encode(JsonObject event);
    }

    /** Events that come as they happen. */
    public interface Feed {
        /** Waits for the next event; null after the last one. */
        @Nullable
        JsonObject next() throws InterruptedException;

        /** Ends the feed, because nobody listens any more. */
        void close();
    }

    private Answer(
            int status,
            Map<String, String> headers,
            byte[] body,
            @Nullable List<JsonObject> events,
            @Nullable Feed feed,
            @Nullable Encoder encoder) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.events = events;
        this.feed = feed;
        this.encoder = encoder;
    }

    /** A success with this JSON. */
    public static Answer json(JsonObject body) {
        return of(200, "application/json", body.toJson());
    }

    /** A text of any kind. */
    public static Answer of(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes of any kind, which must not be changed afterwards. */
    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, headers("content-type", contentType), body, null, null, null);
    }

    /** Server-sent events, one for each object; its {@code type} is the event's name. */
    public static Answer events(List<JsonObject> events) {
        return new Answer(200, ofStreams(), new byte[0], events, null, null);
    }

    /** Server-sent events that are not known yet. */
    public static Answer live(Feed feed) {
        return new Answer(200, ofStreams(), new byte[0], null, feed, null);
    }

    private static Map<String, String> ofStreams() {
        Map<String, String> headers = headers("content-type", "text/event-stream; charset=utf-8");
        headers.put("cache-control", "no-cache");
        return headers;
    }

    /** An error as the API words it, with the type and the message that go with its status. */
    public static Answer error(int status) {
        return error(status, ApiErrors.type(status), ApiErrors.message(status));
    }

    /** An error in the API's shape. */
    public static Answer error(int status, String errorType, String message) {
        return json(ApiErrors.body(errorType, message)).status(status);
    }

    /** The error that a refusal says. */
    public static Answer of(Refusal refusal) {
        return json(refusal.body()).status(refusal.status());
    }

    /**
     * The same answer with a header that a test has asked for.
     *
     * @throws IllegalArgumentException when it is none, or one that says where the answer ends
     */
    public Answer ownHeader(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("expected the name of a header, found " + Json.write(name));
        }
        if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    name + ": expected another header, since this one is set for each answer");
        }
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    name + ": expected the value of a header in one line of ASCII, found " + Json.write(value));
        }
        return header(name, value);
    }

    /** The same answer with that header. */
    public Answer header(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name.toLowerCase(Locale.ROOT), value);
        return new Answer(status, more, body, events, feed, encoder);
    }

    /**
     * The same answer, saying when to try again. The API gives whole seconds; for parts of one {@code retry-after-ms}
     * is added.
     */
    public Answer retryAfter(Duration wait) {
        long millis = wait.toMillis();
        Answer response = header("retry-after", Long.toString((millis + 999) / 1000));
        return millis % 1000 == 0 ? response : response.header("retry-after-ms", Long.toString(millis));
    }

    /** The same answer with these headers alone. */
    public Answer headers(Map<String, String> others) {
        return new Answer(status, new TreeMap<>(others), body, events, feed, encoder);
    }

    /** The same answer, whose events are written in another way. */
    public Answer encoded(Encoder other) {
        return new Answer(status, headers, body, events, feed, other);
    }

    /** How its events are written; null for server-sent events. */
    @Nullable
    public Encoder encoder() {
        return encoder;
    }

    /** The same answer under that status. */
    public Answer status(int other) {
        return new Answer(other, headers, body, events, feed, encoder);
    }

    /** The answer to a HEAD: everything but the body. */
    public Answer withoutBody() {
        return new Answer(status, headers, new byte[0], null, null, null);
    }

    public Answer body(JsonObject other) {
        return new Answer(status, headers, other.toJson().getBytes(StandardCharsets.UTF_8), events, feed, encoder);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public byte[] body() {
        return body;
    }

    /** The events of a stream; null for any other answer. */
    @Nullable
    public List<JsonObject> events() {
        return events;
    }

    /** What is still to happen on a live stream; null for any other answer. */
    @Nullable
    public Feed feed() {
        return feed;
    }

    private static Map<String, String> headers(String name, String value) {
        Map<String, String> headers = new TreeMap<>();
        headers.put(name, value);
        return headers;
    }
}
