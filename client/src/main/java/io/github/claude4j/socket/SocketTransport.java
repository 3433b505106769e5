package io.github.claude4j.socket;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.Transport;
import io.github.claude4j.internal.BaseUrl;
import io.github.claude4j.internal.proxy.Proxies;
import io.github.claude4j.internal.proxy.ProxyServer;
import io.github.claude4j.internal.proxy.ProxyServer.Kinds;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Sends over sockets of the JDK, without its HTTP client: the fastest start and the lowest cost a call, with no further dependency.
 *
 * <pre>{@code Claude claude = Claude.builder().fromEnv().transport(SocketTransport.create()).build();}</pre>
 *
 * <p>It speaks HTTP/1.1, one call a connection at a time, and keeps up to 256 idle connections for a minute each. A call runs on the
 * thread that makes it. Answers that break the rules of HTTP are refused. A publisher takes a thread for each stream that is open:
 * for thousands of them before JDK 21, {@link io.github.claude4j.jdk.JdkTransport} is the one to take.
 */
public final class SocketTransport implements Transport {
    private final Pool pool = new Pool();
    private final @Nullable Proxies proxies;
    private final Tls tls;

    private SocketTransport(Builder builder) {
        this.proxies = builder.proxies;
        this.tls = new Tls(builder.sslContext, builder.sslParameters);
    }

    /** A transport with a pool of its own, which goes through the proxies that the system properties of the JDK name. */
    public static SocketTransport create() {
        return builder().build();
    }

    /** Builds a transport with a pool of its own. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Response send(Request request, Call call) throws IOException, InterruptedException {
        check(request.url());
        RequestHead.check(request);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Exchange exchange = new Exchange(pool);
        call.abortWith(exchange::close);
        return exchange.send(request, call, proxies, tls);
    }

    @Override
    public void check(URI url) {
        String scheme = String.valueOf(url.getScheme());
        boolean known = scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http");
        if (!known || BaseUrl.host(url).isEmpty()) {
            throw new InvalidParamsException("url: expected http://… or https://… with a host, found " + scheme + "://"
                    + (url.getRawAuthority() == null ? "" : url.getRawAuthority()));
        }
    }

    /** Ends what is going on, and all connections. */
    @Override
    public void close() {
        pool.close();
    }

    /** How the API is reached where that is not left to the JDK. */
    public static final class Builder {
        private @Nullable Proxies proxies;
        private @Nullable SSLContext sslContext;
        private @Nullable SSLParameters sslParameters;

        private Builder() {}

        /**
         * The proxy to go through: {@code http://host:port} for one of HTTP, {@code socks5://host:port} for one of SOCKS 5, which looks
         * up the names of hosts; with {@code user:password@} in front of the host where it wants them. Everything goes through it, to
         * this machine too. Default: as the system properties of the JDK say.
         */
        public Builder proxy(String url) {
            Objects.requireNonNull(url, "url");
            proxies = Proxies.all(ProxyServer.parse("proxy", url, Kinds.HTTP_AND_SOCKS));
            return this;
        }

        /** The proxy to go through, with a user and a password as they are, not encoded as in a URL. */
        public Builder proxy(String url, String user, String password) {
            Objects.requireNonNull(url, "url");
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
            proxies = Proxies.all(
                    ProxyServer.parse("proxy", url, Kinds.HTTP_AND_SOCKS).withCredentials(user, password));
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
                proxies = Proxies.of(environment, properties, Kinds.HTTP_AND_SOCKS);
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

        public SocketTransport build() {
            return new SocketTransport(this);
        }
    }
}
