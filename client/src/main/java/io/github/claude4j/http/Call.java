package io.github.claude4j.http;

import io.github.claude4j.json.JsonObject;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call from its beginning to its end, over all its attempts: its limits, its cancellation, what is noted on it. The client
 * makes it; interceptors, listeners and transports are handed it.
 */
public interface Call {
    /** What is called. */
    Operation operation();

    /** What is asked for: the parameters as the API has them, but those in the route. */
    JsonObject params();

    /**
     * Who answers, as the conventions of OpenTelemetry name it: {@code anthropic}, or what the {@link Backend} of the client says.
     */
    String provider();

    /** What the path of its request was put behind: scheme, host, and perhaps a path, without a slash at the end. */
    String baseUrl();

    /** How long it may take. */
    Timeouts timeouts();

    /** Which attempt this is: 1 for the first. */
    int attempt();

    /** Whether the answer is read as it comes: events, lines or bytes. */
    boolean streaming();

    /** Whether the request may be sent again when it is not known if the API acted on it. */
    boolean repeatable();

    /** Since the call began. */
    Duration elapsed();

    /**
     * How long the attempt has left until its answer: for those who wait for something else before they send.
     *
     * @throws SocketTimeoutException when that time is over
     */
    Duration headWait() throws SocketTimeoutException;

    /**
     * The time that an attempt may take begins anew: for an interceptor that waited for something else before it passes the
     * request on.
     */
    void restartAttempt();

    /**
     * Says how the attempt that is being sent can be given up: for transports. It runs at most once, on any thread, when a limit
     * has passed or the call is cancelled, at once if that has happened already; afterwards the transport fails with whatever
     * exception it likes. The next attempt, or another call of this, replaces it.
     */
    void abortWith(Runnable action);

    /**
     * Bytes of the answer have come: for a transport that waits for more than the head before it gives an answer, so that the
     * limit between two bytes begins anew.
     */
    void arrived();

    /**
     * The first byte of the body has come: for a transport that knows before anybody reads it. Without it the first reading
     * counts.
     */
    void bodyArrived();

    /** How long after its beginning the first byte of a body came, in the last attempt; empty before that. */
    Optional<Duration> firstByte();

    /**
     * What the answer has said so far of the tokens it took, as the {@code usage} of a message; empty where it has said nothing,
     * or where nobody listens to the call.
     */
    Optional<JsonObject> usage();

    /** Runs this when the call is cancelled: at once if it is already. */
    void onCancel(Runnable action);

    /** Ends the call from any thread: the connection is closed, and whoever waits for it is told. */
    void cancel();

    /** Whether the call was cancelled. */
    boolean isCancelled();

    /** What an interceptor or listener noted under this name; null where nothing was. */
    @Nullable
    Object attribute(String name);

    /** Notes something for the rest of the call. */
    void attribute(String name, Object value);
}
