package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@link FakeClaude} answers to one request. */
public final class FakeResponse {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final @Nullable List<JsonObject> events;
    private final @Nullable Feed feed;

    /** Events that come as they happen. */
    interface Feed {
        /** Waits for the next event; null after the last one. */
        @Nullable
        JsonObject next() throws InterruptedException;

        /** Ends the feed, because nobody listens any more. */
        void close();
    }

    private FakeResponse(
            int status,
            Map<String, String> headers,
            byte[] body,
            @Nullable List<JsonObject> events,
            @Nullable Feed feed) {
        Numbers.within("status", status, 200, 599);
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.events = events;
        this.feed = feed;
    }

    /** A success with this JSON. */
    public static FakeResponse json(JsonObject body) {
        return of(200, "application/json", body.toJson());
    }

    /** A text of any kind under any status from 200 to 599. */
    public static FakeResponse of(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes of any kind under any status from 200 to 599. */
    public static FakeResponse of(int status, String contentType, byte[] body) {
        return new FakeResponse(status, headers("content-type", contentType), body.clone(), null, null);
    }

    /** Server-sent events, one for each object; its {@code type} is the event's name. */
    public static FakeResponse events(JsonObject... events) {
        return events(List.of(events));
    }

    static FakeResponse events(List<JsonObject> events) {
        return new FakeResponse(200, ofStreams(), new byte[0], events, null);
    }

    /** Server-sent events that are not known yet. */
    static FakeResponse live(Feed feed) {
        return new FakeResponse(200, ofStreams(), new byte[0], null, feed);
    }

    private static Map<String, String> ofStreams() {
        Map<String, String> headers = headers("content-type", "text/event-stream; charset=utf-8");
        headers.put("cache-control", "no-cache");
        return headers;
    }

    /**
     * An error as the API words it, with the type and the message that go with its status.
     *
     * @param status 400 to 599
     */
    public static FakeResponse error(int status) {
        return error(status, Errors.type(status), Errors.message(status));
    }

    /**
     * An error in the API's shape.
     *
     * @param status 400 to 599
     */
    public static FakeResponse error(int status, String errorType, String message) {
        Numbers.within("status", status, 400, 599);
        return json(Errors.body(errorType, message)).status(status);
    }

    /** The same answer with that header. */
    public FakeResponse header(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name.toLowerCase(Locale.ROOT), value);
        return new FakeResponse(status, more, body, events, feed);
    }

    /**
     * The same answer, saying when to try again. The API gives whole seconds; for parts of one {@code retry-after-ms}
     * is added.
     */
    public FakeResponse retryAfter(Duration wait) {
        Numbers.notNegative("retryAfter", wait);
        long millis = wait.toMillis();
        FakeResponse response = header("retry-after", Long.toString((millis + 999) / 1000));
        return millis % 1000 == 0 ? response : response.header("retry-after-ms", Long.toString(millis));
    }

    /** The same answer under that status. */
    public FakeResponse status(int other) {
        return new FakeResponse(other, headers, body, events, feed);
    }

    /** The answer to a HEAD: everything but the body. */
    FakeResponse withoutBody() {
        return new FakeResponse(status, headers, new byte[0], null, null);
    }

    FakeResponse body(JsonObject other) {
        return new FakeResponse(status, headers, other.toJson().getBytes(StandardCharsets.UTF_8), events, feed);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    /** The events of a stream; null for any other answer. */
    @Nullable
    List<JsonObject> events() {
        return events;
    }

    /** What is still to happen on a live stream; null for any other answer. */
    @Nullable
    Feed feed() {
        return feed;
    }

    private static Map<String, String> headers(String name, String value) {
        Map<String, String> headers = new TreeMap<>();
        headers.put(name, value);
        return headers;
    }
}
