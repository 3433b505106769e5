package io.github.claude4j.okhttp;

import io.github.claude4j.http.Call;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.RequestBody;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Sends over OkHttp: the lowest cost a call, SOCKS proxies, and HTTP/2 where the client allows it.
 *
 * <pre>{@code Claude claude = Claude.builder().fromEnv().transport(OkHttpTransport.create()).build();}</pre>
 *
 * <p>A call runs on the thread that makes it. Its limits are those of claude4j; the timeouts, retries and redirects of OkHttp
 * are off.
 */
public final class OkHttpTransport implements Transport {
    /** As many callers as may pause at the same time without losing their connections. */
    private static final int IDLE_CONNECTIONS = 256;

    private static final Duration IDLE_TIME = Duration.ofMinutes(1);

    private final OkHttpClient client;
    private final boolean owned;

    private OkHttpTransport(OkHttpClient client, boolean owned) {
        this.client = client;
        this.owned = owned;
    }

    /** A transport with a pool of its own: HTTP/1.1, up to 256 idle connections, each for a minute. */
    public static OkHttpTransport create() {
        OkHttpClient client = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_TIME.toSeconds(), TimeUnit.SECONDS))
                // One address after the other, on the caller's thread, instead of several at once on others.
                .fastFallback(false)
                .build();
        return new OkHttpTransport(adapted(client), true);
    }

    /**
     * A transport over a client that the caller made and owns: its pool, proxy, TLS, HTTP versions, DNS and interceptors count.
     * Its cache and cookies do too, so leave them out.
     */
    public static OkHttpTransport of(OkHttpClient client) {
        return new OkHttpTransport(adapted(client), false);
    }

    /** The same client and pool, with what claude4j does itself turned off. */
    private static OkHttpClient adapted(OkHttpClient client) {
        OkHttpClient.Builder adapted = client.newBuilder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .callTimeout(0, TimeUnit.SECONDS)
                .connectTimeout(0, TimeUnit.SECONDS)
                .readTimeout(0, TimeUnit.SECONDS)
                .writeTimeout(0, TimeUnit.SECONDS)
                .addNetworkInterceptor(new LiveConnections())
                .addNetworkInterceptor(new NoRepetition());
        if (client.socketFactory().equals(SocketFactory.getDefault())) {
            adapted.socketFactory(InterruptibleSockets.INSTANCE);
        }
        return adapted.build();
    }

    @Override
    public Response send(Request request, Call call) throws IOException, InterruptedException {
        while (true) {
            Attempt attempt = new Attempt(request, call);
            try {
                return attempt.send(client.newCall(toOkHttp(request, attempt)));
            } catch (LiveConnections.ClosedMeanwhileException e) {
                // Nothing was sent; the next connection is another one.
            }
        }
    }

    private static okhttp3.Request toOkHttp(Request request, Attempt attempt) throws ConnectException {
        okhttp3.Headers.Builder headers = new okhttp3.Headers.Builder();
        // Their names and values were checked when they were made.
        request.headers().forEach(headers::addUnsafeNonAscii);
        if (headers.get("accept-encoding") == null) {
            // Else OkHttp asks for gzip by itself.
            headers.add("accept-encoding", "identity");
        }
        HttpUrl url = HttpUrl.parse(request.url().toString());
        if (url == null) {
            // A name that no DNS takes, mostly.
            throw new ConnectException(
                    "no address is known for " + request.url().getRawAuthority());
        }
        return new okhttp3.Request.Builder()
                .url(url)
                .headers(headers.build())
                .method(request.method(), body(request))
                .tag(Attempt.class, attempt)
                .build();
    }

    private static okhttp3.@Nullable RequestBody body(Request request) {
        RequestBody body = request.body().orElse(null);
        if (body != null) {
            return new OkHttpRequestBody(body);
        }
        return switch (request.method()) {
            // OkHttp does not let these go without.
            case "POST", "PUT", "PATCH" -> okhttp3.RequestBody.EMPTY;
            default -> null;
        };
    }

    /** Closes the pool of {@link #create}; a client that was given stays as it is. Calls under way were cancelled before this. */
    @Override
    public void close() {
        if (owned) {
            client.dispatcher().cancelAll();
            client.connectionPool().evictAll();
            client.dispatcher().executorService().shutdown();
        }
    }
}
