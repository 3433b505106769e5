package io.github.claude4j.jdk;

import java.net.URI;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Through which proxy each URL is reached. */
final class Proxies {
    /** Everything is reached directly. */
    static final Proxies NONE = new Proxies(null, null, null);

    private final @Nullable HttpProxy https;
    private final @Nullable HttpProxy http;

    /** What is reached directly; null when that is nothing, not even this machine. */
    private final @Nullable NoProxy except;

    private Proxies(@Nullable HttpProxy https, @Nullable HttpProxy http, @Nullable NoProxy except) {
        this.https = https;
        this.http = http;
        this.except = except;
    }

    /** Everything goes through this one, to loopback too. */
    static Proxies all(HttpProxy proxy) {
        return new Proxies(proxy, proxy, null);
    }

    /**
     * What {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} say, in lower case first, as others do; null where
     * they say nothing, or the JDK's own properties say something.
     */
    static @Nullable Proxies of(UnaryOperator<String> environment, UnaryOperator<String> properties) {
        String https = variable(environment, "https_proxy", "HTTPS_PROXY");
        String http = variable(environment, "http_proxy", "HTTP_PROXY");
        boolean said = properties.apply("https.proxyHost") != null || properties.apply("http.proxyHost") != null;
        if ((https == null && http == null) || said) {
            return null;
        }
        return new Proxies(
                https == null ? null : HttpProxy.parse("HTTPS_PROXY", https),
                http == null ? null : HttpProxy.parse("HTTP_PROXY", http),
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
    @Nullable
    HttpProxy find(URI url) {
        HttpProxy proxy = "https".equalsIgnoreCase(url.getScheme()) ? https : http;
        boolean direct = proxy == null || (except != null && (NoProxy.isLoopback(url) || except.matches(url)));
        return direct ? null : proxy;
    }
}
