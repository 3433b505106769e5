package io.github.claude4j.okhttp;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Keeps OkHttp from sending a request again when a 503 says "retry-after: 0"; the header still means the same. */
final class NoRepetition implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.code() == 503 && "0".equals(response.header("retry-after"))) {
            return response.newBuilder().header("retry-after", "0.0").build();
        }
        return response;
    }
}
