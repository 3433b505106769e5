package io.github.claude4j.jdk;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.PushTransport;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.RequestBody;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.Timeouts;
import io.github.claude4j.internal.proxy.Proxies;
import io.github.claude4j.internal.proxy.ProxyServer;
import io.github.claude4j.internal.proxy.ProxyServer.Kinds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The default transport, on {@link HttpClient}.
 *
 * <p>It keeps clear of what is known to go wrong there: HTTP/1.1 unless asked, because an HTTP/2 connection caps the
 * streams on it and may be told to go away in the middle of one; no {@code HttpRequest.timeout}, which leaves out the
 * body before JDK 26 and spans it from then on; bodies that can be interrupted on 17 too.
 */
public final class JdkTransport implements PushTransport {
    /** The last JDK whose client is known to write HTTP/1.1 from the very buffers that a body gives it, without slices. */
    private static final int WRITES_FROM_WHAT_IT_GETS = 25;

    private static final Object NONE = new Object();

    private final @Nullable HttpClient given;
    private final @Nullable SSLContext sslContext;
    private final @Nullable SSLParameters sslParameters;
    private final @Nullable ProxyRoutes routes;

    private final Clients clients = new Clients(this::newClient);

    private JdkTransport(@Nullable HttpClient given) {
        this.given = given;
        this.sslContext = null;
        this.sslParameters = null;
        this.routes = null;
    }

    private JdkTransport(Builder builder) {
        this.given = null;
        this.sslContext = builder.sslContext;
        this.sslParameters = builder.sslParameters;
        this.routes = builder.proxies == null ? null : new ProxyRoutes(builder.proxies);
    }

    /** A transport with a connection pool of its own. */
    public static JdkTransport create() {
        return new JdkTransport((HttpClient) null);
    }

