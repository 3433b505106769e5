package io.github.claude4j.http;

import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.errors.InvalidParamsException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A place where Claude answers that is not the API itself, such as a cloud. It stands right around the transport, behind retries,
 * limiter and interceptors: those, and listeners, see each request and answer as the API has them, and what is signed here
 * nobody changes any more. It takes the place of the client's credentials; a key or token of the API never reaches it.
 *
 * <p>One backend serves all threads. Closing the client closes it.
 */
public interface Backend extends AutoCloseable {
    /** Who answers, as the conventions of OpenTelemetry name it: {@code aws.bedrock}, {@code gcp.vertex_ai}. */
    String provider();

    /**
     * Where it is, unless the options of the client say. It is asked for each request, so one that has to look for it keeps what
     * it found.
     */
    String baseUrl();

    /** Whether it has this operation. Default: all. */
    default boolean supports(Operation operation) {
        return true;
    }

    /**
     * Looks at a call before anything of it is sent. By default it refuses operations that are not there.
     *
     * @throws InvalidParamsException for what this backend cannot do
     */
    default void check(Call call) {
        if (!supports(call.operation())) {
            throw new InvalidParamsException(call.operation() + ": " + provider() + " does not have it");
        }
    }

    /**
     * Whether {@link #adapt} can be called now without waiting, for credentials for example; if it cannot, a pushed stream takes
     * a thread meanwhile.
     */
    default boolean isReady() {
        return true;
    }

    /**
     * Makes the request that is sent: to its host and path, with its body, and signed. It is called for each attempt. Headers that
     * say how a message is framed ({@code host}, {@code content-length} and the like), which signers give too, are left to the
     * transport.
     *
     * @param request as the API would take it, below {@link Call#baseUrl()}; where it has an {@code authorization} of its own,
     *     that is the user's
     * @throws java.net.ConnectException where credentials could not be had for now; the call may then be repeated
     */
    Request adapt(Request request, Call call) throws IOException, InterruptedException;

    /**
     * Makes the answer that the API would give, once its head has come: its headers, and for a stream its body, be it another
     * {@link ByteSource} over the one that is there.
     */
    default Response answer(Response answer, Call call) {
        return answer;
    }

    /**
     * Makes the answer that the API would give, of a success that is wanted whole and is in memory: for one that has another form
     * than the API's. What a stream has is changed by {@link #answer}.
     */
    default Response whole(Response answer, Call call) throws IOException {
        return answer;
    }

    /** Makes the error that the API would give, of one whose body is in memory: {@code {"type": "error", "error": {…}}}. */
    default Response error(Response error, Call call) throws IOException {
        return error;
    }

    /** Whether this answer refuses the credentials, by its status and headers. Default: 401. */
    default boolean isRefusal(Response answer) {
        return answer.status() == 401;
    }

    /**
     * Looks for other credentials after a refusal, once a call.
     *
     * @return whether there are some, so that the request is to be adapted and sent once more
     */
    default boolean renew(Response refusal, Call call) throws IOException, InterruptedException {
        return false;
    }

    /**
     * How often a request is sent again at most after an error that may pass, unless the options say.
     *
     * @param headers of the error, as {@link #error} has made it
     * @param usual how often that is by default
     */
    default int maxRetries(int status, Headers headers, int usual) {
        return usual;
    }

    /** How long an answer may pause, unless the options say; empty for the default of the client. */
    default Optional<Duration> idleTimeout() {
        return Optional.empty();
    }

    /** The version of the API that it speaks, unless the options say; empty for the default of the client. */
    default Optional<String> apiVersion() {
        return Optional.empty();
    }

    /**
     * What a supplier of keys or tokens gives, for those who implement backends. Its failure counts as a lost connection, so that the call is repeated; a
     * {@link ClaudeException} ends the call.
     *
     * @param missing what the call is without where it fails, such as {@code no AWS credentials}
     * @throws InvalidParamsException where it gives null
     */
    static <T> T asked(String missing, Callable<? extends @Nullable T> supplier) throws IOException {
        Objects.requireNonNull(missing, "missing");
        Objects.requireNonNull(supplier, "supplier");
        T given;
        try {
            given = supplier.call();
        } catch (ClaudeException e) {
            throw e;
        } catch (Exception e) {
            ConnectException failure = new ConnectException(missing + ", their supplier failed: " + e);
            failure.initCause(e);
            throw failure;
        }
        if (given == null) {
            throw new InvalidParamsException(missing + ": expected some of their supplier, found null");
        }
        return given;
    }

    /** Frees what is held. */
    @Override
    default void close() {}
}
