package io.github.claude4j.aws;

import io.github.claude4j.http.Call;
import io.github.claude4j.http.Request;
import java.io.IOException;

/** How a request says who sends it. */
interface Authorization {
    /** Nothing says so: something on the way does. */
    Authorization NONE = new Authorization() {
        @Override
        public Request authorize(Request request, Call call) {
            return request;
        }
    };

    /** The request with what says who sends it. */
    Request authorize(Request request, Call call) throws IOException, InterruptedException;

    /** Whether {@link #authorize} need not wait. */
    default boolean isReady() {
        return true;
    }

    /**
     * Whether an error refuses who sends it, so that somebody else might be taken.
     *
     * @param type as AWS names it; empty where it does not
     */
    default boolean isRefusal(int status, String type) {
        return false;
    }

    /** Looks for another key than the one that this call was refused with; whether there is one. */
    default boolean renew(Call call) throws IOException, InterruptedException {
        return false;
    }
}
