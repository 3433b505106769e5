package io.github.claude4j.aws;

import io.github.claude4j.http.Backend;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Request;
import java.io.IOException;
import java.util.function.Supplier;

/** An API key of AWS, which is sent as it is. */
final class BearerKey implements Authorization {
    private static final String USED = "claude4j.aws.key";

    private final Supplier<String> supplier;
    private final boolean fixed;

    /**
     * A key.
     *
     * @param supplier asked for each attempt
     * @param fixed whether asking takes no time and brings no other
     */
    BearerKey(Supplier<String> supplier, boolean fixed) {
        this.supplier = supplier;
        this.fixed = fixed;
    }

    @Override
    public Request authorize(Request request, Call call) throws IOException {
        String key = ask();
        call.attribute(USED, new Used(key));
        return request.withHeader("authorization", "Bearer " + key);
    }

    @Override
    public boolean isReady() {
        return fixed;
    }

    /** What exactly is wrong with a key AWS says in words alone. */
    @Override
    public boolean isRefusal(int status, String type) {
        return status == 401 || status == 403;
    }

    @Override
    public boolean renew(Call call) throws IOException {
        return !fixed && call.attribute(USED) instanceof Used used && !used.key.equals(ask());
    }

    private String ask() throws IOException {
        String key = Backend.asked("no API key", supplier::get);
        AwsCredentials.check("apiKey", key);
        return key;
    }

    /** Kept on the call, where it shows nothing. */
    private static final class Used {
        private final String key;

        Used(String key) {
            this.key = key;
        }
    }
}
