package io.github.claude4j.http;

import java.io.IOException;

/**
 * Stands between a call and its transport. One that is set with {@code interceptor} runs once a call, outside the
 * retries, and sees of a stream that has to be asked for again only the first answer; one that is set with
 * {@code attemptInterceptor} runs for each attempt, and is the place to decode answers. Both see the request as the API
 * defines it; credentials are added after them.
 */
@FunctionalInterface
public interface Interceptor {
    /**
     * Handles a request: passes it on, changed or not, any number of times, or answers by itself.
     *
     * <p>A {@link Response} that is not returned must be closed. An {@link IOException} from one that runs for each attempt
     * counts as a lost connection, and the request is sent again where that is allowed; other exceptions end the call.
     */
    Response intercept(Request request, Chain chain) throws IOException, InterruptedException;

    /** What comes after an interceptor. */
    interface Chain {
        Response proceed(Request request) throws IOException, InterruptedException;

        /** The call that this is part of. */
        Call call();
    }
}
