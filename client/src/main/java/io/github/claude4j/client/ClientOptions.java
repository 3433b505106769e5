package io.github.claude4j.client;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Backend;
import io.github.claude4j.http.Transport;
import io.github.claude4j.jdk.JdkTransport;
import io.github.claude4j.limits.RateLimiter;
import java.net.http.HttpClient;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Options of a client as a whole, beside those of its calls.
 *
 * @param <B> the options themselves
 */
public abstract class ClientOptions<B extends ClientOptions<B>> extends CallOptions<B> {
    protected ClientOptions() {
        super(new Draft());
    }

    /**
     * Where calls go instead of the API itself, such as a cloud; the client closes it. It takes the place of credentials: a key or
     * token of the API is neither needed nor looked for, nor is a base URL of the environment.
     */
    public B backend(Backend backend) {
        only("backend");
        draft.backend = given("backend", backend);
        return self();
    }

    /**
     * Lets a base URL be {@code http://} that is not on this machine, such as a gateway in a private network. Whoever is on the way
     * can read credentials, prompts and answers. One that the environment gives needs no leave; of either a warning is logged.
     */
    public B allowInsecureHttp() {
        draft.insecureAllowed = true;
        return self();
    }

    /**
     * How many calls of {@code async} run at once on JDK 17 to 20, where each takes a thread; more wait their turn, in order.
     * Publishers that take a thread count too. Default: 256. From JDK 21 on there is no limit.
     */
    public B asyncCalls(int most) {
        if (most < 1) {
            throw new InvalidParamsException("asyncCalls: expected 1 or more, found " + most);
        }
        draft.asyncCalls = most;
        return self();
    }

    /**
     * The transport to use, which the client closes. Default: {@link JdkTransport}, or with the system property
     * {@code claude4j.transport=socket} {@link io.github.claude4j.socket.SocketTransport}; {@code jdk} says the former.
     */
    public B transport(Transport transport) {
        draft.transport = given("transport", transport);
        return self();
    }

    /** A client of the JDK to send with, made by the caller: with its own proxy, TLS, HTTP version, time to connect. */
    public B httpClient(HttpClient client) {
        return transport(JdkTransport.of(client));
    }

    /**
     * The HTTP proxy to go through, as {@code http://host:port} or {@code http://user:password@host:port}; over
     * {@link io.github.claude4j.socket.SocketTransport} also {@code socks5://host:port}. Everything goes through it, to this machine
     * too. Default: as the system properties of the JDK say, {@code https.proxyHost} and so on, and with {@link #fromEnv()} as {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} say.
     */
    public B proxy(String url) {
        network().proxy(url);
        return self();
    }

    /** The HTTP proxy to go through, with a user and a password as they are, not encoded as in a URL. */
    public B proxy(String url, String user, String password) {
        network().proxy(given("proxy", url), given("user", user), given("password", password));
        return self();
    }

    /** Goes through no proxy, whatever system properties or the environment say. */
    public B withoutProxy() {
        network().withoutProxy();
        return self();
    }

    private Network network() {
        draft.networkGiven = true;
        return draft.network();
    }

    /** Whom to trust, and the certificate to show, in TLS. Default: the JDK's. */
    public B sslContext(SSLContext context) {
        network().sslContext(context);
        return self();
    }

    /** Protocols, cipher suites and the like in TLS. Host names are checked in any case. Default: the JDK's. */
    public B sslParameters(SSLParameters parameters) {
        network().sslParameters(parameters);
        return self();
    }

    /**
     * Lets calls wait until the limits of the account allow them. This client and its copies share it, and so may others of
     * the same account. Default: none, calls that come too fast are answered with 429 and repeated.
     */
    public B limiter(RateLimiter limiter) {
        draft.limiter = given("limiter", limiter);
        return self();
    }

    /**
     * Takes what was not set from the environment.
     *
     * <p>System properties {@code anthropic.apiKey}, {@code anthropic.authToken} and {@code anthropic.baseUrl} come first,
     * then {@code ANTHROPIC_API_KEY}, {@code ANTHROPIC_AUTH_TOKEN}, {@code ANTHROPIC_BASE_URL} and
     * {@code ANTHROPIC_CUSTOM_HEADERS} (one {@code Name: value} a line); {@code ANTHROPIC_API_VERSION},
     * {@code ANTHROPIC_BETA} (headers with commas between them) and {@code ANTHROPIC_TIMEOUT_SECS} (of one attempt). Without a key and a token there, credentials are
     * those of the profile that {@code ANTHROPIC_PROFILE} names, else what the variables of
     * {@link io.github.claude4j.credentials.Federation.Builder#fromEnv()} describe, else those of the active profile.
     * Credentials that are set in code win. So does a {@link #proxy}, else {@code HTTPS_PROXY}, {@code HTTP_PROXY} and
     * {@code NO_PROXY} (also in lower case) count, unless the JDK's properties {@code https.proxyHost} or
     * {@code http.proxyHost} are set; loopback is reached directly.
     */
    public B fromEnv() {
        return fromEnv(System::getenv, System::getProperty);
    }

    B fromEnv(UnaryOperator<String> environment, UnaryOperator<String> properties) {
        new Environment(environment, properties).applyTo(draft);
        return self();
    }
}
