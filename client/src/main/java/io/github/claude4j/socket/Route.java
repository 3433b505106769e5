package io.github.claude4j.socket;

import io.github.claude4j.internal.proxy.Proxies;
import io.github.claude4j.internal.proxy.ProxyServer;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way to an origin.
 *
 * @param proxy what leads there; null where it is reached directly
 */
record Route(Origin origin, @Nullable ProxyServer proxy) {
    /**
     * The way to where a URL leads.
     *
     * @param proxies what options say of it; null where it is as the JDK's {@link ProxySelector} says
     */
    static Route to(URI url, @Nullable Proxies proxies) {
        return new Route(Origin.of(url), proxies == null ? selected(url) : proxies.find(url));
    }

    private static @Nullable ProxyServer selected(URI url) {
        ProxySelector selector = ProxySelector.getDefault();
        List<Proxy> found = selector == null ? List.of() : selector.select(url);
        if (found.isEmpty() || !(found.get(0).address() instanceof InetSocketAddress address)) {
            return null;
        }
        boolean socks = found.get(0).type() == Proxy.Type.SOCKS;
        return new ProxyServer(socks, address, null, "");
    }

    /** The proxy that passes each request on; null where there is none, or one that only passes bytes on. */
    @Nullable
    ProxyServer forwarding() {
        return proxy == null || proxy.socks() || origin.secure() ? null : proxy;
    }

    /** The host to connect to. */
    String host() {
        return proxy == null ? origin.bareHost() : proxy.address().getHostString();
    }

    int port() {
        return proxy == null ? origin.port() : proxy.address().getPort();
    }

    /** Where connections lead, for those who are told that there is none. */
    @Override
    public String toString() {
        return proxy == null ? origin.toString() : "proxy " + proxy;
    }
}