    /** Builds a transport with a connection pool of its own. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A transport over a client that the caller made and owns: its proxy, TLS, HTTP version and time to connect count.
     *
     * @throws InvalidParamsException for one that follows redirects: it would send the credentials to wherever they lead
     */
    public static JdkTransport of(HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new InvalidParamsException(
                    "httpClient: expected one that follows no redirects, found " + client.followRedirects());
        }
        return new JdkTransport(client);
    }

    @Override
    public Response send(Request request, Call call) throws IOException, InterruptedException {
        try {
            HttpRequest jdk = toJdk(request, call);
            if (given != null) {
                return new BlockingSend(call).send(given, jdk);
            }
            Clients.Lease lease = clients.lease(call.timeouts().connect());
            try {
                return new BlockingSend(call).send(lease.client(), jdk);
            } finally {
                lease.end();
            }
        } catch (IOException e) {
            throw failure(e, request, call);
        }
    }

    @Override
    public void send(Request request, Call call, Answering answering) {
        Sending sending = new Sending(call, answering, failure -> failure(failure, request, call));
        call.abortWith(sending::abandon);
        HttpRequest jdk = toJdk(request, call);
        if (given != null) {
            sending.begin(given, jdk);
            return;
        }
        Clients.Lease lease = clients.lease(call.timeouts().connect());
        try {
            sending.begin(lease.client(), jdk);
        } finally {
            lease.end();
        }
    }

    /** One exchange of the JDK's client that nobody waits for, whose answer is taken as soon as its head is there. */
    private static final class Sending implements HttpResponse.BodyHandler<JdkSource> {
        private final Call call;
        private final Answering answering;
        private final UnaryOperator<Throwable> named;

        /** What has come of it: the body of an answer, or {@link #NONE}. */
        private final AtomicReference<@Nullable Object> come = new AtomicReference<>();

        private volatile @Nullable CompletableFuture<HttpResponse<JdkSource>> exchange;

        Sending(Call call, Answering answering, UnaryOperator<Throwable> named) {
            this.call = call;
            this.answering = answering;
            this.named = named;
        }

        void begin(HttpClient client, HttpRequest request) {
            CompletableFuture<HttpResponse<JdkSource>> sent = client.sendAsync(request, this);
            exchange = sent;
            CompletableFuture<HttpResponse<JdkSource>> unused = sent.whenComplete(this::ended);
            if (NONE.equals(come.get())) {
                sent.cancel(true);
            }
        }

        /**
         * The JDK's own future comes later than the head, through another thread, and fails with the body if that is cut by then: what
         * had arrived would be lost.
         */
        @Override
        public JdkSource apply(HttpResponse.ResponseInfo head) {
            JdkSource body = new JdkSource(call, false);
            Headers headers = Headers.of(head.headers());
            if (!headers.haveSoundLength()) {
                giveUp("the answer could not be read: its content-length is none");
            } else if (come.compareAndSet(null, body)) {
                answering.answered(new Response(head.statusCode(), headers, body));
            } else {
                // The call was given up meanwhile.
                body.close();
            }
            return body;
        }

        private void ended(@Nullable HttpResponse<JdkSource> done, @Nullable Throwable failure) {
            if (failure == null && done != null) {
                // A proxy would not open a tunnel: then nobody is asked what to do with the body.
                if (come.compareAndSet(null, NONE)) {
                    answering.answered(
                            new Response(done.statusCode(), Headers.of(done.headers()), InputStream.nullInputStream()));
                }
                return;
            }
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (come.compareAndSet(null, NONE)) {
                answering.failed(named(cause == null ? new IOException("no answer") : cause));
            } else if (come.get() instanceof JdkSource body && cause != null) {
                // The JDK tells the body only of what it thinks is the body's.
                body.onError(cause);
            }
        }

        private Throwable named(Throwable failure) {
            try {
                return named.apply(failure);
            } catch (RuntimeException | Error e) {
                return e;
            }
        }

        /** Ends the exchange: before the head has come by cancelling it, afterwards by closing the body. */
        void abandon() {
            if (!giveUp("the exchange was given up") && come.get() instanceof JdkSource body) {
                body.close();
            }
        }

        private boolean giveUp(String reason) {
            if (!come.compareAndSet(null, NONE)) {
                return false;
            }
            CompletableFuture<HttpResponse<JdkSource>> sent = exchange;
            if (sent != null) {
                sent.cancel(true);
            }
            answering.failed(new IOException(reason));
            return true;
        }
    }

    /** The JDK's client fails unchecked where an answer is odd in a way that it did not expect. */
    static IOException odd(Throwable failure) {
        return new IOException("the answer could not be read: " + failure, failure);
    }

    private IOException failure(Throwable cause, Request request, Call call) {
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof UncheckedIOException unread) {
                // The body of the request could not be read; with the connection all was well.
                throw unread;
            }
        }
        URI url = request.url();
        ProxyServer proxy = routes == null ? null : routes.find(url);
        String place =
                proxy != null ? "proxy " + proxy : url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        if (cause instanceof HttpConnectTimeoutException || (proxy != null && ProxyRelay.saysMute(cause))) {
            String limit = Timeouts.text(call.timeouts().connect());
            SocketTimeoutException late = new SocketTimeoutException(limit);
            late.initCause(cause);
            return caused(new ConnectException("waited " + limit + " for a connection to " + place), late);
        }
        if (cause instanceof ConnectException && cause.getMessage() == null) {
            String what = isUnknown(cause) ? "no address is known for " : "could not connect to ";
            return caused(new ConnectException(what + place), cause);
        }
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof IOException && String.valueOf(cause.getMessage()).contains("received no bytes")) {
            return new IOException(
                    isReset(cause) ? "the connection was reset" : "the connection was closed before the answer", cause);
        }
        return cause instanceof IOException io ? io : odd(cause);
    }

    private static boolean isReset(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException) {
                return true;
            }
        }
        return false;
    }

    private static ConnectException caused(ConnectException failure, Throwable cause) {
        failure.initCause(cause);
        return failure;
    }

    private static boolean isUnknown(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    private HttpClient newClient(Duration connectTimeout) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                // Nothing of the user's runs there, and a hand-over to another thread costs more than the work.
                .executor(Runnable::run);
        if (sslContext != null) {
            client.sslContext(sslContext);
        }
        if (sslParameters != null) {
            client.sslParameters(sslParameters);
        }
        if (routes != null) {
            client.proxy(routes);
        }
        return client.build();
    }

    private HttpRequest toJdk(Request request, Call call) {
        check(request.url());
        HttpRequest.Builder jdk = HttpRequest.newBuilder(request.url());
        request.headers().forEach((name, value) -> header(jdk, name, value));
        if (routes != null) {
            routes.authorize(jdk, request.url(), call.timeouts().connect());
        }
        return jdk.method(request.method(), request.body().map(this::publisher).orElseGet(BodyPublishers::noBody))
                .build();
    }

    /** The JDK's client knows no host with an underscore, which others do. */
    @Override
    public void check(URI url) {
        if (url.getHost() == null) {
            throw new InvalidParamsException("baseUrl: expected a host without underscores, which HttpClient of the JDK"
                    + " cannot reach, found " + url.getRawAuthority() + "; OkHttpTransport can");
        }
    }

    private static void header(HttpRequest.Builder request, String name, String value) {
        try {
            request.header(name, value);
        } catch (IllegalArgumentException e) {
            throw new InvalidParamsException(
                    name + ": expected a header that HttpClient lets others set, found one that"
                            + " it does not; -Djdk.httpclient.allowRestrictedHeaders=" + name + " changes that");
        }
    }

    private BodyPublisher publisher(RequestBody body) {
        if (body.length() == 0) {
            return BodyPublishers.noBody();
        }
        Optional<ByteBuffer> memory = body.memory();
        if (memory.isPresent()) {
            ByteBuffer bytes = memory.get();
            return BodyPublishers.ofByteArray(bytes.array(), bytes.arrayOffset(), bytes.remaining());
        }
        return UploadPublisher.of(body, given == null && Runtime.version().feature() <= WRITES_FROM_WHAT_IT_GETS);
    }

    /** Calls under way were cancelled before this. Before JDK 21 idle connections and the client's thread go with the client. */
    @Override
    public void close() {
        clients.close();
        if (routes != null) {
            routes.close();
        }
    }

    /** How the API is reached where that is not left to the JDK. */
    public static final class Builder {
        private @Nullable Proxies proxies;
        private @Nullable SSLContext sslContext;
        private @Nullable SSLParameters sslParameters;

        private Builder() {}

        /**
         * The HTTP proxy to go through, as {@code http://host:port} or {@code http://user:password@host:port}. Everything goes
         * through it, to this machine too. Default: as the system properties of the JDK say.
         */
        public Builder proxy(String url) {
            proxies = Proxies.all(ProxyServer.parse("proxy", url, Kinds.HTTP));
            return this;
        }

        /** The HTTP proxy to go through, with a user and a password as they are, not encoded as in a URL. */
        public Builder proxy(String url, String user, String password) {
            proxies = Proxies.all(ProxyServer.parse("proxy", Objects.requireNonNull(url, "url"), Kinds.HTTP)
                    .withCredentials(
                            Objects.requireNonNull(user, "user"), Objects.requireNonNull(password, "password")));
            return this;
        }

        /** Goes through no proxy, whatever system properties or the environment say. */
        public Builder withoutProxy() {
            proxies = Proxies.NONE;
            return this;
        }

        /**
         * Goes through the proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} name, in lower case first,
         * unless one was set already or the JDK's own properties name one.
         *
         * @param environment gives a variable of the environment, or null; {@code System::getenv} mostly
         * @param properties gives a system property, or null; {@code System::getProperty} mostly
         */
        public Builder proxyFromEnv(UnaryOperator<String> environment, UnaryOperator<String> properties) {
            if (proxies == null) {
                proxies = Proxies.of(environment, properties, Kinds.HTTP);
            }
            return this;
        }

        /** Whom to trust, and the certificate to show, in TLS. Default: the JDK's. */
        public Builder sslContext(SSLContext context) {
            sslContext = Objects.requireNonNull(context, "context");
            return this;
        }

        /** Protocols, cipher suites and the like in TLS. Host names are checked in any case. Default: the JDK's. */
        public Builder sslParameters(SSLParameters parameters) {
            sslParameters = Objects.requireNonNull(parameters, "parameters");
            return this;
        }

        public JdkTransport build() {
            return new JdkTransport(this);
        }
    }
}
