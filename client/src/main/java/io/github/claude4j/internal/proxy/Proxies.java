package io.github.claude4j.internal.proxy;

import java.net.URI;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Through which proxy each URL is reached. */
public final class Proxies {
    /** Everything is reached directly. */
    public static final Proxies NONE = new Proxies(null, null, null);

    private final @Nullable ProxyServer https;
    private final @Nullable ProxyServer http;

    /** What is reached directly; null when that is nothing, not even this machine. */
    private final @Nullable NoProxy except;

    private Proxies(@Nullable ProxyServer https, @Nullable ProxyServer http, @Nullable NoProxy except) {
        this.https = https;
        this.http = http;
        this.except = except;
    }

    /** Everything goes through this one, to loopback too. */
    public static Proxies all(ProxyServer proxy) {
        return new Proxies(proxy, proxy, null);
    }

    /**
     * What {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} say, in lower case first, as others do; null where
     * they say nothing, or the JDK's own properties say something.
     */
    public static @Nullable Proxies of(
            UnaryOperator<String> environment, UnaryOperator<String> properties, ProxyServer.Kinds kinds) {
        String https = variable(environment, "https_proxy", "HTTPS_PROXY");
        String http = variable(environment, "http_proxy", "HTTP_PROXY");
        boolean said = properties.apply("https.proxyHost") != null || properties.apply("http.proxyHost") != null;
        if ((https == null && http == null) || said) {
            return null;
        }
        return new Proxies(
                https == null ? null : ProxyServer.parse("HTTPS_PROXY", https, kinds),
                http == null ? null : ProxyServer.parse("HTTP_PROXY", http, kinds),
                new NoProxy(variable(environment, "no_proxy", "NO_PROXY")));
    }

    private static @Nullable String variable(UnaryOperator<String> environment, String lower, String upper) {
        String value = environment.apply(lower);
        if (value == null || value.isBlank()) {
            value = environment.apply(upper);
        }
        return value == null || value.isBlank() ? null : value;
    }

    /** The proxy for a URL; null where it is reached directly. */
    public @Nullable ProxyServer find(URI url) {
        ProxyServer proxy = "https".equalsIgnoreCase(url.getScheme()) ? https : http;
        boolean direct = proxy == null || (except != null && (NoProxy.isLoopback(url) || except.matches(url)));
        return direct ? null : proxy;
    }
}
